"""Entries lost by kill -9 of the worker, the agent, the window, in the middle of a burst.

Acknowledged is what the log call has returned for: the job counts it in a shared page, which
outlives its process. Stored is what logs.db has when the run is over.
"""

import mmap
import random
import sqlite3
import struct
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path

import psutil

from benchmarks.driver import Window
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace, until

_ENTRIES = 60_000
_ROUNDS = 3
_BUSY_FROM = 2_000  # entries acknowledged before the kill, at least
_STORED = (
    "SELECT count(DISTINCT message) FROM job_log_entry WHERE id >= ? AND id < ? "
    "AND message LIKE 'acknowledged %'"
)


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Some rounds of each victim."""
    del names
    with Workspace(slots=2) as workspace:
        bench = _Bench(workspace)
        victims = {
            "worker": bench.kill_worker,
            "agent": bench.kill_agent,
            "window": bench.kill_window,
        }
        lost = dict.fromkeys(victims, 0)
        for _ in range(_ROUNDS):
            for name, kill in victims.items():
                lost[name] += bench.round(kill)
    each = ", ".join(f"{name} {count}" for name, count in lost.items())
    note = f"{each} of {bench.acknowledged:,} acknowledged, {_ROUNDS} kills each"
    yield measured("log_lost", sum(lost.values()), None, note)


class _Bench:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._windows = 0
        self.acknowledged = 0

    def round(self, kill: Callable[[int], None]) -> int:
        """One burst with a kill in it; how many acknowledged entries are not stored."""
        workspace = self._workspace
        file = workspace.home / "acknowledged"
        file.write_bytes(bytes(8))
        no = workspace.run("measured.Acknowledged", entries=_ENTRIES, counter=str(file))
        until(lambda: _acknowledged(file) > _BUSY_FROM, f"run {no} logs", every=0.002)
        kill(no)
        with workspace.client():  # where the agent was killed this starts the next one
            workspace.ended(no)
        count = _acknowledged(file)
        self.acknowledged += count
        return max(0, count - self._stored(no))

    def kill_worker(self, no: int) -> None:
        """The process that runs the job."""
        _wait_a_little()
        psutil.Process(self._workspace.tail(no).worker_pid).kill()

    def kill_agent(self, no: int) -> None:
        """The host; the job goes on, and the next host adopts it."""
        del no
        with self._workspace.client() as client:
            agent = psutil.Process(client.agent_pid)
        _wait_a_little()
        agent.kill()
        agent.wait(10)

    def kill_window(self, no: int) -> None:
        """A window that shows the run."""
        del no
        with Window(self._workspace.home) as window:
            window.ask("ready")

    def _stored(self, no: int) -> int:
        with closing(sqlite3.connect(self._workspace.paths.logs_db)) as connection:
            [(count,)] = connection.execute(_STORED, (no << 32, (no + 1) << 32))
        return int(count)


def _wait_a_little() -> None:
    time.sleep(random.uniform(0.0, 0.15))


def _acknowledged(file: Path) -> int:
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 8) as page:
        return int(struct.unpack_from("<q", page)[0])
