"""Takes changes back: a new change set in one transaction, in an order that references allow.

Called inside a change context and a transaction (`services.inventory.change`): every step is in
the change log like any other edit, and all of it happens or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.kinds import labels
from jobdesk.inventory.history.plan import Step, fingerprint, steps_for
from jobdesk.inventory.history.records import (
    CREATE,
    DELETE,
    READY,
    UPDATE,
    ChangeFilter,
    RevertDone,
)
from jobdesk.inventory.history.references import Key, missing, references_in
from jobdesk.inventory.history.state import (
    chunks,
    has_ends,
    put,
    put_links,
    settable,
    shared_references,
)
from jobdesk.inventory.history.values import keys_in


class NotReverted(JobDeskError):
    """Nothing was taken back."""


def revert(
    wanted: ChangeFilter,
    only: frozenset[str] = frozenset(),
    *,
    beside: bool = False,
    expected: str = "",
) -> RevertDone:
    """Take back all entries that can be.

    Args:
        wanted: the entries, as for the plan.
        only: ids of entries; empty: all that fit.
        beside: also where other fields of the object have changed since.
        expected: fingerprint of the plan that was shown; empty: none was.

    Raises:
        NotReverted: an object has changed since the plan was made, or a rule of the inventory
            forbids a step; names it. Nothing is changed.
    """
    steps = steps_for(wanted, only, beside=beside)
    if expected and fingerprint(steps) != expected:
        raise NotReverted(
            "Objects have changed since this plan was made. Nothing was reverted; look at the "
            "new plan."
        )
    ready = [one for one in steps if one.state == READY]
    if not ready:
        raise NotReverted("There is nothing that can be reverted.")
    _work_through(ready)
    done = [one.does for one in ready]
    return RevertDone(done.count(CREATE), done.count(UPDATE), done.count(DELETE))


def _work_through(steps: Sequence[Step]) -> None:
    """The last change first; what must wait for others is tried again after them."""
    left: list[Step] = list(steps)
    while left:
        waiting = [one for some in _together(left) for one in _attempt_all(some)]
        if len(waiting) == len(left):
            one, error = waiting[0]
            raise NotReverted(
                f"{one.row.kind} {one.row.name} cannot be reverted: {_words(error)} "
                "Nothing was reverted."
            ) from error
        left = [one for one, _ in waiting]


def _together(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Deletes of one kind that follow each other; all else by itself."""
    for key, some in groupby(steps, key=lambda one: (one.does, one.model)):
        if key[0] == DELETE and _is_plainly_deleted(key[1]):
            yield from chunks(some)
        else:
            for few in chunks(some):
                around = _referred_to(few)
                for one in few:
                    one.around = around
                    yield [one]


def _referred_to(steps: Sequence[Step]) -> dict[Key, Any]:
    """What objects of one kind refer to, read for all of them at once.

    None of it is of their kind: what one of these steps does to another is never missed.
    """
    wanted: dict[Any, set[str]] = {}
    for one in steps:
        data = {**(one.now or one.before or one.after)}
        data.update((name, (one.before or {}).get(name)) for name in one.names)
        for name, field in shared_references(one.model).items():
            wanted.setdefault(field.related_model, set()).update(keys_in(data.get(name)))
    found: dict[Key, Any] = {}
    for model, keys in wanted.items():
        for some in chunks(sorted(keys)):
            held = model._base_manager.filter(pk__in=some)
            found.update(((model._meta.label_lower, str(one.pk)), one) for one in held)
    return found


def _hand(instance: Any, around: Mapping[Key, Any]) -> None:
    """Let an object know what it refers to, where that was read."""
    for field in shared_references(type(instance)).values():
        label, key = field.related_model._meta.label_lower, getattr(instance, field.attname)
        held = around.get((label, str(key)))
        if held is not None:
            field.set_cached_value(instance, held)


def _is_plainly_deleted(model: Any) -> bool:
    """Nothing but the object and what hangs on it goes; no prefix finds another place."""
    from jobdesk.inventory.core.bases import BaseModel

    return model.delete is BaseModel.delete


def _attempt_all(steps: list[Step]) -> list[tuple[Step, Exception]]:
    """Do steps; those that cannot be done now, with what stands in the way."""
    if len(steps) > 1 and _delete_many(steps):
        return []
    tried = [(one, _attempt(one)) for one in steps]
    return [(one, error) for one, error in tried if error is not None]


def _delete_many(steps: list[Step]) -> bool:
    """Delete objects in one go, which asks once for all that hangs on them.

    Not done when one of them has to wait for others.
    """
    from django.db import IntegrityError
    from django.db.models import ProtectedError, RestrictedError

    from jobdesk.inventory.core.orm import transaction

    try:
        with transaction.atomic():
            keys = [one.row.object_id for one in steps]
            steps[0].model._base_manager.filter(pk__in=keys).delete()
    except (IntegrityError, ProtectedError, RestrictedError):
        return False
    return True


def _attempt(one: Step) -> Exception | None:
    """Do a step, or leave everything as it is and say what stands in the way."""
    from django.core.exceptions import ObjectDoesNotExist, ValidationError
    from django.db import IntegrityError
    from django.db.models import ProtectedError, RestrictedError

    from jobdesk.inventory.core.orm import transaction

    # What is not there yet comes back with another step.
    later = (ObjectDoesNotExist, IntegrityError, ProtectedError, RestrictedError)

    does = {CREATE: _restore, UPDATE: _set_back, DELETE: _delete}[one.does]
    try:
        with transaction.atomic():
            does(one)
    except (ValidationError, *later) as error:
        return error
    return None


def _delete(one: Step) -> None:
    found = one.model._base_manager.filter(pk=one.row.object_id).first()
    if found is not None:  # else it went with another
        found.delete()


def _set_back(one: Step) -> None:
    data = one.before or {}
    instance = one.model._base_manager.get(pk=one.row.object_id)
    put(instance, data, one.names)
    _hand(instance, one.around)
    instance.full_clean()
    instance.save()
    put_links(instance, data, one.names)


def _restore(one: Step) -> None:
    data = one.before or one.after
    if has_ends(one.model):
        _require_ends(one)
    instance = one.model(pk=one.row.object_id)
    put(instance, data, one.names)
    _hand(instance, one.around)
    # The object was valid once, and what it refers to may come back after it: only what
    # others may have taken meanwhile is checked.
    instance.validate_unique()
    instance.validate_constraints()
    instance._jobdesk_is_restored = True
    instance.save(force_insert=True)
    put_links(instance, data, one.names)
    _set_created(instance, data.get("created"))


def _require_ends(one: Step) -> None:
    from django.core.exceptions import ValidationError

    data = one.before or one.after
    names = [name for name in settable(one.model) if name.endswith("_id")]
    ends = {key for key, _ in references_in(one.model, data, names, labels())}
    if missing(ends):
        raise ValidationError("What it connects is not there.")


def _set_created(instance: Any, when: Any) -> None:
    """The time of its first creation, which a save would set anew."""
    from jobdesk.inventory.core.orm import models

    if when:
        mine = type(instance)._base_manager.filter(pk=instance.pk)
        models.QuerySet.update(mine, created=when)


def _words(error: Exception) -> str:
    from django.core.exceptions import ValidationError
    from django.db.models import ProtectedError, RestrictedError

    if isinstance(error, ValidationError):
        return _sentence([str(one) for one in error.messages])
    if isinstance(error, ProtectedError):
        return f"{_some(error.protected_objects)} is still in use of it."
    if isinstance(error, RestrictedError):
        return f"{_some(error.restricted_objects)} is still in use of it."
    return "it does not fit with what is there now."


def _some(objects: Iterable[Any]) -> str:
    one = next(iter(objects))
    return f"{one._meta.verbose_name} {one}"


def _sentence(messages: Sequence[str]) -> str:
    words = " ".join(messages)
    return words if words.endswith(".") else f"{words}."
