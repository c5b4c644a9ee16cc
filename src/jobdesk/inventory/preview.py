"""What a preview changed on its copy of the inventory, kept as a file in the run's folder.

Standard library only: the worker writes it, window and command line read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FILE_NAME = "preview.json"
COPY_NAME, COPY_GATE_NAME = "inventory.db", "inventory.gate"
MAX_LOGGED = 5_000
MAX_UNLOGGED = 1_000


@dataclass(frozen=True, slots=True)
class PreviewedChange:
    """One object that the run would change.

    Attributes:
        action: create, update or delete.
        model: "dcim.device".
        object_id: its key as text.
        name: the object in words.
        before: its fields before; None for what is new. Of a change without an entry only the
            fields that differ.
        after: its fields after; None for what is deleted.
        parent_id: key of the object that it is a part of.
    """

    action: str
    model: str
    object_id: str
    name: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """All that a preview found.

    Attributes:
        result_no: the run.
        logged: changes with an entry in the change log, in their order.
        unlogged: what changed without one: raw SQL, references that were set to nothing.
        logged_count: of all there are; `logged` holds the first 5,000.
        unlogged_count: of all there are; `unlogged` holds the first 1,000.
        names: by key, the names of objects that the changes refer to.
    """

    result_no: int
    logged: tuple[PreviewedChange, ...] = ()
    unlogged: tuple[PreviewedChange, ...] = ()
    logged_count: int = 0
    unlogged_count: int = 0
    names: Mapping[str, str] = field(default_factory=dict[str, str])


def remove_copy(folder: Path) -> None:
    """Delete the copy that a run worked on; its preview stays."""
    for name in (COPY_NAME, f"{COPY_NAME}-wal", f"{COPY_NAME}-shm", COPY_GATE_NAME):
        with suppress(OSError):
            (folder / name).unlink()


def write_preview(folder: Path, result: PreviewResult) -> None:
    """Keep it in the run's folder, whole or not at all."""
    aside = folder / f".{FILE_NAME}"
    aside.write_text(json.dumps(asdict(result), default=str), encoding="utf-8")
    aside.replace(folder / FILE_NAME)


def read_preview(folder: Path) -> PreviewResult | None:
    """The preview in a run's folder; None when there is none, or nobody can read it."""
    try:
        data = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        logged = tuple(PreviewedChange(**one) for one in data.pop("logged"))
        unlogged = tuple(PreviewedChange(**one) for one in data.pop("unlogged"))
        return PreviewResult(**data, logged=logged, unlogged=unlogged)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
