"""Lines of the detail: what they say, and what opening one of them shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobdesk.inventory.desk.records import FieldInfo, RelatedGroup, Value
from jobdesk.ui.inventory.lines import Line
from jobdesk.ui.inventory.looks import NOTHING, CellLook, cell_look, state_look
from jobdesk.ui.inventory.touched_runs import TouchedRun
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.times import age_text

if TYPE_CHECKING:
    from jobdesk.models.records import Status


@dataclass(frozen=True, slots=True)
class ObjectTarget:
    """Another object; of a port also what it is connected to."""

    kind: str
    key: str
    peer: str = ""


@dataclass(frozen=True, slots=True)
class ListTarget:
    """The objects of a kind that refer to the one that is shown."""

    kind: str
    parameter: str


@dataclass(frozen=True, slots=True)
class RunTarget:
    """A run, at a line of its log; -1 for none."""

    no: int
    line: int


@dataclass(frozen=True, slots=True)
class FieldTarget:
    """A field, to be edited."""

    name: str


def open_words(target: object) -> str:
    """What opening a line is called in its menu."""
    if isinstance(target, FieldTarget):
        return "&Edit…"
    if isinstance(target, ListTarget):
        return "Show the l&ist"
    return "&Open the run" if isinstance(target, RunTarget) else "&Open the object"


def field_line(field: FieldInfo, value: Value) -> Line:
    """One field of an object."""
    target: object = FieldTarget(field.name) if field.is_editable else None
    if len(value.references) == 1 and "contenttypes" not in value.references[0].kind:
        one = value.references[0]
        target = ObjectTarget(one.kind, one.key)
    look = (
        replace(cell_look(field, value, is_title=True), is_right=False)
        if value.text
        else CellLook(NOTHING, is_quiet=True)
    )
    tip = f"{field.title}: {value.text or NOTHING}"
    return Line((CellLook(field.title, is_quiet=True), look), target, tip)


def related_line(group: RelatedGroup) -> Line:
    """One kind of objects that refer to it."""
    number = CellLook(f"{group.count:,}", is_right=True, is_quiet=True)
    target = ListTarget(group.kind, group.parameter)
    return Line((CellLook(group.title), number), target)


def port_line(kind: str, key: str, cells: tuple[Value, ...]) -> Line:
    """One interface."""
    name, status, enabled, mode, *rest = cells
    peer = rest[0].text if len(rest) > 1 else ""
    addresses = rest[-1].text
    look = state_look(status)
    if enabled.plain is False:
        look = Look("minus-circle", "idle", "Off")
    to = peer or addresses or "not connected"
    return Line(
        (
            CellLook(name.text, is_strong=True),
            CellLook(look.word if look else "", look=look),
            CellLook(mode.text or NOTHING, is_quiet=True),
            CellLook(to, is_quiet=not peer and not addresses),
        ),
        ObjectTarget(kind, key, peer),
        ", ".join(part for part in (name.text, status.text, peer, addresses) if part),
    )


def run_line(run: TouchedRun) -> Line:
    """One run that touched it."""
    look = Theme.current().status(_shown(run.status))
    did: list[str] = []
    if run.changes:
        did.append("1 edit" if run.changes == 1 else f"{run.changes} edits")
    if run.lines:
        number = "99+" if run.lines > 99 else str(run.lines)
        did.append("1 line" if run.lines == 1 else f"{number} lines")
    return Line(
        (
            CellLook(run.job, look=Look(look.icon, look.token, run.job)),
            CellLook(f"#{run.no}", is_quiet=True),
            CellLook(age_text(run.when), is_quiet=True),
            CellLook(", ".join(did), is_quiet=True),
        ),
        RunTarget(run.no, run.first),
        f"{run.job}, run {run.no}: {look.word}",
    )


def _shown(status: Status) -> str:
    return str(status.value)
