"""Workspaces that several screens begin with: made once in a process, then copied."""

import atexit
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.run_desk import RunDesk

from benchmarks.gallery import inventory_data

NAME = "Backbone lab"

Fill = Callable[[RunDesk], object]

_made: dict[Fill, Path] = {}


def empty(_: RunDesk) -> None:
    """A workspace in which nothing was done yet."""


def prepared(runs: RunDesk) -> None:
    """A workspace whose inventory is there, and empty."""
    runs.services.inventory.call(lambda: None)


def network(runs: RunDesk) -> None:
    """Two sites in Berlin."""
    runs.services.inventory.change(inventory_data.fill, detail="sample")


def copy_of(fill: Fill, folder: Path) -> Path:
    """A copy, in `folder`, of the workspace that `fill` made; a call of it for all copies."""
    if fill not in _made:
        kept = TemporaryDirectory(ignore_cleanup_errors=True)
        atexit.register(kept.cleanup)
        home = Path(kept.name) / NAME
        runs = RunDesk(home)
        fill(runs)
        runs.close()
        _made[fill] = home
    return Path(shutil.copytree(_made[fill], folder / NAME))
