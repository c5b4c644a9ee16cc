"""The command line in this process, and workspaces for it with and without an agent."""

import functools
import sqlite3

import pytest
from tests.support.agents import AgentProcess
from tests.support.terminal import Terminal

from jobdesk.cli.main import main
from jobdesk.cli.options import Doors
from jobdesk.paths import WorkspacePaths

JOBS = '''
from jobdesk.jobs import *
from jobdesk.jobs import Job, register_jobs

name = "Terminal"

class Open(Job):
    class Meta:
        has_sensitive_variables = False

class Hello(Open):
    """Says hello."""
    word = StringVar(default="hello")
    times = IntegerVar(default=1, min_value=1, max_value=9)
    note = FileVar(required=False)
    class Meta:
        name = "Hello there"
        description = "Greets\\nas often as wanted, like a zebra"
        has_sensitive_variables = False
    def run(self, word, times, note=None):
        for number in range(times):
            self.logger.info("%s %s", word, number)
        print("printed")
        return {"word": word, "note": note.read().decode() if note else None}

class Levels(Open):
    def run(self):
        for level in ("debug", "info", "success", "warning", "failure", "error", "critical"):
            getattr(self.logger, level)('level %s, "quoted"', level)

class Bad(Open):
    def run(self):
        raise ValueError("bad luck")

class Nap(Open):
    stubborn = BooleanVar()
    def run(self, stubborn):
        import time
        self.logger.info("napping")
        while True:
            try:
                while True:
                    time.sleep(0.02)
            except BaseException:
                if not stubborn:
                    raise

class Paced(Open):
    def run(self):
        import time
        for number in range(8):
            self.logger.info("step %s", number)
            time.sleep(0.1)

class Shy(Job):
    class Meta:
        hidden = True
    def run(self):
        return 1

class OnChange(JobHookReceiver):
    def receive_job_hook(self, change, action, changed_object):
        pass

class OnPress(JobButtonReceiver):
    def receive_job_button(self, obj):
        pass

register_jobs(Hello, Levels, Bad, Nap, Paced, Shy, OnChange, OnPress)
'''
RUNNABLE = ("Hello", "Levels", "Bad", "Nap", "Paced")


@pytest.fixture
def terminal(capsys, own_workspace):
    """A workspace without jobs."""
    return Terminal(capsys, own_workspace)


@pytest.fixture
def stocked(terminal):
    """A workspace with the jobs above, refreshed, not enabled."""
    terminal.write(JOBS)
    terminal.well("refresh")
    return terminal


@pytest.fixture(scope="module")
def hosted_home(tmp_path_factory):
    """A workspace with an agent and enabled jobs, shared by the tests of a file."""
    home = tmp_path_factory.mktemp("hosted")
    paths = WorkspacePaths(home)
    paths.create()
    (paths.jobs / "term.py").write_text(JOBS, encoding="utf-8")
    with AgentProcess(home, standin=False, cancel_grace=3) as agent:
        agent.client(30).close()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JOBDESK_HOME", str(home))
            quiet = Doors(lambda _home: 1, lambda: 1)
            assert main(quiet, ["refresh", "--json"]) == 0
            assert main(quiet, ["enable", *(f"term.{name}" for name in RUNNABLE)]) == 0
        yield home


@pytest.fixture
def hosted(capsys, monkeypatch, hosted_home):
    """A terminal in the shared workspace with an agent."""
    monkeypatch.setenv("JOBDESK_HOME", str(hosted_home))
    return Terminal(capsys, hosted_home)


@pytest.fixture
def impatient(monkeypatch):
    """SQLite waits for nobody; `impatient("ro")` opens files as if they were read-only."""
    real = sqlite3.connect

    def apply(mode: str = "rw") -> None:
        @functools.wraps(real)
        def connect(database, *args, **values):
            name = str(database).replace("?mode=rw", f"?mode={mode}")
            return real(name, *args, **{**values, "timeout": 0.05})

        monkeypatch.setattr(sqlite3, "connect", connect)

    return apply
