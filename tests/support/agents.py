"""Agents as real processes, to be killed at will."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
from tests.support import nursery
from tests.support.waiting import eventually

from jobdesk.errors import AgentUnreachable
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.client import AgentClient


class AgentGone(Exception):
    """The agent has ended before it answered."""


class AgentProcess:
    """An agent; `crash_at` names where it dies, `worker_dies` where its worker does."""

    def __init__(self, home: Path, *, crash_at="", worker_dies="", standin=True, **settings):
        self.paths = WorkspacePaths(home)
        environ = {**os.environ, "JOBDESK_HOME": str(home)}
        environ.update(
            {f"JOBDESK_{key.upper()}": str(value) for key, value in settings.items()}
        )
        if crash_at:
            environ["JOBDESK_CRASH_AT"] = crash_at
        if worker_dies:
            environ["STANDIN_CRASH_AT"] = worker_dies
        if standin:
            self.process = nursery.start("standin_agent", environ=environ, session=True)
        else:
            command = [sys.executable, "-P", "-m", "jobdesk", "agent"]
            self.process = subprocess.Popen(command, env=environ, start_new_session=True)

    def client(self, timeout=15.0) -> AgentClient:
        """A connection to this agent as soon as it answers."""

        def knock():
            if self.process.poll() is not None:
                raise AgentGone(f"the agent has left with code {self.process.returncode}")
            try:
                found = AgentClient.connect(self.paths, start=False)
            except AgentUnreachable:
                return None
            if found.agent_pid == self.process.pid:
                return found
            found.close()
            return None

        return eventually(knock, timeout, "the agent answers")

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> int:
        """SIGTERM and its exit code."""
        self.process.terminate()
        return self.process.wait(45)

    def died(self, timeout=30.0) -> None:
        """Wait for the crash that was arranged."""
        assert self.process.wait(timeout) == -signal.SIGKILL

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        if self.process.poll() is None:
            self.stop()


def processes_of(home: Path) -> list[psutil.Process]:
    """Every live process that works in this workspace, ourselves apart."""
    found = [psutil.Process(pid) for pid in nursery.living(home) if psutil.pid_exists(pid)]
    for process in psutil.process_iter():
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if process.environ().get("JOBDESK_HOME") == str(home):
                found.append(process)
        except psutil.Error:
            continue
    return found
