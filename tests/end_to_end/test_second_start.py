"""A second start of the window hands over to the first one, also after that was killed."""

import os
import subprocess
import sys

import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
from jobdesk.jobs import Job, StringVar, register_jobs

class Greet(Job):
    who = StringVar()
    class Meta:
        has_sensitive_variables = False
    def run(self, who):
        self.logger.info(who)

register_jobs(Greet)
"""


@pytest.fixture
def stocked(terminal):
    terminal.write(JOBS, "greeting")
    terminal.well("refresh")
    terminal.well("enable", "greeting.Greet")
    return terminal


def start(home, *words):
    """The program as a desktop starts it; its exit code and what it said."""
    environ = {**os.environ, "JOBDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "jobdesk", *words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=90,
    )
    return done.returncode, done.stderr


def test_links_of_later_starts_open_in_the_one_window_and_run_nothing(stocked):
    with WindowProcess(stocked.home) as first:
        no = first("run", "greeting.Greet", {"who": "you"})
        first("show", "Jobs")

        assert start(stocked.home, f"jobdesk://run/{no}") == (0, "")
        eventually(lambda: f"#{no} Greet" in first("titles"), 10, "the run")

        link = "jobdesk://run/greeting.Greet?data=%7B%22who%22%3A%22Bern%22%7D"
        assert start(stocked.home, "open", link) == (0, "")
        form = eventually(lambda: first("form_in_front"), 10, "the form")
        assert form == {"who": "Bern"}

        assert start(stocked.home) == (0, "")
        runs = stocked.well("results", "--json").json
        assert [one["no"] for one in runs] == [no]
        first.kill()

    with WindowProcess(stocked.home) as second:
        assert start(stocked.home) == (0, "")
        second.kill()
