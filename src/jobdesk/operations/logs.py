"""Log lines of a run as text, JSON or CSV, streamed: a log of ten million lines fits too."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jobdesk.errors import InputErrors
from jobdesk.models.records import LEVEL_NUMBERS, LogLine, ResultNo
from jobdesk.operations.services import Services

_PAGE = 2_000
_COLUMNS = ("seq", "created", "level", "grouping", "message", "object", "url")


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines to show: this level and above, with the text in their message, any case."""

    level: str = ""  # "" is every level
    search: str = ""

    @property
    def levels(self) -> tuple[str, ...] | None:
        """The names of the levels to show; None for all.

        Raises:
            InputErrors: there is no such level.
        """
        if not self.level:
            return None
        lowest = LEVEL_NUMBERS.get(self.level)
        if lowest is None:
            known = ", ".join(LEVEL_NUMBERS)
            raise InputErrors(
                {"level": [f"there is no level {self.level!r}; levels: {known}."]}
            )
        return tuple(name for name, number in LEVEL_NUMBERS.items() if number >= lowest)


def line_count(services: Services, no: int) -> int:
    """How many lines of run `no` are recorded; nothing is counted for it."""
    tail = services.logs.tail(no)
    return tail.lines if tail is not None else 0


def log_lines(
    services: Services,
    no: int,
    wanted: LogFilter | None = None,
    first: int = 0,
    stop: int | None = None,
) -> Iterator[LogLine]:
    """The lines of run `no` with `first` ≤ seq < `stop` that pass the filter, in order."""
    chosen = wanted or LogFilter()
    if chosen.levels is None and not chosen.search:
        return _all_lines(services, ResultNo(no), first, stop)
    return _found_lines(services, ResultNo(no), chosen, first, stop)


def export_lines(
    services: Services,
    no: int,
    form: str,
    wanted: LogFilter | None = None,
    first: int = 0,
    stop: int | None = None,
    header: bool = True,
) -> Iterator[str]:
    """Pieces of text to write one after another; each holds whole lines with their ends.

    Args:
        services: the open workspace.
        no: number of the run.
        form: text, json (one object per line) or csv.
        wanted: which lines.
        first: sequence number to begin with.
        stop: sequence number to end before; None goes to the end.
        header: csv begins with the names of the columns.

    Raises:
        InputErrors: there is no such form or level.
    """
    write = _FORMS.get(form)
    if write is None:
        raise InputErrors({"format": [f"there is no format {form!r}; text, json or csv."]})
    lines = log_lines(services, no, wanted, first, stop)
    return _pieces(lines, write, _csv_row(_COLUMNS) if header and form == "csv" else "")


def _pieces(
    lines: Iterator[LogLine], write: Callable[[LogLine], str], head: str
) -> Iterator[str]:
    if head:
        yield head
    for line in lines:
        yield write(line)


def _all_lines(
    services: Services, no: ResultNo, first: int, stop: int | None
) -> Iterator[LogLine]:
    at = first
    while stop is None or at < stop:
        count = _PAGE if stop is None else min(_PAGE, stop - at)
        page = services.logs.lines(no, at, count)
        if not page:
            return
        yield from page
        at = page[-1].seq + 1


def _found_lines(
    services: Services, no: ResultNo, wanted: LogFilter, first: int, stop: int | None
) -> Iterator[LogLine]:
    from jobdesk.models.stores.search import LogSearch

    sought = wanted.search.casefold()  # in the message: the store also looks at the grouping
    search: LogSearch = LogSearch(services.paths.logs_db)
    try:
        for chunk in search.seqs(
            no, levels=wanted.levels, text=wanted.search, first=first, stop=stop
        ):
            for at in range(0, len(chunk), _PAGE):
                page = services.logs.lines_at(no, chunk[at : at + _PAGE])
                yield from (line for line in page if sought in line.message.casefold())
    finally:
        search.close()


def text_line(line: LogLine) -> str:
    """One line for people: local time, level, grouping, object, message."""
    moment = line.created.astimezone().strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
    about = f" [{line.object}]" if line.object else ""
    return f"{moment} {line.level:<8} {line.grouping}:{about} {line.message}\n"


def json_line(line: LogLine) -> str:
    """One JSON object on one line."""
    from jobdesk.operations.documents import log_document

    return json.dumps(log_document(line), ensure_ascii=False) + "\n"


def csv_line(line: LogLine) -> str:
    """One CSV record."""
    from jobdesk.operations.documents import log_document

    document = log_document(line)
    return _csv_row([str(document[name]) for name in _COLUMNS])


def _csv_row(values: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()


_FORMS: dict[str, Callable[[LogLine], str]] = {
    "text": text_line,
    "json": json_line,
    "csv": csv_line,
}
