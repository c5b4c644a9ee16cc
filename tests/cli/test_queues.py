import pytest
from tests.support.waiting import eventually

pytestmark = pytest.mark.process


def test_queues_are_listed(stocked):
    assert stocked.well("queues", "--json").json == [
        {
            "name": "default",
            "concurrency": 0,
            "slots": stocked.well("queue", "default", "--json").json["slots"],
            "paused": False,
            "draining": False,
            "running": 0,
            "waiting": 0,
            "waiting_since": None,
        }
    ]
    assert stocked.well("queues").lines[0].startswith("default ")


def test_a_workspace_without_queues_says_so(terminal):
    said = terminal.well("queues")

    assert (said.out, "no queue yet" in said.err) == ("", True)


def test_a_queue_is_changed_and_shown(stocked):
    said = stocked.well("queue", "default", "--concurrency", 1, "--pause", "--drain")

    assert said.lines == [f"{'default':<24} 0 of 1 running, 0 waiting, paused, draining"]
    after = stocked.well("queue", "default", "--resume", "--undrain", "--json").json
    assert (after["paused"], after["draining"], after["concurrency"]) == (False, False, 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere",), "no queue called nowhere"),
        (("nowhere", "--pause"), "no queue called nowhere"),
        (("default", "--concurrency", "-2"), "concurrency"),
    ],
)
def test_what_cannot_be_is_refused(stocked, words, sentence):
    said = stocked("queue", *words)

    assert said.code == 2
    assert sentence in said.err


def test_a_run_into_a_draining_queue_is_refused(stocked):
    stocked.well("enable", "term.Hello")
    stocked.well("queue", "default", "--drain")

    said = stocked("run", "term.Hello")

    assert said.code == 2
    assert "default is draining" in said.err
    assert "jobdesk queue default --undrain" in said.err


def test_resuming_starts_what_waits_at_once(hosted):
    hosted.well("queue", "default", "--pause")
    no = hosted.well("run", "term.Levels", "--detach", "--json").json["no"]
    assert hosted.well("queue", "default", "--json").json["waiting"] == 1

    hosted.well("queue", "default", "--resume")

    eventually(lambda: hosted.well("result", no, "--json").json["status"] == "SUCCESS", 15)
