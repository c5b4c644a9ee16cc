"""What can be told about a chosen file: size, encoding, hash, first rows.

No Qt in this file; everything here may take long and runs off the main thread.
"""

import codecs
import csv
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from os import fstat
from pathlib import Path

from jobdesk.ui.widgets.delimiters import delimiter_of

_PROBE_BYTES = 256 * 1024
_CHUNK_BYTES = 1024 * 1024
_PREVIEW_ROWS = 3
_PREVIEW_COLUMNS = 12
_CELL_CHARACTERS = 200
_TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8 with mark", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The beginning of a file; `columns` is empty for plain text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int | None  # None: not known, the file is larger than what was read


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the drop area says about a file."""

    path: Path
    size: int
    encoding: str  # for people; "binary" when it is no text
    sha256: str
    preview: FilePreview | None


def read_file_facts(
    path: Path,
    is_wanted: Callable[[], bool] = lambda: True,
    tell: Callable[[int, int], None] | None = None,
) -> FileFacts:
    """Read a file once: hash, encoding guess, first rows.

    Args:
        path: the file.
        is_wanted: asked between chunks; False ends the reading early (stale facts).
        tell: called with the bytes read so far, and with all; in the thread that reads.

    Raises:
        OSError: the file cannot be read.
        ValueError: no file can be called like this.
    """
    if not path.is_file():  # reading a pipe or a device would never end
        path.stat()
        raise OSError("it is no file")
    digest = hashlib.sha256()
    probe = b""
    size = 0
    with path.open("rb") as stream:
        whole = fstat(stream.fileno()).st_size
        while is_wanted() and (chunk := stream.read(_CHUNK_BYTES)):
            digest.update(chunk)
            probe = probe or chunk[:_PROBE_BYTES]
            size += len(chunk)
            if tell is not None:
                tell(size, whole)
    encoding, codec = guess_encoding(probe, is_whole=size <= len(probe))
    preview = None
    if codec:
        text = probe.decode(codec, errors="replace")
        preview = preview_of(text, path.suffix.lower(), is_whole=size <= len(probe))
    return FileFacts(path, size, encoding, digest.hexdigest(), preview)


def guess_encoding(probe: bytes, *, is_whole: bool) -> tuple[str, str]:
    """The encoding for people and the codec to read it with; codec "" for binary data."""
    for mark, words, codec in _MARKS:
        if probe.startswith(mark):
            return words, codec
    if b"\0" in probe:
        return "binary", ""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(probe, final=is_whole)
    except UnicodeDecodeError:
        return "Latin-1 or similar", "latin-1"
    return ("ASCII", "ascii") if probe.isascii() else ("UTF-8", "utf-8")


def preview_of(text: str, suffix: str, *, is_whole: bool) -> FilePreview | None:
    """The first rows of a text; a table for CSV and TSV."""
    if suffix in _TABLE_SUFFIXES:
        return _table_preview(text, suffix, is_whole=is_whole)
    lines = text.splitlines()
    rows = tuple((line[:_CELL_CHARACTERS],) for line in lines[: _PREVIEW_ROWS + 1])
    return FilePreview((), rows, len(lines) if is_whole else None) if rows else None


def _table_preview(text: str, suffix: str, *, is_whole: bool) -> FilePreview | None:
    sign, has_space = delimiter_of(text, "\t" if suffix == ".tsv" else ",")
    lines = text.splitlines()
    try:
        found = csv.reader(lines, delimiter=sign, skipinitialspace=has_space)
        rows = [row for row in found if row]
    except csv.Error:
        return None
    if not rows:
        return None
    cut = [
        tuple(cell[:_CELL_CHARACTERS] for cell in row[:_PREVIEW_COLUMNS]) for row in rows[:4]
    ]
    return FilePreview(cut[0], tuple(cut[1:]), len(rows) - 1 if is_whole else None)
