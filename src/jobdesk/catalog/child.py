"""Start the discovery child and read its answer; the one file of the catalogue that may.

A child that sleeps, loops, exits or crashes harms only the file it was busy with: `Fate` says
how it ended, and the caller decides whom to blame.
"""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from jobdesk.paths import HOME_VARIABLE, WorkspacePaths, worker_command

_POLL_S = 0.01
_START_LIMIT_S = 30.0  # a loaded machine may need long to start an interpreter
_ANSWER_LIMIT = 256 * 1024**2  # bytes; a file that describes more than this is out of order

Taker = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Fate:
    """How one child ended.

    Attributes:
        busy_with: the module it was busy with; None before the first.
        is_done: it answered all that it was asked.
        is_late: it was ended because a step took too long.
        is_cancelled: it was ended because nobody wants the answer any more.
        ending: signal or exit code, where it ended by itself.
    """

    busy_with: str | None
    is_done: bool = False
    is_late: bool = False
    is_cancelled: bool = False
    ending: str = ""


def ask_child(
    home: Path,
    request: Mapping[str, Any],
    take: Taker,
    limit: float,
    cancelled: Event | None = None,
) -> Fate:
    """Start a child with `request`, hand each event of its answer to `take`, end it.

    Blocks until then; nothing of the child is left afterwards.

    Args:
        home: the workspace.
        request: what `catalog.discover` reads.
        take: called with every event, in this thread.
        limit: seconds from one event to the next.
        cancelled: when another thread sets it, the child is ended at once.
    """
    with tempfile.TemporaryDirectory(prefix="jobdesk-discover-") as folder:
        answer = Path(folder) / "answer"
        return _Child(home, request, answer, take).follow(limit, cancelled or Event())


class _Child:
    """One discovery process and the file it answers into."""

    def __init__(
        self, home: Path, request: Mapping[str, Any], answer: Path, take: Taker
    ) -> None:
        self._file = answer
        self._take = take
        self._offset = 0
        self._busy_with: str | None = None
        self._busy_since = time.monotonic()
        self._is_done = False
        self._process = subprocess.Popen(
            worker_command("discover"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, HOME_VARIABLE: str(home)},
            cwd=answer.parent,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        paths = WorkspacePaths(home)
        asked = {
            **request,
            "answer": str(answer),
            "compat": True,
            "inventory": str(paths.inventory_db),
            "gate": str(paths.inventory_gate),
            "desk": str(paths.desk_db),
            "logs": str(paths.logs_db),
        }
        try:
            self._process.stdin.write(json.dumps(asked).encode())
            self._process.stdin.close()
        except OSError:
            pass  # it has ended already; `follow` says how

    def follow(self, limit: float, cancelled: Event) -> Fate:
        """Read the answer to its end."""
        try:
            while True:
                has_ended = self._has_ended()
                self._read()
                if self._is_done:
                    return Fate(self._busy_with, is_done=True)
                if has_ended:
                    return Fate(self._busy_with, ending=self._ending())
                if cancelled.is_set():
                    return Fate(self._busy_with, is_cancelled=True)
                if self._is_late(limit):
                    return Fate(self._busy_with, is_late=True)
        finally:
            self._kill()

    def _has_ended(self) -> bool:
        try:
            self._process.wait(_POLL_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _read(self) -> None:
        if not self._file.exists():
            return
        with self._file.open("rb") as handle:
            handle.seek(self._offset)
            data = handle.read(_ANSWER_LIMIT)
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        for line in whole.splitlines():
            self._note(json.loads(line))

    def _note(self, event: dict[str, Any]) -> None:
        self._busy_since = time.monotonic()
        if event["e"] == "start":
            self._busy_with = event["module"]
        elif event["e"] == "done":
            self._is_done = True
        else:
            self._take(event)

    def _is_late(self, limit: float) -> bool:
        allowed = limit if self._busy_with is not None else max(limit, _START_LIMIT_S)
        return time.monotonic() - self._busy_since > allowed

    def _ending(self) -> str:
        code = self._process.returncode
        if code is None or code >= 0:
            return f"exit code {code}"
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"

    def _kill(self) -> None:
        """End the child and what it started."""
        try:
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except OSError:
            pass  # nothing is left of it
        self._process.wait()
