"""What the log panel says about its matches, its rows and its selection. No widgets here."""

from datetime import datetime

from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.time_column import distance_words


def step_words(lookup: LogLookup, seq: int) -> str:
    """How many matches there are, and which one line `seq` is."""
    matches = lookup.matches
    place = lookup.place(seq) if seq >= 0 else 0
    if lookup.steps_through_failures:
        return _words_of_failures(place, matches.count) if matches.count else ""
    found = f"{place:,} of {matches.count:,}" if place else f"{matches.count:,}"
    noun = "line" if matches.count == 1 else "lines"
    return f"{found}{'' if matches.is_complete else '…'} {noun}"


def empty_words(lookup: LogLookup, *, is_live: bool) -> tuple[str, str]:
    """A sentence and its reason for a view without rows."""
    query = lookup.shown_query
    if not query.is_empty:
        what = f"“{query.text}”" if query.text else "these levels"
        sentence = f"No line matches {what}" if lookup.is_complete else "Searching…"
        if lookup.problem:
            sentence = "The search ended early"
        return sentence, f"of {lookup.whole.count:,} lines"
    if is_live:
        return "No lines yet", "They appear here as the job logs them."
    return "No lines", "This run logged nothing."


def selection_words(count: int, current: int, span: tuple[datetime, datetime] | None) -> str:
    """`line 9`, or `12 lines selected, 0:04.120 from first to last`.

    Args:
        count: rows that are selected.
        current: number of the current line, from 0; -1 for none.
        span: times of the first and the last selected line, where there are several.
    """
    if count < 2 or span is None:
        return f"line {current + 1:,}" if current >= 0 else ""
    distance = distance_words((span[1] - span[0]).total_seconds())
    unit = " s" if ":" not in distance else ""
    return f"{count:,} lines selected, {distance}{unit} from first to last"


def _words_of_failures(place: int, count: int) -> str:
    if place:
        return f"Failure {place:,} of {count:,}"
    return f"{count:,} failure{'s' if count > 1 else ''}"
