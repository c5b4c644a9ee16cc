"""The search of the workspace, and more lines of one run; for threads. No widgets here."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.log.expression import SafeExpression

if TYPE_CHECKING:
    from jobdesk.operations.search import RunsSearch
    from jobdesk.operations.services import Services

LINES_PER_RUN = 20
MOST_MORE = 200  # in one step


def search_of(services: Services, asked: Asked, now: datetime) -> RunsSearch:
    """A search in all runs; Refused when the text is no query."""
    from jobdesk.operations.search import RunsSearch

    return RunsSearch(
        services,
        asked.language,
        case_sensitive=asked.case_sensitive,
        scope=asked.scope(now),
        lines_per_run=LINES_PER_RUN,
        make_finder=SafeExpression,
    )


def read_more(
    services: Services, no: ResultNo, asked: Asked, after: int, is_given_up: Callable[[], bool]
) -> tuple[Sequence[LogLine], bool]:
    """The next lines of a run that match, after line `after`; whether there are more.

    Args:
        services: the workspace.
        no: the run.
        asked: what is searched.
        after: the number of a line.
        is_given_up: asked now and then; nobody waits any more.

    Raises:
        JobDeskError: the log cannot be read, or the expression takes too long.
    """
    from jobdesk.models.stores.search import LogSearch

    found = array("q")
    search = LogSearch(services.paths.logs_db, SafeExpression)
    try:
        chunks = search.seqs(
            no,
            where=asked.query.where,
            case_sensitive=asked.case_sensitive,
            first=after + 1,
        )
        for chunk in chunks:
            found.extend(chunk)
            if len(found) > MOST_MORE or is_given_up():
                break
    finally:
        search.close()
    return services.logs.lines_at(no, found[:MOST_MORE]), len(found) > MOST_MORE
