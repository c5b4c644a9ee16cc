"""The change log: each change of an object becomes a row in the same transaction (SPEC §24).

Signals see every save, delete and cascade; the three bulk calls of our QuerySet, which they do
not see, call in here. Nothing is written outside a change context. Better than the original:
a delete is never hidden by what came before it, a save that changed nothing leaves no entry,
and an entry keeps the object as it was before.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from jobdesk.inventory.core import quick
from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.snapshots import shown_name, snapshot

_Result = TypeVar("_Result")

CREATE, UPDATE, DELETE = "create", "update", "delete"
_IGNORED = frozenset({"created", "last_updated"})
_BULK_ROWS = 500  # of a bulk insert


@dataclass(slots=True)
class ChangeContext:
    """Who changes something, and on whose behalf.

    Attributes:
        user_name: of who asked for it.
        kind: "web" (the editor), "job", "job-hook" or "orm".
        detail: class path of the job, or what the editor did.
        result_no: of the run; 0 for the editor.
        request_id: shared by all changes of the context.
    """

    user_name: str
    kind: str = "orm"
    detail: str = ""
    result_no: int = 0
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    _seen: set[tuple[int, Any]] = field(default_factory=set[tuple[int, Any]])


_current: ContextVar[ChangeContext | None] = ContextVar("change_context", default=None)
_process_wide: ChangeContext | None = None


@contextmanager
def change_context(
    context: ChangeContext, *, everywhere: bool = False
) -> Generator[ChangeContext]:
    """Log the changes made inside; `everywhere`: those of all threads, as in a run."""
    global _process_wide
    connect()
    token = _current.set(context)
    if everywhere:
        _process_wide = context
    try:
        yield context
    finally:
        _current.reset(token)
        if everywhere:
            _process_wide = None


def log_everywhere(context: ChangeContext) -> None:
    """Log the changes of all threads of this process until it ends."""
    global _process_wide
    connect()
    _process_wide = context


def all_or_nothing(context: ChangeContext, work: Callable[[], _Result]) -> _Result:
    """Do the work of an editor in one transaction, with its entries in the change log."""
    with change_context(context), transaction.atomic():
        return work()


def current() -> ChangeContext | None:
    """The context that changes belong to; None: they are not logged."""
    return _current.get() or _process_wide


def is_logged(model: Any) -> bool:
    """Changes of this model are kept."""
    return bool(getattr(model, "is_change_logged", False))


# One object


def _before(instance: Any) -> Mapping[str, Any] | None:
    """The object as it is stored; None when it is not."""
    if instance._state.adding:
        return None
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    return None if stored is None else snapshot(stored)


def _on_pre_save(sender: Any, instance: Any, raw: bool = False, **more: Any) -> None:
    del more
    if not raw and current() is not None and is_logged(sender):
        instance._jobdesk_before = _before(instance)


def _on_post_save(
    sender: Any, instance: Any, created: bool, raw: bool = False, **more: Any
) -> None:
    del more
    if raw or current() is None or not is_logged(sender):
        return
    before = instance.__dict__.pop("_jobdesk_before", None)
    after = snapshot(instance, is_new=created, links_of=before)
    log_change(instance, CREATE if created else UPDATE, before, after)


def _on_pre_delete(sender: Any, instance: Any, **more: Any) -> None:
    del more
    if current() is not None and is_logged(sender):
        log_change(instance, DELETE, _before(instance))


def _on_m2m_changed(
    sender: Any, instance: Any, action: str, reverse: bool = False, **more: Any
) -> None:
    """Links belong to the object that declares them, from whichever side they are changed."""
    if current() is None:
        return
    owners = _owners(sender, instance, action, more) if reverse else [instance]
    for owner in owners:
        if not is_logged(type(owner)):
            continue
        if action.startswith("pre_"):  # as stored: the one at hand may have unsaved values
            instance.__dict__.setdefault("_jobdesk_m2m_before", {})[owner.pk] = _before(owner)
        elif more.get("pk_set") or action == "post_clear":
            held = instance.__dict__.get("_jobdesk_m2m_before", {})
            log_change(owner, UPDATE, held.pop(owner.pk, None), _before(owner))


def _owners(sender: Any, instance: Any, action: str, more: Mapping[str, Any]) -> list[Any]:
    """The objects that `instance` is linked from."""
    model, keys = more["model"], more.get("pk_set")
    if action == "post_clear":
        keys = list(instance.__dict__.get("_jobdesk_m2m_before", {}))
    elif action == "pre_clear":
        for field in model._meta.many_to_many:
            if field.remote_field.through is sender:
                linked = model._base_manager.filter(**{field.name: instance})
                keys = list(linked.values_list("pk", flat=True))
    return list(model._base_manager.filter(pk__in=keys or ()))


def log_change(
    instance: Any,
    action: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write or extend the entry of one object; `after` is read where it is not given."""
    from jobdesk.inventory.extras.changelog import ObjectChange

    context = current()
    if context is None:
        return
    if action == DELETE and before is not None:
        after = before
    elif after is None:
        after = snapshot(instance)
    key = (_type_id(instance), instance.pk)
    earlier = None
    if key in context._seen:
        earlier = _entry(context, key)
    context._seen.add(key)
    if earlier is not None:
        _extend(earlier, action, after, instance)
    elif action == DELETE or before is None or is_other(before, after):
        quick.insert(ObjectChange, _row(context, instance, action, before, after))


def _entry(context: ChangeContext, key: tuple[int, Any]) -> Any:
    from jobdesk.inventory.extras.changelog import ObjectChange

    return ObjectChange.objects.filter(
        request_id=context.request_id, changed_object_type_id=key[0], changed_object_id=key[1]
    ).first()


def _extend(entry: Any, action: str, after: Mapping[str, Any], instance: Any) -> None:
    """One entry per object and context: the first action, the last state; a delete wins."""
    if action == DELETE and entry.action == CREATE:
        entry.delete()  # made and gone again: nothing is left to tell
        return
    if action == DELETE:
        entry.action = DELETE
        after = entry.before_data or after
    elif entry.action == DELETE and action == UPDATE:
        return  # it is on its way out: what goes with it is taken out of it
    elif entry.action == DELETE:
        entry.action = UPDATE  # deleted and made again
    if entry.action == UPDATE and not is_other(entry.before_data or {}, after):
        entry.delete()  # back to what it was
        return
    entry.object_data, entry.object_repr = dict(after), shown_name(instance)
    entry.save_base(raw=True, force_update=True)


def is_other(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """They differ in more than their time stamps."""
    return any(
        before.get(name) != value for name, value in after.items() if name not in _IGNORED
    )


def _row(
    context: ChangeContext,
    instance: Any,
    action: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> dict[str, Any]:
    related = getattr(instance, "change_parent", None)
    return {
        "user_name": context.user_name,
        "request_id": context.request_id,
        "action": action,
        "changed_object_type_id": _type_id(instance),
        "changed_object_id": instance.pk,
        "change_context": context.kind,
        "change_context_detail": context.detail[:400],
        "related_object_type_id": None if related is None else _type_id(related),
        "related_object_id": None if related is None else related.pk,
        "object_repr": shown_name(instance),
        "object_data": dict(after),
        "before_data": None if before is None else dict(before),
        "result_no": context.result_no,
    }


def _type_id(instance: Any) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(instance).pk


# Many objects at once


def rows_before(queryset: Any) -> dict[Any, Mapping[str, Any]]:
    """The objects that a bulk write will touch, by key; empty when nothing is logged."""
    if current() is None or not is_logged(queryset.model):
        return {}
    return {instance.pk: snapshot(instance) for instance in queryset.order_by()}


def log_updated(model: Any, before: Mapping[Any, Mapping[str, Any]]) -> None:
    """A bulk update has been done to these."""
    if not before:
        return
    for instance in model._base_manager.filter(pk__in=list(before)):
        log_change(instance, UPDATE, before[instance.pk])


def log_created(instances: Iterable[Any]) -> None:
    """These were made by a bulk insert."""
    from jobdesk.inventory.extras.changelog import ObjectChange

    context, found = current(), list(instances)
    if context is None or not found or not is_logged(type(found[0])):
        return
    rows: list[Any] = []
    for instance in found:
        context._seen.add((_type_id(instance), instance.pk))
        after = snapshot(instance, is_new=True)
        rows.append(ObjectChange(**_row(context, instance, CREATE, None, after)))
    ObjectChange.objects.bulk_create(rows, batch_size=_BULK_ROWS)


def connect() -> None:
    """Listen to the signals of all models; a second call does nothing."""
    from django.db.models import signals

    signals.pre_save.connect(_on_pre_save, dispatch_uid="jobdesk")
    signals.post_save.connect(_on_post_save, dispatch_uid="jobdesk")
    signals.pre_delete.connect(_on_pre_delete, dispatch_uid="jobdesk")
    signals.m2m_changed.connect(_on_m2m_changed, dispatch_uid="jobdesk")
