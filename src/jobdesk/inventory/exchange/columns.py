"""Columns: what an object of a kind is written as, and what a title of a file means.

References are written by the natural key of what they name, one column for each part of it
(`device__name`, `device__location__name`), as in the CSV files of the original.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jobdesk.errors import InputErrors
from jobdesk.inventory.desk.fields import (
    CUSTOM,
    WHOLE_ADDRESS,
    FieldInfo,
    FieldType,
    editable_fields,
    fields_of,
)
from jobdesk.inventory.desk.kinds import label_of, model_of

KEY = "id"
KEY_NAMES = (KEY, "pk", "uuid")
CONTENT_TYPE = "contenttypes.contenttype"
_READ_ONLY = frozenset(
    {
        *("display", "url", "api_url", "web_url", "notes_url", "object_type", "_depth"),
        *("natural_slug", "natural_key_slug", "natural_key", "composite_key", "slug"),
        *("created", "last_updated", "label_display", "computed_fields", "relationships"),
        *("ip_version", "family", "network", "broadcast", "prefix_length", "host"),
        *("mask_length", "primary_ip", "config_context", "parent_bay", "tree_depth"),
        *("device_count", "rack_count", "prefix_count", "vlan_count", "circuit_count"),
        *("virtualmachine_count", "cable", "cable_peer", "cable_peer_type"),
        *("connected_endpoint", "connected_endpoint_type", "connected_endpoint_reachable"),
    }
)
"""Columns of the original's files that follow from others here; they are not read."""


@dataclass(frozen=True, slots=True)
class Written:
    """One column of a file that is written.

    Attributes:
        title: of the column.
        path: where the value comes from, as a query names it.
        field: of the model.
        group: the reference that it is a part of; empty for a value of the object's own.
    """

    title: str
    path: str
    field: FieldInfo | None
    group: str = ""


def written_columns(label: str, only: Sequence[str] = ()) -> tuple[Written, ...]:
    """The columns that objects of a kind are written in; `only` names fields.

    Raises:
        InputErrors: it names one that there is not.
    """
    unknown = sorted(set(only) - {field.name for field in exchanged(label)} - {KEY})
    if unknown:
        raise InputErrors({name: ["There is no such field."] for name in unknown})
    found = [Written(KEY, "pk", None)]
    for field in exchanged(label):
        if not only or field.name in only:
            found += _written(label, field)
    return tuple(found)


def _written(label: str, field: FieldInfo) -> Sequence[Written]:
    if field.type is not FieldType.REFERENCE or field.related == CONTENT_TYPE:
        return [Written(field.name, field.name, field)]
    start = "parent__namespace" if _is_space(label, field) else field.name
    names = natural_names(field.related)
    if names == ("pk",):
        return [Written(field.name, start, field)]
    return [
        Written(f"{field.name}__{name}", f"{start}__{name}", field, field.name)
        for name in names
    ]


def _is_space(label: str, field: FieldInfo) -> bool:
    return label == "ipam.ipaddress" and field.name == "namespace"


def natural_names(label: str) -> tuple[str, ...]:
    """The names that together tell one object of a kind."""
    return tuple(model_of(label).natural_key_field_lookups())


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the columns of a file mean for a kind.

    Attributes:
        plain: column to field.
        groups: field of a reference to its columns: name inside of what it names, and column.
        key: the column with the key; empty for none.
        ignored: columns that are not read.
        unknown: columns that mean nothing, each with the field that may be meant.
    """

    plain: Mapping[str, FieldInfo]
    groups: Mapping[str, tuple[tuple[str, str], ...]]
    key: str
    ignored: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]

    @property
    def read(self) -> frozenset[str]:
        """The columns that are read, or ought to be."""
        grouped = (column for parts in self.groups.values() for _name, column in parts)
        wrong = (column for column, _nearest in self.unknown)
        return frozenset((*self.plain, *grouped, *wrong, self.key))


def meaning_of(
    label: str, columns: Sequence[str], mapping: Mapping[str, str] | None = None
) -> Meaning:
    """What a file's columns mean; `mapping` says it of single ones, empty: leave it out."""
    chosen, fields = dict(mapping or {}), settable(label)
    plain: dict[str, FieldInfo] = {}
    groups: dict[str, list[tuple[str, str]]] = {}
    ignored, unknown, key = list[str](), list[tuple[str, str]](), ""
    for column in columns:
        title = chosen.get(column, column).strip()
        if title.partition("__")[0] not in fields:
            title = title.replace(" ", "_").lower()  # “Device type”, as lists show it
        first, _, rest = title.partition("__")
        first = _older(label, first)
        if title in KEY_NAMES and not key:
            key = column
        elif rest and not title.startswith(CUSTOM) and _is_group(fields.get(first)):
            groups.setdefault(first, []).append((rest, column))
        elif title.startswith(CUSTOM) and title in fields:
            plain[column] = fields[title]
        elif first in fields and not rest:
            plain[column] = fields[first]
        elif not title or first in _READ_ONLY or _follows(label, first):
            ignored.append(column)
        else:
            unknown.append((column, _nearest(title, fields)))
    return Meaning(
        plain,
        {name: tuple(parts) for name, parts in groups.items()},
        key,
        tuple(ignored),
        tuple(unknown),
    )


def _is_group(field: FieldInfo | None) -> bool:
    """A reference, or an end of something: its kind is told by the column beside it."""
    return field is not None and (
        field.type is FieldType.REFERENCE or field.name.endswith("_id")
    )


def exchanged(label: str) -> tuple[FieldInfo, ...]:
    """The fields that files carry: what a person sets, but links that are objects themselves.

    The addresses of an interface are objects of their own kind, with columns of their own.
    """
    many = {field.name: field for field in model_of(label)._meta.many_to_many}
    return tuple(
        field
        for field in editable_fields(label)
        if field.name not in many or _is_bare(many[field.name].remote_field.through)
    )


def _is_bare(through: Any) -> bool:
    """What ties two objects together says nothing more about the tie."""
    own = {field.name for field in through._meta.concrete_fields if not field.is_relation}
    return own <= {"id", "created", "last_updated"}


def settable(label: str) -> dict[str, FieldInfo]:
    """What a column may set, by name."""
    found = {field.name: field for field in exchanged(label)}
    for name in [name for name in found if name.endswith("_id")]:
        kind = f"{name.removesuffix('_id')}_type"
        if kind in found:  # termination_a: its type and key, or its type and names
            found.setdefault(name.removesuffix("_id"), found[name])
    return found


def _older(label: str, name: str) -> str:
    names: Mapping[str, str] = getattr(model_of(label), "renamed_fields", {})
    return names.get(name, name)


def _follows(label: str, name: str) -> bool:
    """A field that people do not set."""
    parts = WHOLE_ADDRESS.get(label, ("", ()))[1]
    taken = {field.name for field in exchanged(label)}
    return name in parts or name in {field.name for field in fields_of(label)} - taken


def _nearest(title: str, fields: Mapping[str, FieldInfo]) -> str:
    found = get_close_matches(title.lower().replace(" ", "_"), list(fields), 1, 0.7)
    return found[0] if found else ""


def columns_to_map(label: str) -> tuple[tuple[str, str], ...]:
    """What a column of a file may be said to mean: name and words, for a choice."""
    found = [(KEY, "Key (id)")]
    for field in exchanged(label):
        found.append((field.name, field.title))
        if field.type is FieldType.REFERENCE and field.related != CONTENT_TYPE:
            names = natural_names(field.related)
            found += [
                (f"{field.name}__{name}", f"{field.title}: {name.replace('__', ' ')}")
                for name in names
                if names != ("pk",)
            ]
    return tuple(found)


def label_given(text: str) -> str:
    """The kind that is meant by `dcim.Device`, `devices` or `Device`.

    Raises:
        NotFound: none is.
    """
    from django.apps import apps

    word = text.strip().lower().replace("-", " ").replace("_", " ")
    for model in apps.get_models():
        meta = model._meta
        names = (meta.label_lower, meta.model_name, meta.verbose_name, meta.verbose_name_plural)
        if not meta.proxy and word in {str(name).lower() for name in names}:
            return label_of(model)
    return label_of(model_of(text))
