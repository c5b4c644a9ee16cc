"""What devices and virtual machines share: primary addresses and config contexts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import Link
from jobdesk.inventory.core.orm import models


class Host(models.Model):
    """Reached at a primary address, described by config contexts."""

    primary_ip4 = Link(
        "ipam.IPAddress",
        models.SET_NULL,
        related_name="primary_ip4_for_%(class)ss",
        verbose_name="primary IPv4",
        null=True,
        blank=True,
    )
    primary_ip6 = Link(
        "ipam.IPAddress",
        models.SET_NULL,
        related_name="primary_ip6_for_%(class)ss",
        verbose_name="primary IPv6",
        null=True,
        blank=True,
    )
    local_config_context_data = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def primary_ip(self) -> Any:
        """The address that it is managed at: the one of IPv6 where it has both."""
        return self.primary_ip6 or self.primary_ip4

    def get_config_context(self) -> dict[str, Any]:
        """The contexts that fit, merged by weight; its own data last."""
        from jobdesk.inventory.extras.configcontexts import merged_context

        return merged_context(self)

    def clean(self) -> None:
        """Primary addresses are of the right version and on one of its interfaces."""
        super().clean()
        for name, version in (("primary_ip4", 4), ("primary_ip6", 6)):
            address = getattr(self, name)
            if address is None:
                continue
            if address.ip_version != version:
                raise ValidationError({name: f"{address} is no IPv{version} address."})
            if not self._has(address):
                raise ValidationError({name: f"{address} is on none of its interfaces."})

    def _has(self, address: Any) -> bool:
        """The address, or the one that it stands for, is on an interface of it."""
        of = (
            "vm_interface__virtual_machine"
            if hasattr(self, "cluster_id") and not hasattr(self, "device_type_id")
            else "interface__device"
        )
        keys = [key for key in (address.pk, address.nat_inside_id) if key is not None]
        found = address.interface_assignments.model.objects.filter(
            ip_address_id__in=keys, **{of: self.pk}
        )
        return found.exists() or self._is_in_chassis(keys)

    def _is_in_chassis(self, keys: list[Any]) -> bool:
        del keys
        return False
