"""Filling: typed values into an object's fields, and its refusals by field."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.utils import IntegrityError

from jobdesk.errors import InputErrors
from jobdesk.inventory.desk.edit_records import WHOLE, Values
from jobdesk.inventory.desk.ends import put_end
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import label_of, model_of
from jobdesk.inventory.desk.naming import title_field
from jobdesk.inventory.desk.records import FieldInfo, FieldType


def fill(instance: Any, values: Values, fields: Mapping[str, FieldInfo]) -> dict[str, Any]:
    """Put values into an object; gives its links to many, which are set once it is saved.

    Raises:
        InputErrors: what does not fit, by field.
    """
    wrong, links = dict[str, list[str]](), dict[str, Any]()
    for name, given in values.items():
        field = fields.get(name)
        try:
            if field is None or not field.is_editable:
                raise ValidationError("This cannot be set.")
            if field.type is FieldType.REFERENCES:
                links[name] = [_other(field, one) for one in _listed(given)]
            else:
                _put(instance, field, given)
        except ValidationError as error:
            wrong[name] = [str(one) for one in error.messages]
    if wrong:
        raise InputErrors(wrong)
    return links


def _listed(given: Any) -> Sequence[Any]:
    if given in (None, ""):
        return ()
    if isinstance(given, str):
        return [part.strip() for part in given.split(",") if part.strip()]
    return list(given)


def _put(instance: Any, field: FieldInfo, given: Any) -> None:
    if field.type is FieldType.END:
        put_end(instance, field.name, given)
    elif field.is_custom:
        instance.custom_field_data[field.key] = parsed(field, given)
    elif field.name == "namespace" and label_of(type(instance)) == "ipam.ipaddress":
        _put_namespace(instance, field, given)
    elif field.type is FieldType.REFERENCE:
        other = None if given in (None, "") else _other(field, given)
        setattr(instance, field.name, other)
    elif field.name == WHOLE_ADDRESS.get(label_of(type(instance)), ("",))[0]:
        _put_address(instance, field, given)
    else:
        column = type(instance)._meta.get_field(field.name)
        value = parsed(field, given)
        _require_offered(instance, field, value)
        if value is None and not column.null:
            value = "" if column.empty_strings_allowed else column.get_default()
        setattr(instance, field.name, column.to_python(value))


def _require_offered(instance: Any, field: FieldInfo, value: Any) -> None:
    """One of those that people choose from; what a job has put there may stay."""
    known = {one for one, _ in field.offered}
    if not known or value is None or str(value) in known:
        return
    if str(value) != str(getattr(instance, field.name)):
        raise ValidationError(f"{value} is none of its values: choose one of the list.")


def _put_address(instance: Any, field: FieldInfo, given: Any) -> None:
    if given in (None, ""):
        raise ValidationError("An address is required.")
    setattr(instance, field.name, str(given).strip())


def _put_namespace(instance: Any, field: FieldInfo, given: Any) -> None:
    instance._namespace = None if given in (None, "") else _other(field, given)
    instance.parent = None


def parsed(field: FieldInfo, given: Any) -> Any:
    """A typed value as the column takes it; None for nothing."""
    if given is None or given == "":
        return None
    if field.type is FieldType.BOOLEAN:
        return _truth(given)
    if field.type is FieldType.INTEGER:
        return _whole_number(given)
    if field.type is FieldType.JSON and isinstance(given, str):
        return _document(given)
    if field.type is FieldType.CHOICES:
        return list(_listed(given))
    return given.strip() if isinstance(given, str) and field.type is FieldType.TEXT else given


def _truth(given: Any) -> bool:
    word = str(given).strip().lower()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0"):
        return False
    raise ValidationError(f"{given!r} is neither yes nor no.")


def _whole_number(given: Any) -> int:
    try:
        return int(str(given).strip().replace(" ", ""))
    except ValueError:
        raise ValidationError(f"{given!r} is no whole number.") from None


def _document(given: str) -> Any:
    try:
        return json.loads(given)
    except ValueError as error:
        raise ValidationError(f"This is no JSON: {error}.") from None


def _other(field: FieldInfo, given: Any) -> Any:
    """The object that is meant by a key or by its name; ValidationError in words."""
    model = model_of(field.related)
    words = str(model._meta.verbose_name)
    key = _key(field.related, given)
    found = model.objects.filter(pk=key).first() if key is not None else None
    if found is not None:
        return found
    named = list(_by_name(model, field.related, str(given).strip())[:2])
    if len(named) == 1:
        return named[0]
    if named:
        raise ValidationError(f"Several objects are called {given}; choose one of the list.")
    raise ValidationError(f"There is no {words} called {given}.")


def _key(label: str, given: Any) -> Any:
    if label == "contenttypes.contenttype":
        return given if isinstance(given, int) or str(given).isdigit() else None
    try:
        return given if isinstance(given, UUID) else UUID(str(given))
    except ValueError:
        return None


def _by_name(model: Any, label: str, name: str) -> Any:
    if label == "contenttypes.contenttype":
        app, _, kind = name.partition(".")
        return model.objects.filter(app_label=app, model=kind)
    if label in WHOLE_ADDRESS:
        return model.objects.filter(**{WHOLE_ADDRESS[label][0]: name})
    title = title_field(label)
    if not title:
        return model.objects.none()
    exact = model.objects.filter(**{title: name})
    return exact if exact.exists() else model.objects.filter(**{f"{title}__iexact": name})


# Saving


def save(instance: Any, links: Mapping[str, Any]) -> None:
    """Check and save an object, then its links to many.

    Raises:
        InputErrors: what is wrong, by field; under `WHOLE` what concerns several.
    """
    with said_by_field(instance):
        instance.full_clean()
        instance.save()
        for name, others in links.items():
            manager = getattr(instance, name)
            if {one.pk for one in others} != set(manager.values_list("pk", flat=True)):
                manager.set(others)


@contextmanager
def said_by_field(instance: Any) -> Generator[None]:
    """Refusals of models and database in our words, by the fields that people see."""
    try:
        yield
    except ValidationError as error:
        raise InputErrors(_by_field(instance, error)) from None
    except IntegrityError as error:
        words = instance._meta.verbose_name
        raise InputErrors({WHOLE: [f"Another {words} stands in the way: {error}."]}) from None


def _by_field(instance: Any, error: ValidationError) -> dict[str, list[str]]:
    if not hasattr(error, "error_dict"):
        return {WHOLE: [str(one) for one in error.messages]}
    address, parts = WHOLE_ADDRESS.get(label_of(type(instance)), ("", ()))
    found: dict[str, list[str]] = {}
    told: Mapping[str, list[str]] = cast("Any", error).message_dict
    for name, messages in told.items():
        shown = name
        if name in parts or (name == "parent" and address):
            shown = address
        elif name == "__all__":
            shown = WHOLE
        found.setdefault(shown, []).extend(_plain(one) for one in messages)
    return found


_WORDS = {
    "This field cannot be blank.": "This is required.",
    "This field cannot be null.": "This is required.",
}


def _plain(message: str) -> str:
    return _WORDS.get(message, message)
