"""Aggregate and Role of Nautobot 1.x."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.older import KindManager, OlderKind
from jobdesk.inventory.extras.metadata import Role as RealRole
from jobdesk.inventory.extras.roles import RoleOf, roles_of
from jobdesk.inventory.extras.usual import usual_status
from jobdesk.inventory.ipam.names import AGGREGATE_NAMES
from jobdesk.inventory.ipam.prefixes import Prefix
from jobdesk.inventory.ipam.space import CONTAINER


class Aggregate(Prefix, metaclass=OlderKind):
    """A container that a registry gave out."""

    objects = KindManager("rir__isnull", False)
    older_names = AGGREGATE_NAMES

    class Meta:
        proxy = True

    @staticmethod
    def is_kind_of(instance: Any) -> bool:
        """The object is one."""
        return instance.rir_id is not None

    @property
    def date_added(self) -> Any:
        """When it was given out."""
        return self.date_allocated

    @date_added.setter
    def date_added(self, value: Any) -> None:
        self.date_allocated = value

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in what 1.x did not know, then check each field."""
        self._fill()
        super().clean_fields(exclude=exclude)

    def save(self, *args: Any, **more: Any) -> None:
        """Fill in what 1.x did not know, then save."""
        self._fill()
        super().save(*args, **more)

    def _fill(self) -> None:
        self.type = CONTAINER
        if self.status_id is None:
            self.status = usual_status(Prefix)


class Role(RoleOf, RealRole, metaclass=OlderKind):
    """A role for prefixes and VLANs."""

    objects = roles_of("prefix", "vlan")
    meant_for = (("ipam", "prefix"), ("ipam", "vlan"))

    class Meta:
        proxy = True
