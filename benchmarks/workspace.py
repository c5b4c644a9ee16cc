"""A real workspace in a temporary folder: the sample's jobs and those of `measured_jobs/`.

Closing it ends every process that works in it.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

import psutil

from jobdesk.errors import AgentUnreachable
from jobdesk.models.records import JobRecord, ResultRecord, RunOptions, RunTail
from jobdesk.operations.jobs import enable, find_job
from jobdesk.operations.refresh import refresh
from jobdesk.operations.runs import RunRequest, request_run
from jobdesk.operations.sample import install_sample
from jobdesk.operations.users import current_actor
from jobdesk.paths import HOME_VARIABLE
from jobdesk.runner.client import AgentClient
from jobdesk.wiring import open_workspace

T = TypeVar("T")

_JOBS = Path(__file__).with_name("measured_jobs")
_POLL_S = 0.02
OPTIONS = RunOptions(queue="default", soft_limit=300.0, hard_limit=600.0)


def until(
    probe: Callable[[], T], what: str, seconds: float = 60.0, every: float = _POLL_S
) -> T:
    """The first truthy value of `probe()`.

    Raises:
        TimeoutError: there was none in time.
    """
    deadline = time.monotonic() + seconds
    while not (value := probe()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        time.sleep(every)
    return value


class Workspace:
    """One workspace with its services; `with` it, so that nothing is left behind."""

    def __init__(self, pattern: Path | None = None, **settings: int) -> None:
        """A new workspace, or a copy of the one in the folder `pattern`."""
        self.home = Path(tempfile.mkdtemp(prefix="jobdesk-bench-")).resolve()
        try:
            if pattern is not None:
                shutil.copytree(pattern, self.home, dirs_exist_ok=True)
            self._open(settings)
            if pattern is None:
                self._fill()
        except BaseException:
            shutil.rmtree(self.home, ignore_errors=True)
            raise

    def _open(self, settings: dict[str, int]) -> None:
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        (self.home / "settings.toml").write_text("".join(lines), encoding="utf-8")
        self.services = open_workspace(self.home)
        self.paths = self.services.paths
        self.actor = current_actor(self.services)

    def _fill(self) -> None:
        install_sample(self.services)
        for file in _JOBS.glob("*.py"):
            shutil.copy(file, self.paths.jobs)
        report = refresh(self.services)
        enable(self.services, self.actor, report.created)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.services.close()
        self.stop_agent()
        self.end_all()
        shutil.rmtree(self.home, ignore_errors=True)

    # Processes

    def client(self) -> AgentClient:
        """A connection to the agent, which is started where needed."""
        return AgentClient.connect(self.paths, timeout=30.0)

    def stop_agent(self) -> None:
        """Let the agent leave and wait until it is gone."""
        try:
            with AgentClient.connect(self.paths, start=False, timeout=1.0) as client:
                pid = client.agent_pid
                client.request("stop")
        except AgentUnreachable:
            return
        with contextlib.suppress(psutil.Error):
            psutil.Process(pid).wait(10)

    def processes(self) -> list[psutil.Process]:
        """Every process that works here, this one apart."""
        found: list[psutil.Process] = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.pid != os.getpid() and self._is_here(process):
                    found.append(process)
        return found

    def _is_here(self, process: psutil.Process) -> bool:
        return process.environ().get(HOME_VARIABLE) == str(self.home)

    def end_all(self) -> None:
        """Kill what is left."""
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                process.kill()
                process.wait(5)

    # Runs

    def job(self, class_path: str) -> JobRecord:
        """The record of a job."""
        return find_job(self.services, class_path)

    def run(self, class_path: str, **data: Any) -> int:
        """Ask for a run; its number."""
        request = RunRequest(data=data)
        return request_run(self.services, self.actor, class_path, request).no

    def store_run(self, class_path: str) -> int:
        """Store a pending run and tell nobody; its number."""
        job, user = self.job(class_path), self.actor.username
        return self.services.results.create(job, user, {}, False, OPTIONS).no

    def record(self, no: int) -> ResultRecord:
        """A run as it stands."""
        found = self.services.results.by_no(no)
        if found is None:
            raise LookupError(f"run {no}")
        return found

    def tail(self, no: int) -> RunTail:
        """How far a run is recorded."""
        return self.services.logs.tail(no) or RunTail(self.record(no).no)

    def started(self, no: int) -> None:
        """Wait until its worker has begun."""
        until(lambda: self.tail(no).started_at, f"run {no} starts")

    def ended(self, no: int, seconds: float = 90.0) -> ResultRecord:
        """Wait for the end of a run."""

        def probe() -> ResultRecord | None:
            record = self.record(no)
            return record if record.status.is_ready else None

        return until(probe, f"run {no} ends", seconds, 0.05)

    def succeeded(self, no: int) -> ResultRecord:
        """Wait for the end of a run that has to be a good one."""
        record = self.ended(no)
        if record.status != "SUCCESS":
            raise RuntimeError(f"run {no}: {record.status}: {record.reason}")
        return record
