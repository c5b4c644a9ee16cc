"""One row of a file into one object: found or made, filled, checked, saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from jobdesk.errors import InputErrors
from jobdesk.inventory.core.addresses import interface_of, network_of
from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS, FieldInfo, FieldType
from jobdesk.inventory.desk.filling import WHOLE, said_by_field
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.naming import OWNERS, title_field
from jobdesk.inventory.exchange.columns import CONTENT_TYPE, Meaning, settable
from jobdesk.inventory.exchange.documents import RawRow
from jobdesk.inventory.exchange.finding import Finder
from jobdesk.inventory.exchange.references import Missing, References, as_key
from jobdesk.inventory.exchange.report import Action, FieldChange, RowError, RowReport
from jobdesk.inventory.exchange.values import is_empty, plain, several

_SHOWN = 200
_LATER = object()
"""Stands for a value that is left as it is."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was not taken.

    Attributes:
        errors: in words.
        waits: it refers to an object of its own kind that may come with a later row.
        missing: columns that refer to what is not there, each with the key that is named.
    """

    errors: tuple[RowError, ...]
    waits: bool
    missing: Mapping[str, UUID | None]


class _WrongValues(InputErrors):
    """What a row says cannot be read."""

    def __init__(self, wrong: Mapping[str, ValidationError]) -> None:
        super().__init__(
            {name: [str(one) for one in error.messages] for name, error in wrong.items()}
        )
        self.missing = {
            name: error for name, error in wrong.items() if isinstance(error, Missing)
        }


class RowTaker:
    """Takes the rows of one file, one by one."""

    def __init__(
        self,
        label: str,
        meaning: Meaning,
        references: References,
        *,
        keeps_kinds: bool = False,
    ) -> None:
        """Take nothing yet.

        Args:
            label: of the kind.
            meaning: what the columns mean.
            references: finds what rows refer to.
            keeps_kinds: an object that has been here under another key (the state Active)
                stays meant for all kinds of objects that it was meant for.
        """
        self._label, self._meaning, self._references = label, meaning, references
        self._keeps_kinds = keeps_kinds
        self._model = model_of(label)
        self._finder = Finder(label)
        self._whole = WHOLE_ADDRESS.get(label, ("",))[0]
        self._given = self._fields()

    def _fields(self) -> list[tuple[str, FieldInfo]]:
        """The fields that the file says something of, references first."""
        found = {field.name: (name, field) for name, field in self._meaning.plain.items()}
        known = settable(self._label)
        for name in self._meaning.groups:
            found.setdefault(known[name].name, ("", known[name]))
        return sorted(found.values(), key=lambda one: one[1].type is not FieldType.REFERENCE)

    def prepare(self, rows: Sequence[RawRow]) -> None:
        """These come next: read what they are about in one go."""
        given = [str(row.values.get(self._meaning.key) or "").strip() for row in rows]
        keys = [key for key in map(as_key, given) if key is not None]
        links = [field.name for _, field in self._given if field.type is FieldType.REFERENCES]
        self._finder.prepare(keys, links)

    def take(self, row: RawRow, *, is_trial: bool = False) -> RowReport | Refusal:
        """What became of a row; one that is refused has changed nothing.

        A trial writes nothing: it tells what is new and what differs, and checks no rules.
        """
        try:
            if is_trial:
                return self._take(row, is_trial=True)
            with transaction.atomic():
                return self._take(row)
        except InputErrors as error:
            told = tuple(_errors(row, self._said_name(row), error.fields))
            if not isinstance(error, _WrongValues):
                return Refusal(told, waits=False, missing={})
            waits = [one.model for one in error.missing.values()] == [self._model]
            keys = {name: one.key for name, one in error.missing.items()}
            return Refusal(told, waits and len(error.fields) == 1, keys)

    def _said_name(self, row: RawRow) -> str:
        """What the row calls its object; of a part, also what it is a part of."""
        by_name = {field.name: column for column, field in self._meaning.plain.items()}
        title = title_field(self._label)
        owner = "" if title != "name" else next((one for one in OWNERS if one in by_name), "")
        said = [row.values.get(by_name[one]) for one in (owner, title) if one in by_name]
        return " ".join(str(one) for one in said if not is_empty(one))[:_SHOWN]

    def _take(self, row: RawRow, *, is_trial: bool = False) -> RowReport:
        values = self._values(row)
        key = self._key(row)
        with said_by_field(self._model()):
            instance = self._finder.find(key, values)
        is_new = instance is None
        if instance is None:
            instance = self._model() if key is None else self._model(pk=key)
        elif key is not None and instance.pk != key:
            self._references.alias(key, instance.pk)
            if self._keeps_kinds:
                self._add_held_kinds(instance, values)
        changes, links = self._fill(instance, values, is_new=is_new)
        if not is_new and not changes and not links:
            return self._report(row, Action.UNCHANGED, instance)
        if not is_trial:
            self._save(instance, links, is_new=is_new)
        action = Action.CREATED if is_new else Action.UPDATED
        return self._report(row, action, instance, changes)

    def _add_held_kinds(self, instance: Any, values: dict[str, Any]) -> None:
        for _, field in self._given:
            is_list = field.type is FieldType.REFERENCES and field.related == CONTENT_TYPE
            if is_list and field.name in values:
                named = {one.pk for one in values[field.name]}
                held = getattr(instance, field.name).exclude(pk__in=named)
                values[field.name] = [*values[field.name], *held]

    def _report(
        self,
        row: RawRow,
        action: Action,
        instance: Any,
        changes: list[FieldChange] | None = None,
    ) -> RowReport:
        told = () if action is Action.CREATED else tuple(changes or ())
        return RowReport(row.number, action, str(instance)[:_SHOWN], str(instance.pk), told)

    # Reading

    def _key(self, row: RawRow) -> UUID | None:
        given = row.values.get(self._meaning.key) if self._meaning.key else None
        if is_empty(given):
            return None
        key = as_key(str(given).strip())
        if key is None:
            raise InputErrors({self._meaning.key: [f"{given!r} is no UUID."]})
        return key

    def _values(self, row: RawRow) -> dict[str, Any]:
        """What the row says, by field: plain values, objects, lists of objects."""
        found, wrong = dict[str, Any](), dict[str, ValidationError]()
        for column, field in self._given:
            if column and column not in row.values:
                continue  # documents may leave things out
            try:
                found[field.name] = self._value(row, column, field, found)
            except ValidationError as error:
                wrong[column or field.name] = error
        if wrong:
            raise _WrongValues(wrong)
        return found

    def _value(self, row: RawRow, column: str, field: FieldInfo, found: dict[str, Any]) -> Any:
        parts = self._meaning.groups.get(field.name) or self._meaning.groups.get(
            field.name.removesuffix("_id")
        )
        if field.type is FieldType.REFERENCE:
            model = model_of(field.related)
            return self._references.find(model, self._named(row, column, parts))
        if field.type is FieldType.REFERENCES:
            model = model_of(field.related)
            return [self._references.find(model, one) for one in several(row.values[column])]
        if field.name.endswith("_id") and f"{field.name.removesuffix('_id')}_type" in found:
            return self._end(row, column, field, parts, found)
        value = plain(field, row.values[column])
        if field.name == self._whole and value is not None:
            (network_of if self._whole == "prefix" else interface_of)(value)
        return value

    def _named(
        self, row: RawRow, column: str, parts: tuple[tuple[str, str], ...] | None
    ) -> Any:
        given = row.values.get(column) if column else None
        if parts and is_empty(given):
            return {name: row.values.get(title) for name, title in parts}
        return given

    def _end(
        self,
        row: RawRow,
        column: str,
        field: FieldInfo,
        parts: tuple[tuple[str, str], ...] | None,
        found: dict[str, Any],
    ) -> Any:
        """The key of what something ends at; its kind is told beside it."""
        kind = found[f"{field.name.removesuffix('_id')}_type"]
        named = self._named(row, column, parts)
        if kind is None or is_empty(named):
            return None
        other = self._references.find(kind.model_class(), named)
        return None if other is None else other.pk

    # Filling

    def _fill(
        self, instance: Any, values: dict[str, Any], *, is_new: bool
    ) -> tuple[list[FieldChange], dict[str, list[Any]]]:
        changes, links = list[FieldChange](), dict[str, list[Any]]()
        wrong = dict[str, list[str]]()
        for _column, field in self._given:
            if field.name not in values:
                continue
            try:
                if field.type is FieldType.REFERENCES:
                    self._fill_links(instance, field, values[field.name], changes, links)
                else:
                    self._fill_one(instance, field, values[field.name], changes, is_new=is_new)
            except ValidationError as error:
                wrong[field.name] = [str(one) for one in error.messages]
        if wrong:
            raise InputErrors(wrong)
        return changes, links

    def _fill_links(
        self,
        instance: Any,
        field: FieldInfo,
        others: list[Any],
        changes: list[FieldChange],
        links: dict[str, list[Any]],
    ) -> None:
        held = list(getattr(instance, field.name).all()) if instance.present_in_database else []
        if {one.pk for one in held} != {one.pk for one in others}:
            links[field.name] = others
            changes.append(_change(field, held, others))

    def _fill_one(
        self,
        instance: Any,
        field: FieldInfo,
        value: Any,
        changes: list[FieldChange],
        *,
        is_new: bool,
    ) -> None:
        before = self._held(instance, field)
        value = self._fitting(field, value, is_new=is_new)
        if value is _LATER or _same(before, value):
            return
        self._put(instance, field, value)
        after = self._held(instance, field)
        if not _same(before, after):
            changes.append(_change(field, before, after))

    def _held(self, instance: Any, field: FieldInfo) -> Any:
        if field.is_custom:
            return instance.custom_field_data.get(field.key)
        if field.name == self._whole:
            return str(instance) if instance.present_in_database else None
        if field.type is FieldType.REFERENCE and field.name != "namespace":
            # The key tells whether it is another; the object is read only when it is.
            return _Lazy(instance, field.name)
        return getattr(instance, field.name, None)

    def _fitting(self, field: FieldInfo, value: Any, *, is_new: bool) -> Any:
        """A value as the column takes it; nothing where something must be: its default."""
        if field.is_custom or field.name == self._whole:
            return _LATER if value is None and is_new else value
        if field.type is FieldType.REFERENCE:
            return _LATER if value is None and is_new else value
        column = self._model._meta.get_field(field.name)
        if value is not None:
            return column.to_python(value)
        if column.null:
            return None
        if column.empty_strings_allowed and column.blank:
            return ""
        return _LATER  # it cannot be empty: what it has, or its default

    def _put(self, instance: Any, field: FieldInfo, value: Any) -> None:
        if field.is_custom:
            instance.custom_field_data[field.key] = value
        elif field.name == "namespace" and self._label == "ipam.ipaddress":
            instance.namespace, instance.parent = value, None  # it finds its prefix there
        else:
            setattr(instance, field.name, value)

    def _save(self, instance: Any, links: Mapping[str, list[Any]], *, is_new: bool) -> None:
        with said_by_field(instance):
            instance.full_clean()
            instance.save()
            for name, others in links.items():
                getattr(instance, name).set(others)
        if not is_new:
            self._references.forget(self._model)


class _Lazy:
    """What a reference names: compared by key, shown by name."""

    def __init__(self, instance: Any, name: str) -> None:
        self._instance, self._name = instance, name
        self.pk = getattr(instance, f"{name}_id")
        state = instance._state.fields_cache
        self._held = state.get(name)

    def __str__(self) -> str:
        if self.pk is None:
            return ""
        if self._held is not None:
            return str(self._held)
        model = type(self._instance)._meta.get_field(self._name).related_model
        return str(model._base_manager.filter(pk=self.pk).first() or self.pk)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, _Lazy):
        return before.pk == getattr(after, "pk", None)
    return (
        before == after or (before is None and after == "") or (before == "" and after is None)
    )


def _change(field: FieldInfo, before: Any, after: Any) -> FieldChange:
    return FieldChange(field.title, _shown(before), _shown(after))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_label(one) for one in value)[:_SHOWN]
    return _label(value)[:_SHOWN]


def _label(value: Any) -> str:
    meta = getattr(value, "_meta", None)
    if meta is not None and meta.label_lower == CONTENT_TYPE:
        return f"{value.app_label}.{value.model}"
    return ("Yes" if value else "No") if isinstance(value, bool) else str(value)


def _errors(row: RawRow, called: str, fields: Mapping[str, list[str]]) -> list[RowError]:
    return [
        RowError(row.number, "" if name == WHOLE else name, reason, called)
        for name, reasons in fields.items()
        for reason in reasons
    ]
