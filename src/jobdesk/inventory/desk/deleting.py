"""Deleting, with what else it does: what goes along and what loses its link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from jobdesk.errors import Refused
from jobdesk.inventory.desk.edit_records import Affected, Edited, Impact
from jobdesk.inventory.desk.editing import step_now
from jobdesk.inventory.desk.kinds import has_page, kind_of, label_of, model_of
from jobdesk.inventory.desk.naming import first_names
from jobdesk.inventory.snapshots import shown_name
from jobdesk.inventory.wording import field_words, in_words

_MOST_NAMED = 5


def impact(kind: str, keys: Sequence[str]) -> Impact:
    """What deleting these would do; nothing is written."""
    model = model_of(kind)
    meant = list(model.objects.filter(pk__in=list(keys)))
    names = tuple(shown_name(one) for one in meant[:_MOST_NAMED])
    collector = Collector(using="default", origin=meant)
    try:
        collector.collect(meant)
    except (ProtectedError, RestrictedError) as error:
        held = getattr(error, "protected_objects", None) or error.restricted_objects
        return Impact(names, len(meant), (), (), _grouped(held))
    return Impact(names, len(meant), _going(collector, meant), _losing(collector, meant), ())


def _going(collector: Any, meant: Sequence[Any]) -> tuple[Affected, ...]:
    mine = {one.pk for one in meant}
    found: list[Any] = []
    for instances in collector.data.values():
        found += [one for one in instances if one.pk not in mine]
    groups = list(_grouped(found))
    for queryset in collector.fast_deletes:
        if queryset.model._meta.auto_created:
            continue  # links: those that stay and lose them are told
        if not has_page(label_of(queryset.model)):
            continue
        count = queryset.count()
        if count:
            names = first_names(queryset[:_MOST_NAMED], _MOST_NAMED)
            title = kind_of(queryset.model).plural
            groups.append(Affected(label_of(queryset.model), title, count, names))
    return tuple(sorted(groups, key=lambda group: -group.count))


def _losing(collector: Any, meant: Sequence[Any]) -> tuple[Affected, ...]:
    groups: list[Affected] = []
    gone = {one.pk for instances in collector.data.values() for one in instances}
    for (field, value), batches in collector.field_updates.items():
        found = [one for batch in batches for one in batch if one.pk not in gone]
        if value is None and found and not field.name.startswith("_"):
            groups.append(_affected(found, _with_field(field)))
    for field, holders in _holders(meant):
        found = [one for one in holders if one.pk not in gone]
        if found:
            groups.append(_affected(found, _with_field(field)))
    return tuple(groups)


def _with_field(field: Any) -> str:
    return f"{kind_of(field.model).plural} ({field_words(str(field.verbose_name))})"


def _holders(meant: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """The objects that have some of these among their links to many."""
    if not meant:
        return
    keys = [one.pk for one in meant]
    for relation in type(meant[0])._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.many_to_many and not relation.concrete:
            field = relation.field
            if not field.model._meta.proxy:
                yield (
                    field,
                    field.model.objects.filter(**{f"{field.name}__in": keys}).distinct(),
                )


def _grouped(instances: Iterable[Any]) -> tuple[Affected, ...]:
    by_model: dict[Any, list[Any]] = {}
    for one in instances:
        if has_page(label_of(type(one))):
            by_model.setdefault(type(one), []).append(one)
    return tuple(_affected(found, kind_of(model).plural) for model, found in by_model.items())


def _affected(found: Sequence[Any], title: str) -> Affected:
    names = first_names(found, _MOST_NAMED)
    return Affected(label_of(type(found[0])), in_words(title), len(found), names)


def delete(kind: str, keys: Sequence[str]) -> Edited:
    """Delete objects and what hangs on them.

    Links of others are taken off before, one by one: so the change log knows of them, and an
    undo gives them back.

    Raises:
        Refused: something holds them; says what.
    """
    model = model_of(kind)
    meant = list(model.objects.select_for_update().filter(pk__in=list(keys)))
    name = str(meant[0]) if meant else ""
    told = impact(kind, keys)
    if told.holds:
        raise Refused(refusal(told))
    _unlink(meant)
    for one in meant:
        one.delete()
    return Edited(step_now(), tuple(keys), name)


def refusal(told: Impact) -> str:
    """Why it cannot be done, in words."""
    first = told.names[0] if told.count == 1 else f"{told.count} objects"
    held = "; ".join(
        f"{group.title}: {', '.join(group.names)}"
        + (f" and {group.count - len(group.names)} more" if group.count > _MOST_NAMED else "")
        for group in told.holds
    )
    return f"{first} cannot be deleted while others refer to it. {held}."


def _unlink(meant: Sequence[Any]) -> None:
    collector = Collector(using="default", origin=meant)
    collector.collect(meant)
    for (field, value), batches in collector.field_updates.items():
        keys = [one.pk for batch in batches for one in batch]
        if value is None and keys and not field.name.startswith("_"):
            field.model.objects.filter(pk__in=keys).update(**{field.name: None})
    for field, holders in _holders(meant):
        for holder in list(holders):
            getattr(holder, field.name).remove(*meant)
