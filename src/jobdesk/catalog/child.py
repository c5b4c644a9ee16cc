"""Start the discovery child and read its answer; the one file of the catalogue that may.

A child that sleeps, loops, exits or crashes harms only the file it was busy with: that one is
reported broken and another child looks at the rest.
"""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jobdesk.catalog.discovery import top_level
from jobdesk.catalog.failure import plain_failure
from jobdesk.paths import HOME_VARIABLE, worker_command

_POLL_S = 0.01
_START_LIMIT_S = 30.0  # a loaded machine may need long to start an interpreter
_ANSWER_LIMIT = 256 * 1024**2  # bytes; a file that describes more than this is out of order


@dataclass(slots=True)
class RootAnswer:
    """What the children said about one root."""

    jobs: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    broken: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    finished: set[str] = field(default_factory=set[str])  # top-level names


def look_at_root(home: Path, root: Path, files: Mapping[str, Path], limit: float) -> RootAnswer:
    """Describe the jobs in `files` (module to path) of `root`; `limit` is seconds per file."""
    answer = RootAnswer()
    while True:
        wanted = [
            name
            for name in files
            if top_level(name) not in answer.finished and not _is_dead(answer, name)
        ]
        if not wanted:
            return answer
        with tempfile.TemporaryDirectory(prefix="jobdesk-discover-") as folder:
            child = _Child(home, root, files, wanted, Path(folder) / "answer")
            blamed, reason = child.follow(answer, limit)
        if not reason:
            return answer
        for name in [blamed] if blamed else wanted:  # without a name: discovery itself fails
            answer.broken[name] = plain_failure(files[name], reason) | {"ended_child": True}


def _is_dead(answer: RootAnswer, name: str) -> bool:
    return answer.broken.get(name, {}).get("ended_child", False)


class _Child:
    """One discovery process and the file it answers into."""

    def __init__(
        self,
        home: Path,
        root: Path,
        files: Mapping[str, Path],
        wanted: Collection[str],
        answer: Path,
    ) -> None:
        self._file = answer
        self._offset = 0
        self._busy_with: str | None = None
        self._busy_since = time.monotonic()
        self._is_done = False
        request = {
            "root": str(root),
            "files": {name: str(path) for name, path in files.items()},
            "modules": sorted(wanted),
            "answer": str(answer),
            "compat": True,
        }
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
        try:
            self._process.stdin.write(json.dumps(request).encode())
            self._process.stdin.close()
        except OSError:
            pass  # it has ended already; `follow` says how

    def follow(self, answer: RootAnswer, limit: float) -> tuple[str | None, str]:
        """Read the answer to its end: (module to blame, reason), no reason when all is well."""
        try:
            while True:
                has_ended = self._has_ended()
                self._read(answer)
                if self._is_done:
                    return None, ""
                if has_ended:
                    return self._busy_with, self._ending()
                if self._is_late(limit):
                    return self._busy_with, self._lateness(limit)
        finally:
            self._kill()

    def _has_ended(self) -> bool:
        try:
            self._process.wait(_POLL_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _read(self, answer: RootAnswer) -> None:
        if not self._file.exists():
            return
        with self._file.open("rb") as handle:
            handle.seek(self._offset)
            data = handle.read(_ANSWER_LIMIT)
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        for line in whole.splitlines():
            self._take(answer, json.loads(line))

    def _take(self, answer: RootAnswer, event: dict[str, Any]) -> None:
        self._busy_since = time.monotonic()
        kind = event["e"]
        if kind == "start":
            self._busy_with = event["module"]
        elif kind == "broken":
            answer.broken.setdefault(event["module"], event["error"])
        elif kind == "top":
            answer.jobs.extend(event["jobs"])
            answer.finished.add(event["name"])
        elif kind == "done":
            self._is_done = True

    def _is_late(self, limit: float) -> bool:
        allowed = limit if self._busy_with is not None else max(limit, _START_LIMIT_S)
        return time.monotonic() - self._busy_since > allowed

    def _lateness(self, limit: float) -> str:
        return (
            f"The file did not finish loading within {limit:g} seconds "
            "(setting discovery_timeout); move its work into run()."
        )

    def _ending(self) -> str:
        code = self._process.returncode
        if code is not None and code < 0:
            try:
                how = f"signal {signal.Signals(-code).name}"
            except ValueError:
                how = f"signal {-code}"
        else:
            how = f"exit code {code}"
        return f"The file ended the process that loads it ({how})."

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
