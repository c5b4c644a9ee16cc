"""The fields of one entry, before and after, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history import lines as text_lines
from jobdesk.inventory.history.feed import row as read_row
from jobdesk.inventory.history.kinds import labels, model_of
from jobdesk.inventory.history.records import DELETE, ChangeDetail, FieldDifference
from jobdesk.inventory.history.values import (
    NameOf,
    document,
    fields_of,
    is_stamp,
    keys_in,
    label_of_field,
    lookup,
    names_of,
    shown,
    target_of,
)

_LONG = 100
_CUSTOM = "custom_fields"


def detail(change_id: str) -> ChangeDetail:
    """An entry with its fields, and whether its object is still there.

    Raises:
        JobDeskError: the entry is gone.
    """
    from jobdesk.inventory.extras.changelog import ObjectChange

    row = read_row(change_id)
    entry = ObjectChange.objects.filter(pk=change_id).first()
    if entry is None:
        raise JobDeskError("This entry of the change log is there no more.")
    before = entry.before_data
    after = None if entry.action == DELETE else entry.object_data
    if entry.action == DELETE and before is None:
        before = entry.object_data
    model = model_of(row.model)
    later = ObjectChange.objects.filter(
        changed_object_type_id=entry.changed_object_type_id,
        changed_object_id=entry.changed_object_id,
        time__gt=entry.time,
    )
    there = model is not None and (
        model._base_manager.filter(pk=entry.changed_object_id).exists()
    )
    fields = differences(model, before, after)
    return ChangeDetail(row, fields, there, later.exclude(pk=entry.pk).count())


def differences(
    model: Any,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    known: NameOf | None = None,
) -> tuple[FieldDifference, ...]:
    """Each field of two snapshots; those that differ come first.

    Args:
        model: of the object; None when its kind is gone.
        before: the object before; None: it was not there.
        after: the object after; None: it is gone.
        known: names of what it refers to; None: they are looked up.
    """
    fields = fields_of(model) if model is not None else {}
    kinds = labels()
    cells = list(_cells(fields, _spread(before), _spread(after), kinds))
    name_of = lookup(names_of(_wanted(cells))) if known is None else known
    found = [_one(cell, name_of) for cell in cells]
    return tuple(sorted(found, key=lambda one: not one.is_changed))


class _Cell:
    """A field with its two values, not yet in words."""

    __slots__ = ("after", "after_target", "before", "before_target", "field", "label", "name")

    def __init__(self, name: str, field: Any, label: str, before: Any, after: Any) -> None:
        self.name, self.field, self.label = name, field, label
        self.before, self.after = before, after
        self.before_target = self.after_target = ""


def _spread(data: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """A snapshot with each custom field as a field of its own."""
    if data is None:
        return {}
    found = {name: value for name, value in data.items() if name != _CUSTOM}
    for key, value in (data.get(_CUSTOM) or {}).items():
        found[f"cf.{key}"] = value
    return found


def _cells(
    fields: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    kinds: Mapping[int, str],
) -> Iterator[_Cell]:
    for name in {**before, **after}:
        field = fields.get(name)
        if is_stamp(name) or name == "id":
            continue
        label = name[3:] if name.startswith("cf.") else label_of_field(name, field)
        cell = _Cell(name, field, label, before.get(name), after.get(name))
        cell.before_target = _kind(target_of(field, name, before), kinds)
        cell.after_target = _kind(target_of(field, name, after), kinds)
        if cell.before in (None, "", [], {}) and cell.after in (None, "", [], {}):
            continue
        yield cell


def _kind(target: str, kinds: Mapping[int, str]) -> str:
    if not target.startswith("#"):
        return target
    number = target[1:]
    return kinds.get(int(number), "") if number.isdigit() else ""


def _wanted(cells: list[_Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        for target, value in (
            (cell.before_target, cell.before),
            (cell.after_target, cell.after),
        ):
            if target:
                yield from ((target, key) for key in keys_in(value))


def _one(cell: _Cell, name_of: NameOf) -> FieldDifference:
    before = shown(cell.before, cell.field, cell.before_target, name_of)
    after = shown(cell.after, cell.field, cell.after_target, name_of)
    is_changed = cell.before != cell.after
    added, removed = _list_difference(cell, name_of) if is_changed else ((), ())
    lines = _lines(cell) if is_changed else ()
    return FieldDifference(
        cell.name, cell.label, before, after, added, removed, lines, is_changed
    )


def _list_difference(cell: _Cell, name_of: NameOf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(cell.before, list) and not isinstance(cell.after, list):
        return (), ()
    old, new = cell.before or [], cell.after or []
    if any(isinstance(one, (dict, list)) for one in [*old, *new]):
        return (), ()
    target = cell.after_target or cell.before_target
    added = [one for one in new if one not in old]
    removed = [one for one in old if one not in new]
    words = [
        tuple(shown([one], cell.field, target, name_of) for one in side)
        for side in (added, removed)
    ]
    return words[0], words[1]


def _lines(cell: _Cell) -> tuple[Any, ...]:
    """Long texts and documents that exist on both sides are told line by line."""
    if cell.before_target or cell.after_target or not cell.before or not cell.after:
        return ()
    if not _is_long(cell.before) and not _is_long(cell.after):
        return ()
    return text_lines.difference(_text(cell.before), _text(cell.after))


def _is_long(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(one, (dict, list)) for one in value)
    if isinstance(value, str):
        return "\n" in value or len(value) > _LONG
    return isinstance(value, dict)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else document(value)
