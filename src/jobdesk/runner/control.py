"""The control files of a run: how a host reaches a worker, also one that it did not start.

`control` asks it to stop, `limits` gives it more time. Standard library only. A file appears
whole (written aside, then renamed); the watchdog of the worker looks for them five times a
second.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

CONTROL_NAME = "control"
LIMITS_NAME = "limits"
CANCEL = "cancel"


class StopRequest:
    """What is asked of a running worker, and by whom."""

    __slots__ = ("action", "by")

    def __init__(self, action: str, by: str) -> None:
        self.action = action
        self.by = by


def write_control(run_dir: Path, by: str, action: str = CANCEL) -> None:
    """Ask the worker of this run to stop."""
    _put(run_dir, CONTROL_NAME, {"action": action, "by": by})


def write_limits(run_dir: Path, soft: float, hard: float) -> None:
    """Tell the worker of this run its time limits; seconds since its start, 0: none."""
    _put(run_dir, LIMITS_NAME, {"soft": soft, "hard": hard})


def _put(run_dir: Path, name: str, document: dict[str, Any]) -> None:
    aside = run_dir / f".{name}.{os.getpid()}"
    aside.write_text(json.dumps(document) + "\n", encoding="ascii")
    aside.replace(run_dir / name)


def read_control(path: str | os.PathLike[str]) -> StopRequest | None:
    """The request in the control file; None when there is none or it cannot be read."""
    try:
        document = _read(path)
        return StopRequest(str(document["action"]), str(document["by"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_limits(path: str | os.PathLike[str]) -> tuple[float, float] | None:
    """Soft and hard limit in the file; None when there is none or it cannot be read."""
    try:
        document = _read(path)
        return float(document["soft"]), float(document["hard"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _read(path: str | os.PathLike[str]) -> Any:
    with open(path, "rb") as control:  # noqa: PTH123 - pathlib is slow to import
        return json.loads(control.readline(64_000))
