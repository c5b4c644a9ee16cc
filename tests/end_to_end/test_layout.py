"""What a killed window comes back to."""

import time

import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
from jobdesk.jobs import Job, register_jobs

class Nothing(Job):
    def run(self):
        pass

register_jobs(Nothing)
"""


def test_size_and_place_of_a_killed_window_are_found_again(terminal):
    terminal.write(JOBS, "nothing")
    terminal.well("refresh")
    ini = terminal.home / "window.ini"
    with WindowProcess(terminal.home) as first:
        before = ini.read_bytes() if ini.exists() else b""
        first("resize", 960, 700)  # fits the screen of this platform
        first("show", "Runs")
        eventually(lambda: kept(ini, before), 20, "it is kept")
        first.kill()

    with WindowProcess(terminal.home) as second:
        eventually(lambda: second("layout") == [960, 700, "Runs"], 20, "all is as it was")


def kept(ini, before):
    """The size is written last: its time of rest is over when the file has grown old."""
    written = ini.exists() and ini.read_bytes()
    return (
        written
        and written != before
        and b"place=Runs" in written
        and time.time() - ini.stat().st_mtime > 1
    )
