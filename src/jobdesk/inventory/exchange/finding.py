"""Which object of the inventory a row is about: by its key, else by its natural key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.addresses import interface_of, network_of
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.exchange.columns import natural_names


class Finder:
    """Finds objects of a kind."""

    def __init__(self, label: str) -> None:
        self._model = model_of(label)
        self._condition = _SPECIAL.get(label, self._by_natural_key)
        names = (name.partition("__")[0] for name in natural_names(label))
        self._names = tuple(dict.fromkeys(name for name in names if name != "pk"))
        self._ready: dict[UUID, Any] = {}

    def prepare(self, keys: Sequence[UUID], links: Sequence[str]) -> None:
        """Read the objects of several rows at once, with what they link to."""
        found = self._model._base_manager.filter(pk__in=keys).order_by()
        self._ready = {one.pk: one for one in found.prefetch_related(*links)}

    def find(self, key: UUID | None, values: dict[str, Any]) -> Any:
        """The object; None when there is none.

        Raises:
            ValidationError: several could be meant.
        """
        if key is not None:
            found = self._ready.pop(key, None)  # another row may mean the same one
            found = found or self._model._base_manager.filter(pk=key).order_by().first()
            if found is not None:
                return found
        condition = self._condition(values)
        if not condition:
            return None
        found = list(self._model._base_manager.filter(**condition).order_by()[:2])
        if len(found) > 1:
            names = ", ".join(self._names)
            raise ValidationError(
                f"Several {self._model._meta.verbose_name_plural} could be meant; "
                f"add a column with the key (id), or all of {names}."
            )
        return found[0] if found else None

    def _by_natural_key(self, values: dict[str, Any]) -> dict[str, Any]:
        """Conditions; none when the row does not say enough to tell one object."""
        condition: dict[str, Any] = {}
        for name in self._names:
            field = self._model._meta.get_field(name)
            if name not in values:
                if not field.null:
                    return {}
            elif values[name] is None or values[name] == "":
                if name == self._names[0]:
                    return {}
                condition[f"{name}__isnull"] = True
            else:
                condition[name] = values[name]
        return condition


def _prefix(values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("prefix"):
        return {}
    net = network_of(values["prefix"])
    return {
        "namespace": values.get("namespace") or _global(),
        "network": str(net.network_address),
        "prefix_length": net.prefixlen,
    }


def _address(values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("address"):
        return {}
    return {
        "parent__namespace": values.get("namespace") or _global(),
        "host": str(interface_of(values["address"]).ip),
    }


def _global() -> Any:
    from jobdesk.inventory.ipam.namespaces import global_namespace

    return global_namespace()


def _cable(values: dict[str, Any]) -> dict[str, Any]:
    """A cable is told by its first end."""
    if not values.get("termination_a_id"):
        return {}
    return {
        name: values.get(name)
        for name in (
            "termination_a_type",
            "termination_a_id",
            "termination_b_type",
            "termination_b_id",
        )
    }


def _assignment(values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("ip_address"):
        return {}
    return {name: values.get(name) for name in ("ip_address", "interface", "vm_interface")}


_SPECIAL = {
    "ipam.prefix": _prefix,
    "ipam.ipaddress": _address,
    "dcim.cable": _cable,
    "ipam.ipaddresstointerface": _assignment,
}
