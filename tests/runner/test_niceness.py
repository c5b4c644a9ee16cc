import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.waiting import eventually

from jobdesk.runner.niceness import make_nicer


@pytest.fixture
def leader():
    """A process that leads a session of its own, as workers do."""
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="priority classes are Windows' own")
def test_a_process_gives_way(leader):
    assert eventually(lambda: make_nicer(leader.pid))

    assert os.getpriority(os.PRIO_PROCESS, leader.pid) == 10


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="no autogroup here")
def test_its_session_gives_way_too(leader):
    assert eventually(lambda: make_nicer(leader.pid))

    assert Path(f"/proc/{leader.pid}/autogroup").read_text().split()[-1] == "10"


def test_a_process_that_is_gone_does_no_harm(leader):
    leader.kill()
    leader.wait()

    assert make_nicer(leader.pid)
