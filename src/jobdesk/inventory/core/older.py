"""Names of Nautobot 1.x over the tables of 2.x: alias relations and proxies (INVENTORY §3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jobdesk.inventory import world
from jobdesk.inventory.core.names import renamed
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.querysets import InventoryManager, InventoryQuerySet


class AliasLink(models.ForeignObject):
    """An older name of a reference: a relation without a column of its own.

    It works in filters, spans, values, select_related, constructors and assignments; so
    does the name of its key (`site_id`).
    """

    db_constraint = False  # migrations ask

    def __init__(self, to: str, of: str, **more: Any) -> None:
        self.of = of
        more.setdefault("on_delete", models.DO_NOTHING)
        more.setdefault("from_fields", [of])
        more.setdefault("to_fields", ["id"])
        more.setdefault("related_name", "+")
        more.setdefault("null", True)
        more.setdefault("blank", True)
        more.setdefault("editable", False)
        super().__init__(to=to, **more)

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, _args, more = super().deconstruct()
        return name, path, [], {"to": more["to"], "of": self.of}

    def contribute_to_class(self, cls: Any, name: str, **more: Any) -> None:
        """Teach the model the name and that of its key."""
        super().contribute_to_class(cls, name, **more)
        key, of = f"{name}_id", f"{self.of}_id"
        setattr(cls, key, older_name(of))
        cls.older_names = {**getattr(cls, "older_names", {}), key: renamed(of)}
        cls.renamed_fields = {**getattr(cls, "renamed_fields", {}), name: self.of, key: of}

    def validate(self, value: Any, model_instance: Any) -> None:
        """The reference itself is validated."""

    def clean(self, value: Any, model_instance: Any) -> Any:
        """As given."""
        del model_instance
        return value


def older_name(of: str) -> property:
    """A property under an older name."""
    return property(
        lambda self: getattr(self, of), lambda self, value: setattr(self, of, value)
    )


def become_twin(instance: Any, **same: Any) -> bool:
    """In a job of 1.x a new object that is there already becomes that object; True then.

    1.x let an address or a network stand several times; 2.x has it once, as its migration made
    it. What the new one leaves empty stays as it was.
    """
    if not (world.is_older() and instance._state.adding):
        return False
    twin = type(instance)._meta.concrete_model._base_manager.filter(**same).first()
    if twin is None:
        return False
    for field in instance._meta.concrete_fields:
        if field.primary_key or getattr(instance, field.attname) in (None, "", {}):
            setattr(instance, field.attname, getattr(twin, field.attname))
    instance._state.adding = False
    return True


class OlderKind(type(models.Model)):
    """The type of a proxy for objects of one kind: a Site is any Location of the type Site."""

    def __instancecheck__(self, instance: Any) -> bool:
        if super().__instancecheck__(instance):
            return True
        check = getattr(self, "is_kind_of", None)
        real = self._meta.concrete_model if hasattr(self, "_meta") else None
        return bool(check and real and type(instance) is real and check(instance))


class KindManager(InventoryManager):
    """Objects of one kind only: those with a value at the end of a path.

    Or those for which `keys` gives their keys as a queryset, where the path leads to several
    objects and would name one twice.
    """

    def __init__(
        self, path: str = "", value: object = "", keys: Callable[[], Any] | None = None
    ) -> None:
        super().__init__({path: value} if path else None)
        self._keys = keys

    def get_queryset(self) -> InventoryQuerySet:
        """Objects of the kind."""
        found = super().get_queryset()
        return found if self._keys is None else found.filter(pk__in=self._keys())
