"""Drives a `benchmarks.viewer` process: the real window, told what to do."""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

from jobdesk.paths import HOME_VARIABLE

_ROOT = Path(__file__).resolve().parents[1]


class Window:
    """A window on a workspace, in a process of its own."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.viewer", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, HOME_VARIABLE: str(home)},
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def ask(self, do: str, seconds: float = 60.0, **fields: Any) -> Any:
        """Send a command and wait for its answer.

        Raises:
            RuntimeError: the window has gone, does not answer in time, or failed.
        """
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **fields}).encode() + b"\n")
        self.process.stdin.flush()
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise RuntimeError(f"the window does not answer to {do!r}") from None
        if not line:
            raise RuntimeError(f"the window has gone at {do!r}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{do!r} failed in the window: {answer['error']}")
        return answer["value"]

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
