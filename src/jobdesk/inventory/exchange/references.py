"""References of a file to objects: by key, by natural key, by name; each looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError

from jobdesk.inventory.desk.columns import title_field
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.exchange.columns import CONTENT_TYPE
from jobdesk.inventory.exchange.documents import NO_OBJECT

NULL = "NULL"
_KEPT = 50_000  # objects that are remembered
_MOST_NAMES = 3


class Missing(ValidationError):
    """What is referred to is not there; perhaps a later row makes it.

    Attributes:
        model: of what is missing.
        key: that it was called by; None where it was named otherwise.
    """

    def __init__(self, message: str, model: Any, key: UUID | None) -> None:
        super().__init__(message)
        self.model, self.key = model, key


class References:
    """Finds what a file refers to; what was found is remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, Any], Any] = {}
        self._aliases: dict[UUID, UUID] = {}

    def alias(self, key: UUID, real: UUID) -> None:
        """An object that is called by one key there has another one here."""
        self._aliases[key] = real

    def find(self, model: Any, given: Any) -> Any:
        """The object that is meant; None for nothing.

        Args:
            model: of what is referred to.
            given: a key, a name, or names by path ({"name": …, "location": {"name": …}}).

        Raises:
            Missing: there is none.
            ValidationError: several could be meant, or the value means nothing.
        """
        names = given if isinstance(given, Mapping) else {"": given}
        flat = _flat(names)
        if not any(is_said(value) for value in flat.values()):
            return None
        try:
            mark = (model, tuple(sorted((k, str(v)) for k, v in flat.items())))
            if mark not in self._known:
                self._remember(mark, self._look(model, flat))
            return self._known[mark]
        except FieldError as error:
            raise ValidationError(f"{str(error).partition('.')[0]}.") from None

    def _remember(self, mark: Any, found: Any) -> None:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[mark] = found

    def forget(self, model: Any) -> None:
        """Objects of this model were changed: their names may mean others now."""
        for mark in [mark for mark in self._known if mark[0] is model]:
            del self._known[mark]

    def _look(self, model: Any, flat: dict[str, Any]) -> Any:
        key = flat.get("id") or flat.get("pk")
        if key is None:
            key = as_key(next(iter(flat.values())))
        if key is not None:
            here = as_key(key) or key
            here = self._aliases.get(here, here)
            found = model._base_manager.filter(pk=here).order_by().first()
            if found is not None:
                return found
            if "id" in flat or "pk" in flat:
                raise _missing(model, {"id": key})
        if list(flat) == [""]:
            return _only(model, flat, by_name(model, str(flat[""]).strip()))
        return _only(model, flat, _by_parts(model, flat))


def _flat(names: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Documents inside become paths; what REST adds for people is left out."""
    found: dict[str, Any] = {}
    if names.get("id") and not before:
        return {"id": names["id"]}
    if names.get("id"):
        return {f"{before}id": names["id"]}
    for name, value in names.items():
        if name in ("object_type", "url", "display"):
            continue
        if isinstance(value, Mapping):
            found.update(_flat(value, f"{before}{name}__"))
        else:
            found[before + name] = value.strip() if isinstance(value, str) else value
    return found


def is_said(value: Any) -> bool:
    """A cell tells something."""
    return value not in (None, "", NULL, NO_OBJECT)


def as_key(value: Any) -> UUID | None:
    """The UUID that a value is or says."""
    if isinstance(value, UUID):
        return value
    text = str(value)
    if len(text) not in (32, 36):
        return None
    try:
        return UUID(text)
    except ValueError:
        return None


def by_name(model: Any, name: str) -> Any:
    """The objects that are called so; small and capital letters differ only if need be."""
    label = label_of(model)
    if label == CONTENT_TYPE:
        app, _, kind = name.lower().partition(".")
        return model.objects.filter(app_label=app, model=kind)
    if label in WHOLE_ADDRESS:
        return model.objects.filter(**{WHOLE_ADDRESS[label][0]: name})
    title = title_field(label)
    if not title:
        return model.objects.none()
    exact = model.objects.filter(**{title: name})
    if exact.exists():
        return exact
    folded = model.objects.filter(**{f"{title}__iexact": name})
    has_slug = any(field.name == "slug" for field in model._meta.concrete_fields)
    return folded if folded.exists() or not has_slug else model.objects.filter(slug=name)


def _by_parts(model: Any, flat: dict[str, Any]) -> Any:
    conditions: dict[str, Any] = {}
    for path, value in flat.items():
        if value in (None, NULL, NO_OBJECT):
            conditions[f"{path}__isnull"] = True
        elif value != "":
            conditions[path] = value
    return model.objects.filter(**conditions)


def _only(model: Any, flat: dict[str, Any], found: Any) -> Any:
    held = list(found.order_by()[:2])
    if len(held) == 1:
        return held[0]
    if not held:
        raise _missing(model, flat)
    names = ", ".join(model.natural_key_field_lookups())
    raise ValidationError(
        f"Several {model._meta.verbose_name_plural} are called {_words(flat)}; "
        f"name one by its key, or by {names}."
    )


def _missing(model: Any, flat: Mapping[str, Any]) -> ValidationError:
    if label_of(model) == CONTENT_TYPE:  # no row makes one
        return ValidationError(f"Objects of the kind {_words(flat)} are not kept here.")
    words = f"There is no {model._meta.verbose_name} called {_words(flat)}."
    return Missing(words, model, as_key(flat.get("id") or flat.get("")))


def _words(flat: Mapping[str, Any]) -> str:
    said = [
        f"{value}" if name in ("", "name", "id") else f"{name.replace('__', ' ')} {value}"
        for name, value in flat.items()
        if is_said(value)
    ]
    return ", ".join(said[:_MOST_NAMES])
