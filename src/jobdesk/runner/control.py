"""The control file of a run: how a host stops a worker, also one that it did not start.

Standard library only. The file appears whole (written aside, then renamed); the watchdog of the
worker looks for it five times a second.
"""

import json
import os
from pathlib import Path
from typing import Final, NamedTuple

CONTROL_NAME: Final = "control"
CANCEL: Final = "cancel"


class StopRequest(NamedTuple):
    """What is asked of a running worker, and by whom."""

    action: str
    by: str


def write_control(run_dir: Path, by: str, action: str = CANCEL) -> None:
    """Ask the worker of this run to stop."""
    line = json.dumps({"action": action, "by": by}) + "\n"
    aside = run_dir / f".{CONTROL_NAME}.{os.getpid()}"
    aside.write_text(line, encoding="ascii")
    aside.replace(run_dir / CONTROL_NAME)


def read_control(path: str | os.PathLike[str]) -> StopRequest | None:
    """The request in the control file; None when there is none or it cannot be read."""
    try:
        with open(path, "rb") as control:  # noqa: PTH123 - five times a second: no Path made
            document = json.loads(control.readline(64_000))
        return StopRequest(str(document["action"]), str(document["by"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
