"""Undoing: one edit of a person is taken back from what the change log kept of it.

Undoing is an edit too: what it gives is undone again by the next (redo).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jobdesk.errors import NotFound, Outdated
from jobdesk.inventory.changes import is_logged, is_other
from jobdesk.inventory.desk.edit_records import Edited
from jobdesk.inventory.desk.editing import step_now
from jobdesk.inventory.desk.filling import said_by_field
from jobdesk.inventory.extras.changelog import CREATE, DELETE, ObjectChange
from jobdesk.inventory.snapshots import snapshot

_PARTS_COME_BACK = frozenset({"dcim.device"})
"""A new one of these gets its parts from templates; one that comes back has its own."""


def undo(step: str) -> Edited:
    """Take an edit back.

    Raises:
        Outdated: somebody changed one of its objects since.
        NotFound: the change log does not know it.
    """
    entries = list(ObjectChange.objects.filter(request_id=step).order_by("-time"))
    if not entries:
        raise NotFound("The change log no longer knows this edit.")
    for entry in entries:
        _require_unchanged(entry)
    made = [entry for entry in entries if entry.action == CREATE]
    others = [entry for entry in entries if entry.action not in (CREATE, DELETE)]
    gone = [entry for entry in entries if entry.action == DELETE]
    for instance, data in _restored(gone):
        _set_links(instance, data)
    for entry in others:
        _revert(entry)
    for entry in made:
        _remove(entry)
    keys = tuple(str(entry.changed_object_id) for entry in entries)
    return Edited(step_now(), keys, entries[-1].object_repr)


def _model(entry: Any) -> Any:
    return entry.changed_object_type.model_class()


def _data_before(entry: Any) -> Mapping[str, Any]:
    """What a deleted object was."""
    return entry.before_data or entry.object_data


def _stored(entry: Any) -> Any:
    return _model(entry)._base_manager.filter(pk=entry.changed_object_id).first()


def _require_unchanged(entry: Any) -> None:
    now = _stored(entry)
    if entry.action == DELETE:
        if now is not None:
            raise Outdated(f"{entry.object_repr} is there again; it is not undone twice.")
        return
    if now is None:
        raise Outdated(f"{entry.object_repr} was deleted since; the edit is not undone.")
    if is_other(_own(now, entry.object_data), _own(now, snapshot(now))):
        raise Outdated(
            f"{entry.object_repr} was changed by somebody else since; the edit is not undone."
        )


def _own(instance: Any, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without links that are rows of their own, with entries of their own."""
    rows = {field.name for field in instance._meta.many_to_many if _has_entries(field)}
    return {name: value for name, value in data.items() if name not in rows}


def _has_entries(field: Any) -> bool:
    """Each link is a row whose making and going the change log knows."""
    return is_logged(field.remote_field.through)


def _restored(gone: Sequence[Any]) -> list[tuple[Any, Mapping[str, Any]]]:
    """Make deleted objects again: what another of them refers to comes before it."""
    waiting = {str(entry.changed_object_id): entry for entry in gone}
    made: list[tuple[Any, Mapping[str, Any]]] = []

    def restore(key: str) -> None:
        entry = waiting.pop(key)
        data = _data_before(entry)
        for field in _model(entry)._meta.concrete_fields:
            other = str(data.get(field.name.removeprefix("_")))
            if field.is_relation and other in waiting:
                restore(other)
        made.append((_restore(entry), data))

    for key in list(waiting):
        if key in waiting:
            restore(key)
    return made


def _restore(entry: Any) -> Any:
    """Make a deleted object again, with its key."""
    data = _data_before(entry)
    instance = _model(entry)()
    instance.pk = entry.changed_object_id
    _put(instance, data)
    with said_by_field(instance):
        if instance._meta.label_lower in _PARTS_COME_BACK:
            instance.save_base(force_insert=True)
        else:
            instance.save(force_insert=True)
    return instance


def _revert(entry: Any) -> None:
    instance = _stored(entry)
    _put(instance, entry.before_data)
    with said_by_field(instance):
        instance.save()
    _set_links(instance, entry.before_data)


def _remove(entry: Any) -> None:
    """Gone already when what it hung on went before."""
    instance = _stored(entry)
    if instance is not None:
        instance.delete()


def _put(instance: Any, data: Mapping[str, Any]) -> None:
    for field in instance._meta.concrete_fields:
        name = field.name.removeprefix("_")
        is_order = field.get_internal_type() == "CharField" and field.name[0] == "_"
        if getattr(field, "is_older", False) or is_order or field.primary_key:
            continue
        if name in data:
            setattr(instance, field.attname, _value(field, data[name]))


def _value(field: Any, plain: Any) -> Any:
    if field.get_internal_type() == "JSONField" or plain is None:
        return plain
    target = field.target_field if field.is_relation else field
    return target.to_python(plain)


def _set_links(instance: Any, data: Mapping[str, Any]) -> None:
    for field in instance._meta.many_to_many:
        if field.name not in data or _has_entries(field):
            continue
        manager = getattr(instance, field.name)
        there = field.related_model.objects.filter(pk__in=data[field.name])
        wanted = {str(key) for key in there.values_list("pk", flat=True)}
        if wanted != {str(key) for key in manager.values_list("pk", flat=True)}:
            manager.set(there)
