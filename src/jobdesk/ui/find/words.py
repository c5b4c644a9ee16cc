"""What the page says. No widgets and no store in this file."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from jobdesk.models.records import LogLine
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.found import FoundRun, FoundRuns
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.shown import time_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import age_text

_READ_CHARS = 500  # of a message, to a screen reader


def head_words(run: FoundRun, now: datetime) -> str:
    """A run as it is read out."""
    hits = run.hits
    state = "closed" if run.is_told_folded else "open"
    when = age_text(hits.date_created, now)
    look = Theme.current().status(hits.status.value)
    name = f"Run {hits.no}, {hits.job_name}"
    return f"{name}, {look.word}, {when}, {run.count_words}, {state}"


def line_words(line: LogLine) -> str:
    """A line as it is read out."""
    message = plain(line.message)[:_READ_CHARS]
    parts = (line.level, time_words(line), line.grouping, line.object, message)
    return ", ".join(part for part in parts if part)


def offer_words(run: FoundRun) -> str:
    """The row that brings more lines of a run."""
    if run.is_reading:
        return "Reading more lines…"
    return f"More lines of #{run.hits.no}"


class Standing(Protocol):
    """How a search stands, as `RunsFinder` tells it."""

    is_searching: bool
    is_stopped: bool
    is_cut: bool
    problem: str
    seconds: float
    coverage: tuple[int, int]


def state_words(search: Standing, found: FoundRuns, *, is_all: bool) -> str:
    """The line beside the scope: what was found so far, or in all and how long it took.

    Args:
        search: how it stands.
        found: its rows.
        is_all: all runs are searched, not those of a scope.
    """
    lines, runs = found.line_count, len(found.groups)
    has_more = any(group.has_more for group in found.groups)
    counted = count_words(lines, runs, 0, has_more=has_more)
    if search.is_searching:
        return f"Searching…  {counted} so far" if lines else "Searching…"
    if not lines:
        return ""
    if search.problem:
        return f"{counted}; then the search ended: {search.problem}"
    if search.is_stopped:
        return f"{counted}; stopped after {seconds_words(search.seconds)}"
    if search.is_cut:
        return f"The first {counted}; search for something rarer to see others"
    ended = search.coverage[1] if is_all else 0
    counted = count_words(lines, runs, ended, has_more=has_more)
    return f"{counted}, {seconds_words(search.seconds)}"


def count_words(lines: int, runs: int, searched: int, *, has_more: bool = False) -> str:
    """`41 lines in 7 of 120 runs`; `41+ lines` when some runs have more than are shown."""
    of = f" of {searched:,}" if searched >= runs > 0 else ""
    plural = "" if (searched or runs) == 1 else "s"
    plus = "+" if has_more else ""
    return f"{lines:,}{plus} line{'' if lines == 1 else 's'} in {runs:,}{of} run{plural}"


def selected_words(found: FoundRuns, selected: int) -> str:
    """What the status line says: what there is, and how much of it is selected."""
    has_more = any(group.has_more for group in found.groups)
    counted = count_words(found.line_count, len(found.groups), 0, has_more=has_more)
    return f"{counted}, {selected:,} selected" if selected > 1 else counted


def nothing_words(asked: Asked) -> str:
    """The sentence when nothing was found."""
    text = asked.text if len(asked.text) <= 60 else asked.text[:59] + "…"
    return f"No line matches “{text}”"


def where_words(asked: Asked, ended: int) -> str:
    """Where nothing was found; `ended` is how many runs have ended."""
    if asked.has_scope:
        return f"Only these runs were searched: {asked.scope_words}."
    if not ended:
        return "All runs were searched."
    return f"{ended:,} run{' was' if ended == 1 else 's were'} searched."


def seconds_words(seconds: float) -> str:
    """`0.2 s`, `12 s`."""
    if seconds < 0.1:
        return "under 0.1 s"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:,.0f} s"


def index_words(indexed: int, ended: int) -> str:
    """That some runs were read directly; empty when the index knows all."""
    left = ended - indexed
    if left <= 0:
        return ""
    if left == 1:
        return "1 run is not in the index yet; it was read directly."
    return f"{left:,} runs are not in the index yet; they were read directly."
