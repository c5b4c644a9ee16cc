"""What hooks and buttons need of the inventory, as plain values. In the inventory's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError

from jobdesk.errors import NotFound, Refused
from jobdesk.inventory import sandbox
from jobdesk.inventory.changes import is_logged
from jobdesk.inventory.gate.base import gate_of
from jobdesk.inventory.snapshots import fields_of

_READ_ONLY = "The text of a button cannot change objects."


@dataclass(frozen=True, slots=True)
class ObjectType:
    """A kind of object; `label` is "app.model", lower case."""

    label: str
    title: str
    is_logged: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of a button for one object, or why it has none."""

    text: str = ""
    error: str = ""


def object_types() -> tuple[ObjectType, ...]:
    """All kinds of objects that people work with, by label."""
    found = [
        ObjectType(model._meta.label_lower, str(model._meta.verbose_name), is_logged(model))
        for model in apps.get_models()
        if not model._meta.proxy and hasattr(model, "validated_save")
    ]
    return tuple(sorted(found, key=lambda one: one.label))


def object_fields(label: str) -> tuple[str, ...]:
    """The names of the fields that a condition may ask for, in their order."""
    model = apps.get_model(label)
    names = (name for name, _ in fields_of(model))
    return (*names, *(field.name for field in model._meta.many_to_many))


def render_texts(
    label: str, key: str, texts: Sequence[str], user_name: str, *, is_superuser: bool
) -> tuple[str, tuple[Rendered, ...]]:
    """The object in words, and these templates for it.

    Raises:
        NotFound: there is no such object.
    """
    try:
        found = apps.get_model(label)._default_manager.get(pk=key)
    except (ObjectDoesNotExist, LookupError, ValueError, ValidationError) as error:
        raise NotFound(f"There is no {label} with the key {key}.") from error
    user = _User(user_name, is_superuser)
    names = {
        "obj": found,
        "user": user,
        "request": _Request(user),
        "debug": False,
        "perms": _Perms(is_superuser),
    }
    gate = gate_of()
    gate.refusal = _READ_ONLY
    try:
        return str(found), tuple(_rendered(text, names) for text in texts)
    finally:
        gate.refusal = ""


def _rendered(text: str, names: dict[str, Any]) -> Rendered:
    try:
        return Rendered(" ".join(sandbox.render(text, names).split()))
    except Refused as error:
        return Rendered(error=str(error))


@dataclass(frozen=True, slots=True)
class _User:
    username: str
    is_superuser: bool
    is_authenticated: bool = True

    def __str__(self) -> str:
        return self.username


@dataclass(frozen=True, slots=True)
class _Request:
    """What texts made for the web ask of the request."""

    user: _User
    method: str = "GET"
    path: str = ""


class _Perms:
    """`perms.dcim.change_device`: here a superuser has all and everybody else none."""

    def __init__(self, has_all: bool) -> None:
        self._has_all = has_all

    def __getattr__(self, name: str) -> _Perms:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __contains__(self, name: object) -> bool:
        return self._has_all

    def __bool__(self) -> bool:
        return self._has_all
