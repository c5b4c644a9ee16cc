"""Editing: create and change objects. Called through `InventoryDoor.change`: all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jobdesk.errors import InputErrors, NotFound, Outdated
from jobdesk.inventory import changes
from jobdesk.inventory.desk.edit_records import WHOLE, Common, Difference, Edited, Values
from jobdesk.inventory.desk.ends import seen_fields, seen_name
from jobdesk.inventory.desk.fields import editable_fields
from jobdesk.inventory.desk.filling import fill, save
from jobdesk.inventory.desk.grid import version_of
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.records import FieldInfo, Value
from jobdesk.inventory.desk.values import value_of
from jobdesk.inventory.snapshots import shown_name

_MOST_TOLD = 5  # objects that a refused bulk edit names


def step_now() -> str:
    """The name of the change context that is open."""
    context = changes.current()
    return "" if context is None else str(context.request_id)


def create(kind: str, values: Values) -> Edited:
    """Make an object.

    Raises:
        InputErrors: what is wrong, by field.
    """
    instance = model_of(kind)()
    _save(instance, kind, values)
    return Edited(step_now(), (str(instance.pk),), shown_name(instance), version_of(instance))


def update(kind: str, key: str, values: Values, expected: str = "") -> Edited:
    """Change an object.

    Args:
        kind: label of its kind.
        key: which.
        values: what is typed; other fields stay as they are.
        expected: the version that was seen; "" for any.

    Raises:
        InputErrors: what is wrong, by field.
        Outdated: somebody else changed it meanwhile; says who.
        NotFound: it is gone.
    """
    instance = _locked(kind, key)
    if expected and version_of(instance) != expected:
        raise Outdated(_who_changed(instance))
    _save(instance, kind, values)
    return Edited(step_now(), (key,), shown_name(instance), version_of(instance))


def _save(instance: Any, kind: str, values: Values) -> None:
    """Fill and save an object; what is refused is said at the fields that people see."""
    links = fill(instance, values, _editable(kind))
    try:
        save(instance, links)
    except InputErrors as error:
        said = dict[str, list[str]]()
        for name, texts in error.fields.items():
            at = said.setdefault(seen_name(kind, name), [])
            at += [text for text in texts if text not in at]
        raise InputErrors(said) from None


def update_many(kind: str, versions: Mapping[str, str], values: Values) -> Edited:
    """Change the same fields of several objects; none of them when one refuses.

    Args:
        kind: label of their kind.
        versions: the version that was seen of each, by key; "" for any.
        values: what all of them get.

    Raises:
        InputErrors: what is wrong, with the names of the objects.
        Outdated: somebody else changed one of them meanwhile.
    """
    wrong, names = dict[str, list[str]](), list[str]()
    for key, expected in versions.items():
        try:
            names.append(update(kind, key, values, expected).name)
        except InputErrors as error:
            name = str(model_of(kind).objects.filter(pk=key).first())
            _collect(wrong, name, error.fields)
            if sum(len(texts) for texts in wrong.values()) >= _MOST_TOLD:
                break
    if wrong:
        raise InputErrors(wrong)
    return Edited(step_now(), tuple(versions), names[0] if names else "")


def _collect(wrong: dict[str, list[str]], name: str, fields: Mapping[str, list[str]]) -> None:
    for field, texts in fields.items():
        wrong.setdefault(field or WHOLE, []).extend(f"{name}: {text}" for text in texts)


def _editable(kind: str) -> dict[str, FieldInfo]:
    """Those that people set; also the columns that files and older callers name."""
    seen = seen_fields(kind, ())
    return {field.name: field for field in (*seen, *editable_fields(kind))}


def _locked(kind: str, key: str) -> Any:
    """The object, read behind the gate: nobody changes it until we are done."""
    model = model_of(kind)
    found = model.objects.select_for_update().filter(pk=key).first()
    if found is None:
        words = model._meta.verbose_name
        raise NotFound(f"This {words} is no longer in the inventory; somebody deleted it.")
    return found


def _who_changed(instance: Any) -> str:
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.extras.changelog import ObjectChange

    kind = ContentType.objects.get_for_model(type(instance))
    last = ObjectChange.objects.filter(
        changed_object_type=kind, changed_object_id=instance.pk
    ).first()
    who = "somebody else"
    if last is not None:
        who = f"run {last.result_no}" if last.result_no else last.user_name
    return (
        f"{instance} was changed by {who} while you edited it. Your edit is kept: "
        "look at the object again, then repeat it."
    )


# Several objects


def common_values(kind: str, keys: Sequence[str]) -> tuple[Common, ...]:
    """What several objects have in each field that can be set for all of them."""
    found = list(model_of(kind).objects.filter(pk__in=list(keys)))
    editable = seen_fields(kind, editable_fields(kind))
    fields = [field for field in editable if not field.is_unique]
    return tuple(_common(field, found) for field in fields)


def _common(field: FieldInfo, instances: Iterable[Any]) -> Common:
    values = [value_of(instance, field) for instance in instances]
    first = values[0] if values else Value()
    return Common(field, first, is_mixed=any(one.plain != first.plain for one in values))


def differences(
    kind: str, keys: Sequence[str], values: Values, limit: int = 100
) -> tuple[Difference, ...]:
    """What `update_many` would change, object by object; nothing is written.

    Raises:
        InputErrors: what does not fit a field.
    """
    fields = _editable(kind)
    found: list[Difference] = []
    for key in keys[:limit]:
        instance = model_of(kind).objects.filter(pk=key).first()
        if instance is not None:
            found.append(_difference(instance, values, fields))
    return tuple(found)


def _difference(instance: Any, values: Values, fields: Mapping[str, FieldInfo]) -> Difference:
    named = [fields[name] for name in values if name in fields]
    before = {field.name: value_of(instance, field).text for field in named}
    links = fill(instance, values, fields)
    changed: list[tuple[str, str, str]] = []
    for field in named:
        if field.name in links:
            after = ", ".join(str(one) for one in links[field.name])
        else:
            after = value_of(instance, field).text
        if after != before[field.name]:
            changed.append((field.title, before[field.name], after))
    return Difference(str(instance.pk), shown_name(instance), tuple(changed))
