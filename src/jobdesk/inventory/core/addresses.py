"""Addresses in the database: packed bytes, so that ranges compare and sort as numbers."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.orm import models


class AddressField(models.BinaryField):
    """An IPv4 or IPv6 address: text for people, 4 or 16 bytes in the database."""

    description = "IP address"

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("editable", True)
        super().__init__(*args, **more)

    def get_internal_type(self) -> str:
        """As bytes."""
        return "BinaryField"

    def to_python(self, value: Any) -> Any:
        """The text of an address."""
        if value is None or value == "":
            return None
        return text_of(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The text of what is stored."""
        del expression, connection
        return None if value is None else text_of(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        """The bytes of an address."""
        return None if value is None else packed(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The same for the driver."""
        if not prepared:
            value = self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value)

    def value_to_string(self, obj: Any) -> str:
        """For documents."""
        return str(self.value_from_object(obj) or "")


def packed(value: Any) -> bytes:
    """4 or 16 bytes; ValidationError in words."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    try:
        return ipaddress.ip_address(str(value).split("/")[0]).packed
    except ValueError:
        raise ValidationError(f"{value!r} is no IP address.") from None


def text_of(value: Any) -> str:
    """The usual text of an address."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return str(ipaddress.ip_address(bytes(value)))
    try:
        return str(ipaddress.ip_address(str(value).split("/")[0]))
    except ValueError:
        raise ValidationError(f"{value!r} is no IP address.") from None


def network_of(value: Any) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """A network such as 10.0.0.0/24; host bits are cut off; ValidationError in words."""
    try:
        return ipaddress.ip_network(str(value), strict=False)
    except ValueError:
        raise ValidationError(f"{value!r} is no network like 10.0.0.0/24.") from None


def interface_of(value: Any) -> ipaddress.IPv4Interface | ipaddress.IPv6Interface:
    """An address with its mask such as 10.0.0.1/24; ValidationError in words."""
    try:
        return ipaddress.ip_interface(str(value))
    except ValueError:
        raise ValidationError(f"{value!r} is no address like 10.0.0.1/24.") from None
