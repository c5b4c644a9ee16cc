"""Lines of the log as text for the clipboard and for files. No widgets in this file."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jobdesk.models.records import LogLine

FORMS: dict[str, tuple[str, str]] = {
    "text": ("Text", "log"),
    "json": ("JSON, one object per line", "ndjson"),
    "csv": ("CSV", "csv"),
}
"""What a file can be: its words and its ending."""

COPY_LIMIT = 20_000  # lines; a clipboard is no file
_PAGE = 1_000


def text_of(lines: Sequence[LogLine], form: str = "text") -> str:
    """The lines in one of FORMS, or only their "message"s."""
    return _head(form) + "".join(map(_WRITERS[form], lines))


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
    written = 0
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(_head(form))
            for page in pages(read, range(count)):
                file.writelines(map(_WRITERS[form], page))
                written += len(page)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


def _text(line: LogLine) -> str:
    created = line.created.astimezone()
    moment = f"{created:%Y-%m-%d %H:%M:%S}.{created.microsecond // 1000:03d}"
    about = f" [{line.object}]" if line.object else ""
    return f"{moment} {line.level:<8} {line.grouping}:{about} {line.message}\n"


def _json(line: LogLine) -> str:
    return (
        json.dumps(dict(zip(_COLUMNS, _values(line), strict=True)), ensure_ascii=False) + "\n"
    )


def _csv(line: LogLine) -> str:
    return _csv_row(_values(line))


def _csv_row(values: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()


_COLUMNS = ("seq", "created", "level", "grouping", "message", "object", "url")


def _values(line: LogLine) -> tuple[object, ...]:
    moment = line.created.isoformat()
    return line.seq, moment, line.level, line.grouping, line.message, line.object, line.url


def _message(line: LogLine) -> str:
    return line.message + "\n"


def _head(form: str) -> str:
    return _csv_row(_COLUMNS) if form == "csv" else ""


_WRITERS: dict[str, Callable[[LogLine], str]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "message": _message,
}
