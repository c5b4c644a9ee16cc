"""Lines of the log as text for the clipboard and for files. No widgets in this file."""

import csv
import html
import io
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jobdesk.errors import Superseded
from jobdesk.models.records import LogLine
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.selection import Spans

FORMS: dict[str, tuple[str, str]] = {
    "text": ("Text", "log"),
    "csv": ("CSV", "csv"),
    "json": ("JSON, one object per line", "ndjson"),
    "markdown": ("Markdown table", "md"),
}
"""What lines can be saved as: the words and the file's ending."""

COPY_FORMS: dict[str, str] = {
    "text": "Text",
    "tsv": "Cells for a spreadsheet (TSV)",
    "json": "JSON, one object per line",
    "markdown": "Markdown table",
}
"""What lines can be copied as."""

ENDINGS = {**{form: ending for form, (_, ending) in FORMS.items()}, "message": "txt"}

COPY_LIMIT = 20_000  # lines; a clipboard is no file
DRAG_LIMIT = 2_000  # lines; they are read while the window waits
_PAGE = 1_000
_TITLES = ("Time", "Level", "Group", "Object", "Message", "Link")
_HEADS = {
    "csv": "seq,created,level,grouping,message,object,url\n",
    "markdown": f"| {' | '.join(_TITLES)} |\n|{'---|' * len(_TITLES)}\n",
}
_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")


class Cancelled(Superseded):
    """The user gave up."""


def text_of(lines: Sequence[LogLine], form: str = "text") -> str:
    """The lines in one of FORMS or COPY_FORMS, or only their "message"s."""
    return _HEADS.get(form, "") + "".join(map(_writer(form), lines))


def table_of(lines: Sequence[LogLine]) -> str:
    """The lines as an HTML table: what a spreadsheet takes without asking."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in _cells(line))}</tr>"
        for line in lines
    )
    return f"<table>{rows}</table>"


def pages(
    read: Callable[[int, int], Sequence[LogLine]], spans: Spans
) -> Iterator[Sequence[LogLine]]:
    """Read rows in pages."""
    for rows in spans:
        for first in range(rows.start, rows.stop, _PAGE):
            yield read(first, min(_PAGE, rows.stop - first))


def write_file(
    path: Path,
    read: Callable[[int, int], Sequence[LogLine]],
    spans: Spans,
    form: str,
    go_on: Callable[[int], bool] | None = None,
) -> int:
    """Write the rows beside `path` and put the file in place when it is whole.

    Returns the number of lines. For a thread of the background: `go_on` hears after every
    page how many are written, and ends it with False. OSError says what went wrong.

    Raises:
        Cancelled: `go_on` said no; no file is left and an older one is as it was.
    """
    write, written = _writer(form), 0
    part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(_HEADS.get(form, ""))
            for page in pages(read, spans):
                file.writelines(map(write, page))
                written += len(page)
                if go_on is not None and not go_on(written):
                    raise Cancelled(f"{path.name} was not saved: cancelled.")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


def _message(line: LogLine) -> str:
    return plain(line.message) + "\n"


def _cells(line: LogLine) -> tuple[str, ...]:
    created = line.created.astimezone().isoformat(" ", "milliseconds")[:23]
    message = plain(line.message)
    return (created, line.level, line.grouping, line.object, message, line.url)


def _tsv_line(line: LogLine) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, dialect="excel-tab", lineterminator="\n").writerow(_cells(line))
    return buffer.getvalue()


def _markdown_line(line: LogLine) -> str:
    cells = (_MARKDOWN_SIGNS.sub(r"\\\1", cell) for cell in _cells(line))
    shown = ("<br>".join(cell.splitlines()) for cell in cells)
    return f"| {' | '.join(shown)} |\n"


def _writer(form: str) -> Callable[[LogLine], str]:
    from jobdesk.operations.logs import csv_line, json_line, text_line

    def shown_line(line: LogLine) -> str:
        return plain(text_line(line))

    return {
        "text": shown_line,
        "json": json_line,
        "csv": csv_line,
        "tsv": _tsv_line,
        "markdown": _markdown_line,
        "message": _message,
    }[form]
