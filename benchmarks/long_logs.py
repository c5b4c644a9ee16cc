"""Logs of many rows, written as the recorder writes them."""

from collections import Counter
from datetime import UTC, datetime

from benchmarks.workspace import Workspace
from jobdesk.models.plans import Ending, LogRow, TailUpdate
from jobdesk.models.records import LEVEL_NUMBERS, LogCounts, ResultNo, RunTail, Status

RARE = "power supply 2 failed"
_AT_ONCE = 20_000  # rows a transaction
_BEGAN = 1_770_000_000_000_000  # microseconds
_STEP = 200  # between two rows
_GROUP = 2_500  # rows of one group
_FAILS = 250_000  # one row of so many
_CUT = 1_000  # one row of so many does not fit its line
_LEVELS = (10, 20, 20, 25, 20, 20, 30, 20)
_NAMES = {number: level for level, number in LEVEL_NUMBERS.items()}


def store_log(workspace: Workspace, lines: int) -> int:
    """A run that has ended, with so many lines; its number."""
    no = workspace.store_run("demonstrations.NoOperation")
    levels: Counter[int] = Counter()
    for first in range(0, lines, _AT_ONCE):
        rows = [_row(number) for number in range(first, min(first + _AT_ONCE, lines))]
        levels.update(row[1] for row in rows)
        total = first + len(rows)
        tail = RunTail(
            no=ResultNo(no), journal_offset=total * 100, lines=total, counts=_counts(levels)
        )
        workspace.services.logs.append([TailUpdate(tail, first_seq=first, rows=rows)])
    began, done = (_moment(number) for number in (0, lines))
    ending = Ending(
        Status.SUCCESS, done, counts=_counts(levels), date_started=began, worker="bench"
    )
    workspace.services.results.close(no, ending)
    return no


def _row(number: int) -> LogRow:
    text = f"interface GigabitEthernet1/0/{number % 48} of access switch {number:07d} is up"
    level = _LEVELS[number % 8]
    if number % _FAILS == 171_717:
        text, level = f"{RARE} in access switch {number:07d}", LEVEL_NUMBERS["failure"]
    elif number % _CUT == 17:
        text = f"{text}\n" + "and what it said in **detail**, word by word; " * 12
    device = f"ber-acc-{number % 400:03d}"
    return (_BEGAN + number * _STEP, level, f"collect {number // _GROUP}", text, device, "")


def _moment(number: int) -> datetime:
    return datetime.fromtimestamp((_BEGAN + number * _STEP) / 1e6, UTC)


def _counts(levels: Counter[int]) -> LogCounts:
    return LogCounts(**{_NAMES[level]: count for level, count in levels.items()})
