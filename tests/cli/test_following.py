import signal
import subprocess
import sys
import threading

import pytest
from tests.support.agents import processes_of
from tests.support.waiting import eventually

from jobdesk.models.database import DeskDatabase
from jobdesk.models.stores.results import ResultStore
from jobdesk.wiring import AgentDoor

pytestmark = pytest.mark.process

PROGRAM = [sys.executable, "-P", "-m", "jobdesk"]


class Person:
    """Somebody at a terminal who may press Ctrl+C."""

    def __init__(self, *words):
        self.process = subprocess.Popen(
            [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def reads(self, word, stream="stdout"):
        """Read on until a line with this word."""
        for line in getattr(self.process, stream):
            if word in line:
                return line
        pytest.fail(f"it never said {word!r}")

    def presses_ctrl_c(self):
        self.process.send_signal(signal.SIGINT)

    def sees_the_end(self):
        _out, err = self.process.communicate(timeout=90)
        assert "Traceback" not in err
        return self.process.returncode, err


def newest(terminal):
    return terminal.well("results", "--limit", "1", "--json").json[0]


def test_ctrl_c_cancels_the_run(hosted):
    person = Person("run", "term.Nap")
    person.reads("napping")

    person.presses_ctrl_c()
    code, err = person.sees_the_end()

    no = newest(hosted)["no"]
    assert code == 3
    assert f"Cancelling run {no}; press Ctrl+C again to leave it to the agent." in err
    assert f"Run {no} ended with REVOKED" in err


def test_ctrl_c_at_the_moment_of_the_end_tells_the_end(hosted, monkeypatch):
    def press_when_it_has_ended(_door, seconds):
        threading.Event().wait(seconds)
        with DeskDatabase.open(hosted.paths.desk_db) as desk:
            if ResultStore(desk).recent(1)[0].status.is_ready:
                raise KeyboardInterrupt

    monkeypatch.setattr(AgentDoor, "wait", press_when_it_has_ended)

    said = hosted("run", "term.Paced")

    assert (said.code, "ended with SUCCESS" in said.err) == (0, True)
    assert "has already ended (SUCCESS)" in said.err


def test_a_second_ctrl_c_leaves_the_run_to_the_agent_and_says_so(hosted):
    person = Person("run", "term.Nap", "--data", '{"stubborn": true}')
    person.reads("napping")
    person.presses_ctrl_c()
    person.reads("press Ctrl+C again", "stderr")

    person.presses_ctrl_c()
    code, err = person.sees_the_end()

    no = newest(hosted)["no"]
    assert code == 130
    assert f"Run {no} goes on in the agent; 'jobdesk cancel {no}' stops it." in err
    eventually(lambda: newest(hosted)["date_done"], 15, "the agent ends it")
    assert newest(hosted)["status"] == "REVOKED"


def test_a_reader_that_leaves_does_not_end_the_run(hosted):
    person = Person("run", "term.Paced")
    person.reads("step 0")

    person.process.stdout.close()
    code = person.process.wait(90)
    person.process.stderr.close()

    no = newest(hosted)["no"]
    assert code == 141
    assert "step 7" in hosted.well("logs", no, "--follow").out
    assert newest(hosted)["status"] == "SUCCESS"


def test_a_process_that_hosts_its_own_run_leaves_nothing(stocked):
    stocked.well("enable", "term.Hello", "term.Nap")

    code, err = Person("run", "term.Hello", "--in-process").sees_the_end()
    assert (code, "ended with SUCCESS" in err) == (0, True)
    person = Person("run", "term.Nap", "--in-process")
    person.reads("napping")
    person.presses_ctrl_c()
    code, err = person.sees_the_end()

    assert (code, "ended with REVOKED" in err) == (3, True)
    eventually(lambda: not processes_of(stocked.home), 10, "nobody is left")
