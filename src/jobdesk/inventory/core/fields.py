"""Fields that several models share."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from jobdesk.inventory import world
from jobdesk.inventory.core.orm import models

NAME_LENGTH = 255
"""Characters of a name or a short text, as in the original from 2.0 on."""

_NATURAL = re.compile(r"(\d+)")
_SEPARATORS = re.compile(r"[\s:.\-]")
_MAC = re.compile(r"[0-9A-F]{12}")


class NameField(models.CharField):
    """A short text that must be there."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("max_length", NAME_LENGTH)
        super().__init__(*args, **more)


class TextLine(models.CharField):
    """A short text that may be empty."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("max_length", NAME_LENGTH)
        more.setdefault("blank", True)
        super().__init__(*args, **more)


class MacField(models.CharField):
    """A MAC address in any spelling, kept as AA:BB:CC:DD:EE:FF."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("max_length", 18)
        super().__init__(*args, **more)

    def to_python(self, value: Any) -> Any:
        """In its one spelling; ValidationError in words."""
        if value in (None, ""):
            return None
        digits = _SEPARATORS.sub("", str(value)).upper()
        if _MAC.fullmatch(digits) is None:
            raise ValidationError(f"{value!r} is no MAC address like AA:BB:CC:DD:EE:FF.")
        return ":".join(digits[place : place + 2] for place in range(0, 12, 2))

    def get_prep_value(self, value: Any) -> Any:
        """In the same spelling in filters; half an address stays as it is, for `contains`."""
        try:
            return self.to_python(value)
        except ValidationError:
            return str(value)


class Link(models.ForeignKey):
    """A reference whose check trusts an object that was read from the database.

    The database guards it anyway; a query less for each reference of each validated save.
    """

    def validate(self, value: Any, model_instance: Any) -> None:
        """As Django's, but for an object at hand."""
        held = model_instance.__dict__.get("_state")
        known = held.fields_cache.get(self.name) if held is not None else None
        if known is not None and not known._state.adding and known.pk == value:
            return
        super().validate(value, model_instance)


class OptionalLink(Link):
    """A reference that may be missing."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("null", True)
        more.setdefault("blank", True)
        super().__init__(*args, **more)

    def deconstruct(self) -> Any:
        """For migrations: also what Django takes for granted and this field does not."""
        return _with_nulls(self, super().deconstruct())


class StatusLink(Link):
    """The state of an object, of those that its content type allows."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("to", "extras.Status")
        more.setdefault("on_delete", models.PROTECT)
        more.setdefault("related_name", "%(app_label)s_%(class)s_related")
        super().__init__(**more)

    def validate(self, value: Any, model_instance: Any) -> None:
        """It is one for this kind of object."""
        super().validate(value, model_instance)
        require_meant_for(self, value, model_instance)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """A job of 1.x may leave a state out; then it is the usual one."""
        value = super().pre_save(model_instance, add)
        if value is None and not self.null and world.is_older():
            from jobdesk.inventory.extras.usual import usual_status

            setattr(model_instance, self.name, usual_status(type(model_instance)))
            value = getattr(model_instance, self.attname)
        return value


class _RoleByWord(ForwardManyToOneDescriptor):
    """In 1.x the role of an address was a word: `loopback`; the role with this slug now."""

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, str):
            roles = self.field.remote_field.model.objects
            found = roles.filter(models.Q(slug=value) | models.Q(name=value)).first()
            if value and found is None:
                raise ValidationError({self.field.name: f"There is no role {value!r}."})
            value = found
        super().__set__(instance, value)


class RoleLink(StatusLink):
    """What an object is there for; `takes_words`: its slug may be given."""

    def __init__(self, *, takes_words: bool = False, **more: Any) -> None:
        more.setdefault("to", "extras.Role")
        more.setdefault("null", True)
        more.setdefault("blank", True)
        if takes_words:
            self.forward_related_accessor_class = _RoleByWord
        super().__init__(**more)

    def deconstruct(self) -> Any:
        """For migrations: also what Django takes for granted and this field does not."""
        return _with_nulls(self, super().deconstruct())


def _with_nulls(field: Any, parts: Any) -> Any:
    name, path, args, more = parts
    return name, path, args, {**more, "null": field.null, "blank": field.blank}


def require_meant_for(field: Any, value: Any, instance: Any) -> None:
    """A status or role names the kinds of objects it is for."""
    from jobdesk.inventory.core.kinds import meant_for

    if value is not None and not meant_for(field.related_model, value, type(instance)):
        chosen = getattr(instance, field.name)
        kind = instance._meta.verbose_name
        raise ValidationError(f"{field.verbose_name} {chosen} is not meant for a {kind}.")


def natural_order(text: str) -> str:
    """A text that sorts `Gi1/0/2` before `Gi1/0/10`."""
    return _NATURAL.sub(lambda found: found[0].zfill(8), text)[:NAME_LENGTH]


class OrderField(models.CharField):
    """The text of another field so that numbers in it sort as numbers; filled at save."""

    def __init__(self, of: str = "name", **more: Any) -> None:
        self.of = of
        more.setdefault("max_length", NAME_LENGTH)
        more.setdefault("blank", True)
        more.setdefault("editable", False)
        super().__init__(**more)

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, more = super().deconstruct()
        return name, path, [self.of, *args], more

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Fill it."""
        del add
        value = natural_order(str(getattr(model_instance, self.of) or ""))
        setattr(model_instance, self.attname, value)
        return value


colour_rule = RegexValidator(r"^[0-9a-f]{6}$", "A colour is six digits 0-9 and a-f.")
