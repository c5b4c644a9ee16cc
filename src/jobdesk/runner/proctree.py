"""Ending every process of a run: its tree, its session, and who slipped out of both.

Grandchildren that leave the process group twice over are found on Linux by what they inherited
in their environment; elsewhere this is best effort (DESIGN §11). Slow (it walks all processes):
call it off the main thread.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from jobdesk.runner.liveness import creation_time, is_alive

_ROUNDS = 4  # somebody may be forking while we kill
_SETTLE_S = 0.2
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class RunProcesses:
    """By what the processes of one run are known."""

    pid: int  # of the worker = its session and process group
    created: float  # when the worker was; a process that now has its number may be another
    home: str
    no: int
    token: str = ""  # JOBDESK_WORKER of our own child; unknown for an adopted one

    @property
    def is_number_reused(self) -> bool:
        """Another process has the worker's number by now."""
        found = creation_time(self.pid)
        return bool(found and self.created) and not is_alive(self.pid, self.created)

    def marks(self) -> set[bytes]:
        """The environment entries of which one is enough."""
        found = {f"JOBDESK_RUN={self.no}".encode()}
        if self.token:
            found.add(f"JOBDESK_WORKER={self.token}".encode())
        return found


def terminate_run(run: RunProcesses) -> int:
    """Ask the whole tree to end; the number of processes asked."""
    members = _members([run])
    _signal_all(run, members, _TERM)
    return len(members)


def kill_run(run: RunProcesses) -> int:
    """End the whole tree at once; the number of processes that were ended."""
    ended: set[int] = set()
    for _ in range(_ROUNDS):
        members = _members([run])
        ended.update(one.pid for one in members)
        _signal_all(run, members, _KILL)
        if not members:
            break
        psutil.wait_procs(members, timeout=_SETTLE_S)
    return len(ended)


def sweep_runs(runs: Iterable[RunProcesses]) -> int:
    """End what runs that are over have left behind; one walk over the processes for all."""
    left = _members(list(runs))
    for one in left:
        _signal_one(one, _KILL)
    return len(left)


_TERM = signal.SIGTERM
_KILL = signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM


def _members(runs: list[RunProcesses]) -> list[psutil.Process]:
    found: dict[int, psutil.Process] = {}
    ours = [run for run in runs if run.pid > 1 and not run.is_number_reused]
    for run in ours:
        for one in _tree(run.pid):
            found[one.pid] = one
    if sys.platform == "linux":
        for pid in _slipped_out(runs, {run.pid for run in ours}):
            if pid not in found:
                _add(found, pid)
    found.pop(os.getpid(), None)
    return list(found.values())


def _add(found: dict[int, psutil.Process], pid: int) -> None:
    try:
        found[pid] = psutil.Process(pid)
    except psutil.Error:
        return


def _tree(pid: int) -> list[psutil.Process]:
    try:
        top = psutil.Process(pid)
        if top.status() == psutil.STATUS_ZOMBIE:
            return top.children(recursive=True)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def _slipped_out(runs: list[RunProcesses], sessions: set[int]) -> list[int]:
    """Live processes in a run's session, or with its mark in their environment."""
    marks = [(f"JOBDESK_HOME={run.home}".encode(), run.marks()) for run in runs]
    return [
        int(entry.name)
        for entry in _PROC.iterdir()
        if entry.name.isdigit() and _belongs(entry, sessions, marks)
    ]


def _belongs(entry: Path, sessions: set[int], marks: list[tuple[bytes, set[bytes]]]) -> bool:
    try:
        fields = (entry / "stat").read_bytes().rpartition(b")")[2].split()
        if fields[0] in (b"Z", b"X"):
            return False
        if int(fields[3]) in sessions:
            return True
        environ = set((entry / "environ").read_bytes().split(b"\0"))
    except (OSError, IndexError):
        return False  # gone, or of another user
    return any(home in environ and not environ.isdisjoint(tokens) for home, tokens in marks)


def _signal_all(run: RunProcesses, members: list[psutil.Process], number: int) -> None:
    if sys.platform != "win32" and run.pid in {one.pid for one in members}:
        with contextlib.suppress(OSError):  # no such group any more
            os.killpg(run.pid, number)
    for one in members:
        _signal_one(one, number)


def _signal_one(process: psutil.Process, number: int) -> None:
    try:
        process.send_signal(number)
    except (psutil.Error, OSError):
        return  # it was faster
