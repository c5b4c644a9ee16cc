"""Words about jobs."""

import pytest

from jobdesk import jobs
from jobdesk.models.records import QueueRecord
from jobdesk.ui.jobs.words import field_note, input_words, queue_notes

KINDS = [name for name in jobs.__all__ if name.endswith("Var")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_variable_has_a_word(kind):
    assert kind not in input_words({"type": kind})


def test_each_queue_has_a_note_on_what_its_runs_meet():
    queues = (
        QueueRecord("all", 0),
        QueueRecord("one", 1),
        QueueRecord("two", 2, paused=True),
        QueueRecord("gone", 2, paused=True, draining=True),
    )

    notes = queue_notes(queues)

    assert list(notes.values()) == [
        "as many runs at a time as there are slots",
        "1 run at a time",
        "paused: its runs wait",
        "draining: it takes no new runs",
    ]
    assert field_note("default_job_queue", "two", notes) == "paused: its runs wait"
    assert field_note("default_job_queue", "tow", notes).startswith("“tow” is a new queue")
    assert field_note("job_queues", ["all", "one"], notes) == ""
