"""What the queue board says. No Qt and no store in this file."""

from datetime import datetime
from typing import NamedTuple

from jobdesk.models.records import ResultRecord
from jobdesk.operations.queues import Board, QueueState
from jobdesk.ui.widgets.times import duration_text

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class BannerWords(NamedTuple):
    """What the line over a queue says; `verb` names the way out, empty when there is none."""

    kind: str
    bold: str
    rest: str
    verb: str = ""


def wait_text(since: datetime, now: datetime) -> str:
    """How long that is: `12 s`, `3 min`, `1 h 20 min`, `2 days`."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < _DAY:
        hours, rest = divmod(seconds, _HOUR)
        return f"{hours} h {rest // _MINUTE} min"
    days = seconds // _DAY
    return f"{days} day{'' if days == 1 else 's'}"


def busy_words(state: QueueState) -> str:
    """`1 of 2`: how many of its places are taken."""
    return f"{state.running} of {state.slots}"


def lineup_words(state: QueueState, now: datetime) -> str:
    """`nothing waits`, `1 waits, 3 min`, `14 wait, oldest 1 h 2 min`."""
    if state.waiting_since is None:
        return "nothing waits"
    age = wait_text(state.waiting_since, now)
    if state.waiting == 1:
        return f"1 waits, {age}"
    return f"{state.waiting:,} wait, oldest {age}"


def queue_words(state: QueueState, now: datetime) -> str:
    """All of a queue in one line, for who does not see its row."""
    marks = [
        word
        for word, holds in (("paused", state.is_paused), ("draining", state.is_draining))
        if holds
    ]
    return ", ".join(
        [state.name, *marks, f"{busy_words(state)} running", lineup_words(state, now)]
    )


def limit_words(state: QueueState, slots: int) -> str:
    """What the number of runs at once means on this computer."""
    word = f"{slots} slot{'' if slots == 1 else 's'}"
    if state.concurrency > slots:
        return f"this computer has {word}"
    return f"of {word}"


def banner_words(state: QueueState, board: Board, agent: str) -> BannerWords | None:
    """Why nothing starts, or what else is unusual; None when all is as ever."""
    if state.is_paused:
        return _paused(state)
    if state.is_draining:
        return _draining(state)
    if not state.waiting:
        return None
    if agent == "unreachable":
        rest = f"{_runs(state.waiting)} here, and nothing starts."
        return BannerWords("warn", "The agent is not reachable", rest)
    if state.running < state.slots and len(board.going) >= board.slots:
        rest = "The next run starts when another queue's run ends."
        return BannerWords("info", "All slots are busy", rest)
    return None


def _paused(state: QueueState) -> BannerWords:
    bold = "Paused and draining" if state.is_draining else "Paused"
    if not state.waiting:
        return BannerWords("info", bold, "Nothing starts here until it goes on.", "Resume")
    verb = "until the queue goes on"
    return BannerWords("warn", bold, f"{_runs(state.waiting)} {verb}.", "Resume")


def _draining(state: QueueState) -> BannerWords:
    left = state.running + state.waiting
    if not left:
        rest = "Nothing runs or waits; new runs are refused."
        return BannerWords("info", "Drained", rest, "Take runs")
    rest = f"New runs are refused; {left:,} run{' is' if left == 1 else 's are'} left."
    return BannerWords("info", "Draining", rest, "Take runs")


def _runs(count: int) -> str:
    return "1 run waits" if count == 1 else f"{count:,} runs wait"


def time_words(record: ResultRecord, now: datetime) -> str:
    """How long a run has waited, or has been running."""
    if record.date_started is not None:
        return duration_text((now - record.date_started).total_seconds())
    if record.claim is not None:
        return "starting"
    return wait_text(record.date_created, now)


def run_words(record: ResultRecord, position: int | None, now: datetime) -> str:
    """A run in one line; `position` is its place in the queue, None when it runs."""
    time = time_words(record, now)
    if position is None:
        time = time if time == "starting" else f"running for {time}"
        return f"{record.name}, run {record.no} of {record.user}, {time}"
    place = f"number {position:,}"
    return f"{place}, {record.name}, run {record.no} of {record.user}, waits {time}"


def more_words(left_out: int) -> str:
    """How many more wait than are shown."""
    return f"and {left_out:,} more" if left_out > 0 else ""


def counts_words(board: Board) -> str:
    """`3 queues, 2 running, 14 waiting`, for the status line."""
    number = len(board.queues)
    waiting = sum(state.waiting for state in board.queues)
    queues = f"{number} queue{'' if number == 1 else 's'}"
    return f"{queues}, {len(board.going)} running, {waiting:,} waiting"
