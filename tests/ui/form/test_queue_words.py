"""What a queue does to a run is told before it is asked for."""

import pytest

from jobdesk.operations.queues import QueueState
from jobdesk.ui.form.queue_words import queue_note, queue_text


def state(running=0, waiting=0, *, paused=False, draining=False):
    return QueueState("backup", 2, 2, paused, draining, running, waiting, None)


@pytest.mark.parametrize(
    ("queue", "note"),
    [
        (None, ""),
        (state(), ""),
        (state(1), ""),
        (state(2), "backup is full: the run starts when one of its 2 ends."),
        (state(2, 1), "1 run waits before it."),
        (state(2, 1400), "1,400 runs wait before it."),
        (state(paused=True), "backup is paused: the run waits until the queue goes on."),
        (
            state(waiting=4, paused=True),
            "backup is paused: the run waits until the queue goes on. 4 runs wait before it.",
        ),
        (state(2, 3, draining=True), "backup is draining: it takes no new runs."),
    ],
)
def test_why_a_run_does_not_start_at_once(queue, note):
    assert queue_note(queue) == note


def test_busy_slots_are_told_where_the_queue_itself_has_room():
    said = "All slots are busy: the run starts when another one ends."

    assert queue_note(state(1), is_busy=True) == said
    assert queue_note(state(2), is_busy=True).startswith("backup is full")


@pytest.mark.parametrize(
    ("queue", "text"),
    [
        (None, "backup"),
        (state(2), "backup"),
        (state(waiting=4), "backup (4 waiting)"),
        (state(waiting=4, paused=True), "backup (paused)"),
        (state(draining=True), "backup (draining)"),
    ],
)
def test_a_queue_is_named_with_its_state(queue, text):
    assert queue_text("backup", queue) == text
