"""Detail: one object with all its fields, what hangs on it, and its ports."""

from __future__ import annotations

from typing import Any

from jobdesk.errors import NotFound
from jobdesk.inventory.desk.columns import PRIMARY_IP
from jobdesk.inventory.desk.ends import seen_end, seen_fields
from jobdesk.inventory.desk.fields import fields_of
from jobdesk.inventory.desk.grid import rows_of, version_of
from jobdesk.inventory.desk.kinds import kind_of, label_of, model_of
from jobdesk.inventory.desk.records import (
    FieldInfo,
    FieldType,
    ObjectDetail,
    Ports,
    RelatedGroup,
    Value,
)
from jobdesk.inventory.desk.values import referring, value_of
from jobdesk.inventory.snapshots import shown_name
from jobdesk.inventory.wording import in_words

_MOST_PORTS = 100
_PORT_COLUMNS = {
    "dcim.interface": ("name", "status", "enabled", "mode", "cable_peer", "ip_addresses"),
    "virtualization.vminterface": ("name", "status", "enabled", "mode", "ip_addresses"),
}
_FACTS = ("status", "role", "location", "rack", "tenant", "device", "parent", "type")
_MOST_FACTS = 4


def instance_of(kind: str, key: str) -> Any:
    """The object itself, for this folder only.

    Raises:
        NotFound: it is gone.
    """
    model = model_of(kind)
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(f"This {model._meta.verbose_name} is no longer in the inventory.")
    return found


def detail(kind: str, key: str) -> ObjectDetail:
    """One object.

    Raises:
        NotFound: it is gone.
    """
    one = instance_of(kind, key)
    fields = tuple((field, _value(one, field)) for field in seen_fields(kind, fields_of(kind)))
    known = {field.name: value for field, value in fields}
    facts = [known[name] for name in _FACTS if name in known and known[name].text]
    return ObjectDetail(
        kind=kind,
        key=str(one.pk),
        name=shown_name(one),
        title=in_words(kind_of(type(one)).name),
        version=version_of(one),
        facts=tuple(facts[:_MOST_FACTS]),
        fields=fields if not hasattr(one, "primary_ip") else (*fields, _primary(one)),
        related=_related(one),
        context=_context(one),
    )


def _value(one: Any, field: FieldInfo) -> Value:
    return seen_end(one, field.name) if field.type is FieldType.END else value_of(one, field)


def _primary(one: Any) -> tuple[FieldInfo, Value]:
    return PRIMARY_IP, referring(one.primary_ip)


def _context(one: Any) -> str:
    if not hasattr(one, "get_config_context"):
        return ""
    import json

    found = one.get_config_context()
    return json.dumps(found, indent=2, ensure_ascii=False, default=str) if found else ""


def _related(one: Any) -> tuple[RelatedGroup, ...]:
    """Who refers to it, most first; nobody is left out because of an older name."""
    groups: list[RelatedGroup] = []
    for relation in type(one)._meta.related_objects:
        group = _group(one, relation)
        if group is not None:
            groups.append(group)
    return tuple(sorted(groups, key=lambda group: (-group.count, group.title)))


def _group(one: Any, relation: Any) -> RelatedGroup | None:
    if relation.hidden or relation.related_model._meta.proxy:
        return None
    name = relation.field.name
    model = relation.related_model
    count = model.objects.filter(**{name: one.pk}).order_by().count()
    if not count:
        return None
    return RelatedGroup(label_of(model), _group_title(one, relation), name, count)


def _group_title(one: Any, relation: Any) -> str:
    """The kind, and by which of several fields it refers to this one."""
    model = relation.related_model
    title = kind_of(model).plural
    others = [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.is_relation
        and field.related_model is type(one)
        and not getattr(field, "is_older", False)
        and not hasattr(field, "of")
    ]
    words = str(relation.field.verbose_name)
    is_plain = len(others) < 2 or words == type(one)._meta.verbose_name
    return title if is_plain else f"{title} ({words})"


def ports(kind: str, key: str, limit: int = _MOST_PORTS) -> Ports | None:
    """The interfaces of an object; None for kinds that have none."""
    owner = {
        "dcim.device": ("dcim.interface", "device"),
        "virtualization.virtualmachine": ("virtualization.vminterface", "virtual_machine"),
    }.get(kind)
    if owner is None:
        return None
    label, name = owner
    found = model_of(label).objects.filter(**{name: key}).order_by("_name")
    keys = list(found.values_list("pk", flat=True)[:limit])
    total = len(keys) if len(keys) < limit else found.order_by().count()
    return Ports(label, rows_of(label, _PORT_COLUMNS[label], keys), total)


def plain_document(kind: str, key: str) -> dict[str, Any]:
    """An object as a document: what "copy as JSON" gives."""
    one = instance_of(kind, key)
    return {"id": str(one.pk)} | {
        field.name: value_of(one, field).plain for field in fields_of(kind)
    }
