"""What is shown of an output file: its first megabyte, as what its name and bytes say it is.

For a thread. HTML is text here, and nothing that a file refers to is loaded.
"""

import codecs
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui.runs.pictures import MOST_BYTES, picture_from
from jobdesk.ui.runs.plain_files import opened
from jobdesk.ui.runs.values.content import (
    PICTURE,
    RAW,
    TABLE,
    TREE,
    Content,
    content_of_text,
)
from jobdesk.ui.runs.values.grid_data import grid_of, grid_of_csv
from jobdesk.ui.runs.words import size_text

SHOWN_BYTES = 1_000_000
_HEX_BYTES = 4096
_PICTURES = (".png", ".jpg", ".jpeg", ".svg")
_LANGUAGES = {
    ".html": "html",
    ".htm": "html",
    ".xml": "xml",
    ".svg": "xml",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".toml": "toml",
    ".ini": "ini",
    ".py": "python",
    ".sql": "sql",
    ".sh": "bash",
    ".diff": "diff",
    ".patch": "diff",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODING_WORDS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}


def read_preview(home: Path, file: RunFile) -> Content:
    """Read and make out what a file is.

    Raises:
        JobDeskError: it is gone or cannot be read, in words.
    """
    suffix = Path(file.name).suffix.lower()
    is_picture = suffix in _PICTURES
    limit = MOST_BYTES if is_picture else SHOWN_BYTES
    with opened(home, file) as stream:
        try:
            data = stream.read(limit + 1)
            size = stream.seek(0, 2)
        except OSError as error:
            reason = error.strerror or str(error)
            raise JobDeskError(f"{file.name} cannot be read: {reason.lower()}.") from None
    problem = ""
    if is_picture:
        picture, problem = picture_from(data, suffix)
        if picture is not None:
            return _picture_content(picture, data, suffix, size, Path(file.name).stem)
    return _text_content(data[:SHOWN_BYTES], size, suffix, Path(file.name).stem, problem)


def _picture_content(picture: Any, data: bytes, suffix: str, size: int, stem: str) -> Content:
    said = size_text(size)
    if suffix == ".svg" and len(data) <= SHOWN_BYTES:
        text = data.decode("utf-8", "replace")
        views = (PICTURE, RAW)
        return Content(text, "xml", picture=picture, views=views, said=said, file_stem=stem)
    return Content(picture=picture, views=(PICTURE,), said=said, file_stem=stem)


def _text_content(data: bytes, size: int, suffix: str, stem: str, problem: str) -> Content:
    is_cut = size > len(data)
    text, encoding = decoded(data, is_cut=is_cut)
    how_much = f"The first {size_text(len(data))} of {size_text(size)}"
    said = how_much if is_cut else size_text(size)
    if text is None:
        shown = min(len(data), _HEX_BYTES)
        said = (
            f"{said}, no text: the first {shown:,} bytes"
            if size > shown
            else f"{said}, no text"
        )
        return Content(hex_text(data[:_HEX_BYTES]), said=said, file_stem=stem)
    said = ", ".join(part for part in (f"{said}, {encoding}", problem) if part)
    return replace(_content(text, suffix, stem, is_cut=is_cut), said=said)


def _content(text: str, suffix: str, stem: str, *, is_cut: bool) -> Content:
    special: dict[str, Callable[[], Content | None]] = {
        ".csv": lambda: _table_content(text, stem, is_cut=is_cut),
        ".tsv": lambda: _table_content(text, stem, is_cut=is_cut),
        ".ndjson": lambda: _lines_content(text, stem, is_cut=is_cut),
        ".jsonl": lambda: _lines_content(text, stem, is_cut=is_cut),
        ".json": lambda: content_of_text(text, stem),
        ".md": lambda: content_of_text(text, stem, is_markdown=True),
        ".markdown": lambda: content_of_text(text, stem, is_markdown=True),
    }
    make = special.get(suffix)
    found = make() if make is not None else None
    return found or Content(text, _LANGUAGES.get(suffix, "text"), file_stem=stem)


def _table_content(text: str, stem: str, *, is_cut: bool) -> Content | None:
    grid = grid_of_csv(text, is_cut=is_cut)
    if grid is None:
        return None
    return Content(text, grid=grid, views=(TABLE, RAW), file_stem=stem)


def _lines_content(text: str, stem: str, *, is_cut: bool) -> Content | None:
    lines = [line for line in text.splitlines() if line.strip()]
    if is_cut and lines:
        lines.pop()
    try:
        values: list[Any] = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None
    grid = grid_of(values)
    views = (TABLE, TREE, RAW) if grid is not None else (TREE, RAW)
    return Content(text, "json", values, grid, views=views, file_stem=stem)


def decoded(data: bytes, *, is_cut: bool) -> tuple[str | None, str]:
    """The text of some bytes and its encoding in words; None when they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), _ENCODING_WORDS[encoding]
    if b"\0" in data:
        return None, ""
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        return decoder.decode(data, not is_cut), "UTF-8"
    except UnicodeDecodeError:
        pass
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in data[:_HEX_BYTES])
    if control * 50 > len(data[:_HEX_BYTES]):
        return None, ""
    return data.decode("cp1252", "replace"), "Windows-1252"


def hex_text(data: bytes) -> str:
    """Bytes as a dump: place, values, what is printable."""
    lines: list[str] = []
    for start in range(0, len(data), 16):
        part = data[start : start + 16]
        plain = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        lines.append(f"{start:06x}  {part.hex(' '):<47}  {plain}")
    return "\n".join(lines)
