"""The control file of a run: how a host stops a worker, also one that it did not start.

Standard library only. The file appears whole (written aside, then renamed); the watchdog of the
worker looks for it five times a second.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from pathlib import Path

CONTROL_NAME = "control"
CANCEL = "cancel"


class StopRequest:
    """What is asked of a running worker, and by whom."""

    __slots__ = ("action", "by")

    def __init__(self, action: str, by: str) -> None:
        self.action = action
        self.by = by


def write_control(run_dir: Path, by: str, action: str = CANCEL) -> None:
    """Ask the worker of this run to stop."""
    line = json.dumps({"action": action, "by": by}) + "\n"
    aside = run_dir / f".{CONTROL_NAME}.{os.getpid()}"
    aside.write_text(line, encoding="ascii")
    aside.replace(run_dir / CONTROL_NAME)


def read_control(path: str | os.PathLike[str]) -> StopRequest | None:
    """The request in the control file; None when there is none or it cannot be read."""
    try:
        with open(path, "rb") as control:  # noqa: PTH123 - pathlib is slow to import
            document = json.loads(control.readline(64_000))
        return StopRequest(str(document["action"]), str(document["by"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
