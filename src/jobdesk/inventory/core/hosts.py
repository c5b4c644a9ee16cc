"""What devices and virtual machines share: primary addresses and config contexts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import OptionalLink
from jobdesk.inventory.core.orm import models


class Host(models.Model):
    """Reached at a primary address (`primary_ip4`, `primary_ip6`), described by contexts."""

    local_config_context_data = models.JSONField(null=True, blank=True)
    local_config_context_schema = OptionalLink(
        "extras.ConfigContextSchema", models.SET_NULL, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def local_context_data(self) -> Any:
        """Its own context data, under the name of 1.x; writable."""
        return self.local_config_context_data

    @local_context_data.setter
    def local_context_data(self, value: Any) -> None:
        self.local_config_context_data = value

    @property
    def primary_ip(self) -> Any:
        """The address that it is managed at: the one of IPv6 where it has both."""
        return self.primary_ip6 or self.primary_ip4

    def get_config_context(self) -> dict[str, Any]:
        """The contexts that fit, merged by weight; its own data last."""
        from jobdesk.inventory.extras.configcontexts import merged_context

        return merged_context(self)

    def assignments(self) -> Any:
        """The addresses on its interfaces, as rows of IPAddressToInterface."""
        raise NotImplementedError

    def clean(self) -> None:
        """Primary addresses are of the right version and on one of its interfaces."""
        super().clean()
        self._require_form()
        for name, version in (("primary_ip4", 4), ("primary_ip6", 6)):
            address = getattr(self, name)
            if address is None:
                continue
            if address.ip_version != version:
                raise ValidationError({name: f"{address} is no IPv{version} address."})
            if not self._has(address):
                raise ValidationError({name: f"{address} is on none of its interfaces."})

    def _require_form(self) -> None:
        from jobdesk.inventory.extras.contextschemas import require_form

        if self.local_config_context_data is not None:
            schema = self.local_config_context_schema
            require_form("local_config_context_data", self.local_config_context_data, schema)

    def _has(self, address: Any) -> bool:
        """The address, or the one inside that it stands for, is on an interface of it."""
        keys = [key for key in (address.pk, address.nat_inside_id) if key is not None]
        return self.assignments().filter(ip_address_id__in=keys).exists()
