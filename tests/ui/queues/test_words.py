from datetime import UTC, datetime, timedelta

import pytest

from jobdesk.operations.queues import Board, QueueState
from jobdesk.ui.queues.words import (
    banner_words,
    counts_words,
    limit_words,
    lineup_words,
    more_words,
    queue_words,
    wait_text,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def state(**values):
    since = NOW - timedelta(minutes=4) if values.get("waiting") else None
    plain = {
        "name": "deploy", "concurrency": 0, "slots": 2, "is_paused": False,
        "is_draining": False, "running": 0, "waiting": 0, "waiting_since": since,
    }  # fmt: skip
    return QueueState(**{**plain, **values})


def said(one, going=0, agent="ready"):
    found = banner_words(one, Board((one,), (None,) * going, 2), agent)
    return None if found is None else (found.bold, found.rest, found.verb)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (4800, "1 h 20 min"), (86400, "1 day")],
)
def test_waits_are_told_in_words(seconds, words):
    assert wait_text(NOW - timedelta(seconds=seconds), NOW) == words


def test_a_queue_in_a_line():
    assert lineup_words(state(), NOW) == "nothing waits"
    assert lineup_words(state(waiting=1), NOW) == "1 waits, 4 min"
    words = queue_words(state(waiting=1200, running=1, is_paused=True), NOW)
    assert words == "deploy, paused, 1 of 2 running, 1,200 wait, oldest 4 min"


def test_a_paused_queue_says_who_waits_and_the_way_out():
    rest = "3 runs wait until the queue goes on."
    assert said(state(is_paused=True, waiting=3)) == ("Paused", rest, "Resume")
    assert said(state(is_paused=True))[0] == "Paused"
    assert said(state(is_paused=True, is_draining=True))[0] == "Paused and draining"


def test_a_draining_queue_says_what_is_left():
    rest = "New runs are refused; 3 runs are left."
    assert said(state(is_draining=True, waiting=2, running=1)) == (
        "Draining",
        rest,
        "Take runs",
    )
    assert said(state(is_draining=True))[0] == "Drained"


def test_who_waits_is_told_why():
    one = state(waiting=1)
    assert said(one) is None
    assert said(one, going=2)[0] == "All slots are busy"
    assert said(one, agent="unreachable")[:2] == (
        "The agent is not reachable",
        "1 run waits here, and nothing starts.",
    )


def test_counts_and_limits():
    assert more_words(0) == ""
    assert more_words(9900) == "and 9,900 more"
    assert limit_words(state(), 4) == "of 4 slots"
    assert limit_words(state(concurrency=9), 1) == "this computer has 1 slot"
    board = Board((state(waiting=1400), state()), (None,), 2)
    assert counts_words(board) == "2 queues, 1 running, 1,400 waiting"
