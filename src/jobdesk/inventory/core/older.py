"""Names of Nautobot 1.x over the tables of 2.x: alias relations and proxies (INVENTORY §3)."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.querysets import InventoryManager


class AliasLink(models.ForeignObject):
    """An older name of a reference: a relation without a column of its own.

    It works in filters, spans, values, select_related, constructors and assignments.
    """

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


class OlderKind(type(models.Model)):
    """The type of a proxy for objects of one kind: a Site is any Location of the type Site."""

    def __instancecheck__(self, instance: Any) -> bool:
        if super().__instancecheck__(instance):
            return True
        check = self.__dict__.get("is_kind_of")
        real = self._meta.concrete_model if hasattr(self, "_meta") else None
        return bool(check and real and type(instance) is real and check(instance))


class KindManager(InventoryManager):
    """Objects of one kind only: those of a type with this name."""

    def __init__(self, path: str = "", name: str = "") -> None:
        super().__init__({path: name} if path else None)
