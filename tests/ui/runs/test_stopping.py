"""A stop in words, stage by stage, and how a run ended."""

from dataclasses import replace

import pytest

from jobdesk.models.records import Status
from jobdesk.ui.runs.stop_watch import StopWatch
from jobdesk.ui.runs.stopping import StopStage, state_word, stop_words


@pytest.fixture
def record(desk):
    made = desk.services.results.by_no(desk.ask(desk.job()).no)
    return replace(made, status=Status.STARTED, stop_requested_by="k.tanaka")


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (None, "Cancelling, asked by k.tanaka"),
        (
            StopStage("asked", 11.2),
            "Cancelling, asked by k.tanaka: it has 12 s left, then it is ended",
        ),
        (StopStage("asked", 0), "Cancelling, asked by k.tanaka"),
        (
            StopStage("terminated", 1.5),
            "Cancelling, asked by k.tanaka: it did not stop, killed in 2 s",
        ),
        (StopStage("killed", 2), "Being killed, asked by k.tanaka"),
    ],
)
def test_each_stage_is_told_with_what_is_left(record, stage, words):
    assert stop_words(record, stage) == words


def test_a_stop_is_said_until_the_end(record):
    killed = replace(record, kill_requested=True)

    assert stop_words(killed) == "Being killed, asked by k.tanaka"
    assert stop_words(replace(killed, status=Status.REVOKED)) == ""
    assert stop_words(replace(record, stop_requested_by="")) == ""


@pytest.mark.parametrize(
    ("status", "reason", "asked", "word"),
    [
        (Status.STARTED, "", "", "plain"),
        (Status.STARTED, "", "ann", "Cancelling"),
        (Status.REVOKED, "Cancelled by ann", "ann", "Cancelled"),
        (Status.REVOKED, "Cancelled by ann; it did not stop by itself and was ended.", "ann",
         "Cancelled"),
        (Status.REVOKED, "Killed by ann.", "ann", "Killed"),
        (Status.REVOKED, "Its inputs were not kept; run it again.", "", "plain"),
        (Status.FAILURE, "The hard time limit of 5 s was reached; it was killed.", "",
         "Killed"),
        (Status.FAILURE, "ValueError: the hard time limit of a device", "", "plain"),
        (Status.SUCCESS, "", "ann", "plain"),
    ],
)  # fmt: skip
def test_the_state_in_a_word_is_true(record, status, reason, asked, word):
    ended = replace(record, status=status, reason=reason, stop_requested_by=asked)

    assert state_word(ended, "plain") == word


class _Link:
    def __init__(self, said):
        self.said = said
        self.asked = []

    def request(self, op, fields, on_reply):
        self.asked.append((op, fields))
        on_reply(self.said)


@pytest.fixture
def watch(desk, keep, qtbot):
    from PySide6.QtWidgets import QWidget

    made = StopWatch(desk.session, 1, keep(QWidget()), clock=lambda: 100.0)
    yield made
    made._timer.stop()
    desk.session.link = None


def test_the_agent_is_asked_while_a_run_is_being_stopped(desk, watch, record, qtbot):
    running = [{"no": 2, "stop": None}, {"no": 1, "stop": {"stage": "asked", "left": 4.5}}]
    desk.session.link = link = _Link({"ok": True, "running": running})

    with qtbot.waitSignal(watch.changed):
        watch.follow(record, is_shown=True)

    assert watch.stage == StopStage("asked", 4.5)
    assert link.asked == [("status", {})]
    watch.follow(replace(record, status=Status.REVOKED), is_shown=True)
    assert watch.stage is None
    assert not watch._timer.isActive()


def test_a_run_that_nobody_stops_or_sees_is_not_asked_about(desk, watch, record):
    desk.session.link = link = _Link({"ok": True, "running": []})

    watch.follow(record, is_shown=False)
    watch.follow(replace(record, stop_requested_by=""), is_shown=True)

    assert link.asked == []


@pytest.mark.parametrize("said", [{"ok": False}, {"ok": True}, {"ok": True, "running": []}])
def test_an_agent_that_knows_nothing_leaves_the_seconds_out(desk, watch, record, said):
    desk.session.link = _Link(said)

    watch.follow(record, is_shown=True)

    assert watch.stage is None
