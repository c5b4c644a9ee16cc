"""The inventory for code that is only looked at: discovery and the question for choices."""

from __future__ import annotations

from pathlib import Path

from jobdesk.inventory import schema, start
from jobdesk.inventory.deskdata.access import DeskPlace, use_desk
from jobdesk.inventory.gate.base import gate_of
from jobdesk.inventory.start import InventoryPlace

_REFUSAL = "The inventory is read-only here: a job file is being looked at, not run."


def open_for_reading(database: Path, gate: Path, desk: DeskPlace) -> None:
    """Open it; what is missing is made, and from then on a write raises OperationalError."""
    use_desk(desk)
    start.start(InventoryPlace(database, gate, "a look at job files"))
    schema.make_ready()
    gate_of().refusal = _REFUSAL
