"""Lines of the log as text for the clipboard and for files. No widgets in this file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jobdesk.models.records import LogLine
from jobdesk.ui.log.ansi import plain

FORMS: dict[str, tuple[str, str]] = {
    "text": ("Text", "log"),
    "json": ("JSON, one object per line", "ndjson"),
    "csv": ("CSV", "csv"),
}
"""What lines can be saved as: the words and the file's ending."""

ENDINGS = {**{form: ending for form, (_, ending) in FORMS.items()}, "message": "txt"}

COPY_LIMIT = 20_000  # lines; a clipboard is no file
_PAGE = 1_000
_HEADS = {"csv": "seq,created,level,grouping,message,object,url\n"}


def text_of(lines: Sequence[LogLine], form: str = "text") -> str:
    """The lines in one of FORMS, or only their "message"s."""
    return _HEADS.get(form, "") + "".join(map(_writer(form), lines))


def pages(
    read: Callable[[int, int], Sequence[LogLine]], rows: range
) -> Iterator[Sequence[LogLine]]:
    """Read rows in pages."""
    for first in range(rows.start, rows.stop, _PAGE):
        yield read(first, min(_PAGE, rows.stop - first))


def write_file(
    path: Path, read: Callable[[int, int], Sequence[LogLine]], count: int, form: str
) -> int:
    """Write the rows beside `path` and put the file in place when it is whole.

    Returns the number of lines. For a thread of the background; OSError says what went wrong.
    """
    part = path.with_name(f"{path.name}.part")
    write, written = _writer(form), 0
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(_HEADS.get(form, ""))
            for page in pages(read, range(count)):
                file.writelines(map(write, page))
                written += len(page)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


def _message(line: LogLine) -> str:
    return plain(line.message) + "\n"


def _writer(form: str) -> Callable[[LogLine], str]:
    from jobdesk.operations.logs import csv_line, json_line, text_line

    writers = {"text": text_line, "json": json_line, "csv": csv_line, "message": _message}
    return writers[form]
