"""What a run prints: descriptors 0, 1 and 2 are moved before any job code is imported.

The recorder tails the two files, so printing survives the death of the host, what grandchildren
print is kept, and `input()` meets the end of the file at once.
"""

from __future__ import annotations

import contextlib
import os
import sys

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from io import TextIOWrapper
    from typing import Any

STDOUT_NAME = "stdout.log"
STDERR_NAME = "stderr.log"
_FLAGS = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0)


class Console:
    """The streams of one run, moved into its folder.

    Python's own streams are kept here: a job may put others in their place or lose them.
    """

    def __init__(self, run_dir: str) -> None:
        _move(os.open(os.devnull, os.O_RDWR), 0)
        _move(os.open(os.path.join(run_dir, STDOUT_NAME), _FLAGS, 0o600), 1)  # noqa: PTH118 - pathlib is slow to import
        _move(os.open(os.path.join(run_dir, STDERR_NAME), _FLAGS, 0o600), 2)  # noqa: PTH118 - as above
        self._out = sys.stdout = sys.__stdout__ = _line_by_line(sys.stdout, 1)
        self._err = sys.stderr = sys.__stderr__ = _line_by_line(sys.stderr, 2)

    def flush(self) -> None:
        """Write out what is still held back; a job may have closed the streams."""
        for stream in (self._out, self._err):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()


def _move(descriptor: int, to: int) -> None:
    if descriptor != to:
        os.dup2(descriptor, to)
        os.close(descriptor)


def _line_by_line(stream: object, descriptor: int) -> TextIOWrapper:
    """The stream as UTF-8 that shows each line at once; a new one where Python had none."""
    from io import TextIOWrapper

    found: Any = stream
    if not isinstance(stream, TextIOWrapper):
        found = open(descriptor, "w", closefd=False)  # noqa: SIM115 - it lives as long as we do
    found.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return found
