"""A person with a keyboard only: every step is a key event in the real window."""

import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
import pathlib, time
from jobdesk.jobs import Job, StringVar, register_jobs

class CountSheep(Job):
    word = StringVar()
    until = StringVar()
    class Meta:
        name = "Count sheep"
        has_sensitive_variables = False
    def run(self, word, until):
        number = 0
        while not pathlib.Path(until).exists():
            self.logger.info("%s %s", word, number)
            number += 1
            time.sleep(0.05)
        return number

class Other(Job):
    class Meta:
        name = "Another job"
    def run(self):
        pass

register_jobs(CountSheep, Other)
"""
JOB = "flock.CountSheep"


@pytest.fixture
def stocked(terminal):
    terminal.write(JOBS, "flock")
    terminal.well("refresh")
    return terminal


def job(stocked):
    return stocked.well("job", JOB, "--json").json


def find(window, words):
    """Type into the filter of the Jobs page and go down to what was found."""
    window("press", "Ctrl+F")
    window("press", "Ctrl+A")
    assert window("write", words).startswith("Filter")
    window("press", "Down")
    eventually(lambda: window("press", "Home", "Down") == "Jobs", 10, "the table has the focus")


def run(window, word, stop):
    """Return on a job, its inputs, Ctrl+Return; the number of the run."""
    window("press", "Return")
    eventually(lambda: window("place") == "Word", 20, "the form asks for the first input")
    window("write", word)
    window("go_to", "Until")
    window("write", str(stop))
    window("press", "Ctrl+Return")
    eventually(lambda: window("look")["status"] == "STARTED", 30, "it runs")


def test_a_job_is_enabled_overridden_run_watched_searched_exported_and_cancelled(
    stocked, tmp_path
):
    stop, saved = tmp_path / "stop", tmp_path / "log.txt"
    with WindowProcess(stocked.home) as window:
        find(window, "sheep")
        window("press", "Space")
        eventually(lambda: job(stocked)["enabled"], 20, "it is enabled")

        window("press", "Menu")
        window("go_to", "Settings", "Down")
        window("press", "Return")
        eventually(lambda: "Count sheep" in window("titles"), 20, "its settings are open")
        assert window("go_to", "Description")
        window("write", "Helps to sleep")
        window("press", "Ctrl+S")
        eventually(
            lambda: job(stocked)["description"] == "Helps to sleep", 20, "it is overridden"
        )
        window("press", "Ctrl+W")

        find(window, "sheep")
        run(window, "sheep", stop)
        eventually(lambda: window("look")["lines"] > 20, 30, "the log grows")
        window("press", "Ctrl+F")
        assert window("write", "sheep 1") == "Search log"
        window("press", "Return")
        eventually(lambda: window("press", "F3") != "", 5, "it goes on to the next match")

        assert window("go_to", "Export")
        window("press", "Space")
        window("go_to", "All lines", "Down")
        window("press", "Right")
        window("go_to", "Text", "Down")
        window("press", "Return")
        eventually(
            lambda: any("Export" in title for title in window("titles")), 20, "where to?"
        )
        window("press", "Ctrl+A")
        window("write", str(saved))
        window("press", "Return")
        eventually(saved.exists, 20, "it is saved")
        assert "sheep 1" in saved.read_text(encoding="utf-8")
        stop.write_text("")
        eventually(lambda: window("look")["status"] == "SUCCESS", 20, "it ends")

        window("press", "Ctrl+W")
        find(window, "sheep")
        run(window, "lamb", tmp_path / "never")
        assert window("go_to", "Cancel run")
        window("press", "Space")
        eventually(lambda: window("look")["status"] == "REVOKED", 30, "it is cancelled")
