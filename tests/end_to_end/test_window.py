"""Runs belong to the agent: windows come and go."""

import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
import os, pathlib, time
from jobdesk.jobs import IntegerVar, Job, StringVar, register_jobs

class Count(Job):
    word = StringVar()
    until = StringVar()
    class Meta:
        has_sensitive_variables = False
    def run(self, word, until):
        number = 0
        while not pathlib.Path(until).exists():
            self.logger.info("%s %s", word, number)
            self.progress(number, None, word)
            number += 1
            time.sleep(0.05)
        return number

register_jobs(Count)
"""


@pytest.fixture
def stocked(terminal):
    terminal.write(JOBS, "counting")
    terminal.well("refresh")
    terminal.well("enable", "counting.Count")
    return terminal


def grows(window):
    """The page in front gets more lines of a run that is not over."""
    before = window("look")
    assert before["status"] == "STARTED"
    eventually(lambda: window("look")["lines"] > before["lines"] + 3, 10, "the log grows")


def has_ended(stocked):
    runs = stocked.well("results", "--limit", "60", "--json").json
    return all(one["date_done"] for one in runs)


def test_a_run_goes_on_when_its_window_is_closed_and_killed_and_is_followed_again(
    stocked, tmp_path
):
    stop = tmp_path / "stop"
    with WindowProcess(stocked.home) as first:
        no = first("run", "counting.Count", {"word": "entry", "until": str(stop)})
        eventually(lambda: first("look")["status"] == "STARTED", 20, "it runs")
        grows(first)
        assert first.close() == (0, "")

    with WindowProcess(stocked.home) as second:
        second("open", no)
        grows(second)
        second.kill()

    with WindowProcess(stocked.home) as third:
        third("open", no)
        grows(third)
        stop.touch()
        eventually(lambda: third("look")["status"] == "SUCCESS", 20, "the window tells the end")
        shown = third("look")["lines"]
        assert third.close() == (0, "")

    document = stocked.well("result", no, "--json").json
    entries = [
        line.rpartition(": ")[2]
        for line in stocked.well("logs", no, "--search", "entry ").lines
    ]
    assert entries == [f"entry {number}" for number in range(document["result"])]
    assert shown == document["log_counts"]["info"] + document["log_counts"]["success"]


def test_the_window_answers_while_fifty_runs_go_through(stocked, tmp_path):
    (tmp_path / "stop").touch()
    data = '{"word": "beat", "until": "%s"}' % (tmp_path / "stop")
    with WindowProcess(stocked.home) as window:
        window("show", "Runs")
        window("start_beating")
        for _ in range(50):
            stocked.well("run", "counting.Count", "--data", data, "--detach")
        eventually(lambda: has_ended(stocked), 60, "all have ended")
        pauses = window("stop_beating")
        assert window.close() == (0, "")

    runs = stocked.well("results", "--limit", "60", "--json").json
    assert [one["status"] for one in runs] == ["SUCCESS"] * 50
    # Three times the promise of DESIGN §10, of the thread's own time: the machine is not alone.
    assert max(used for _, used in pauses) < 3 * 0.050
    assert len(pauses) > 50
    assert not (stocked.paths.program_logs / "window.log").exists()
