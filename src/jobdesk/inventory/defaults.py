"""What a new inventory holds: the default statuses, roles and namespace of the original.

Jobs look these up by name. Names, colours and kinds are those of Nautobot 2.4; they are facts
of the data model, listed here by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

_STATUSES: dict[str, tuple[str, str]] = {
    "Active": (
        "4caf50",
        "circuits.circuit dcim.device dcim.deviceredundancygroup dcim.interface dcim.location "
        "dcim.powerfeed dcim.rack dcim.softwareimagefile dcim.softwareversion "
        "dcim.interfaceredundancygroup ipam.ipaddress ipam.prefix ipam.vlan ipam.vrf "
        "virtualization.virtualmachine virtualization.vminterface",
    ),
    "Available": ("4caf50", "dcim.rack"),
    "Connected": ("4caf50", "dcim.cable"),
    "Decommissioned": ("9e9e9e", "circuits.circuit"),
    "Decommissioning": (
        "ffc107",
        "dcim.cable dcim.device dcim.interface dcim.location virtualization.virtualmachine "
        "virtualization.vminterface",
    ),
    "Deprecated": ("f44336", "dcim.rack ipam.ipaddress ipam.prefix ipam.vlan ipam.vrf"),
    "Deprovisioning": ("ffc107", "circuits.circuit"),
    "DHCP": ("2196f3", "ipam.ipaddress"),
    "End-of-Life": ("ff5722", "dcim.softwareimagefile dcim.softwareversion"),
    "Extended Support": ("cddc39", "dcim.softwareversion"),
    "Failed": (
        "f44336",
        "dcim.device dcim.interface dcim.powerfeed virtualization.virtualmachine "
        "virtualization.vminterface",
    ),
    "Inventory": ("9e9e9e", "dcim.device"),
    "Maintenance": (
        "9e9e9e",
        "dcim.interface virtualization.vminterface",
    ),
    "Offline": (
        "ffc107",
        "circuits.circuit dcim.device dcim.powerfeed virtualization.virtualmachine",
    ),
    "Planned": (
        "00bcd4",
        "circuits.circuit dcim.cable dcim.device dcim.interface dcim.location dcim.powerfeed "
        "dcim.rack virtualization.virtualmachine virtualization.vminterface",
    ),
    "Provisioning": ("2196f3", "circuits.circuit"),
    "Reserved": ("00bcd4", "dcim.rack ipam.ipaddress ipam.prefix ipam.vlan ipam.vrf"),
    "Retired": ("f44336", "dcim.location"),
    "SLAAC": ("4caf50", "ipam.ipaddress"),
    "Staged": ("2196f3", "dcim.device virtualization.virtualmachine"),
    "Staging": ("2196f3", "dcim.location"),
}

_ROLES: dict[str, tuple[str, str]] = {
    "Anycast": ("ffc107", "ipam.ipaddress"),
    "CARP": ("4caf50", "ipam.ipaddress"),
    "GLBP": ("4caf50", "ipam.ipaddress"),
    "HSRP": ("4caf50", "ipam.ipaddress"),
    "Loopback": ("9e9e9e", "ipam.ipaddress"),
    "Secondary": ("2196f3", "ipam.ipaddress"),
    "VIP": ("4caf50", "ipam.ipaddress"),
    "VRRP": ("4caf50", "ipam.ipaddress"),
}


def fill() -> None:
    """Put them in; those that are there stay as they are."""
    from jobdesk.inventory.core.orm import transaction
    from jobdesk.inventory.extras.metadata import Role, Status
    from jobdesk.inventory.ipam.namespaces import GLOBAL, Namespace

    with transaction.atomic():
        make_content_types()
        for model, words in ((Status, _STATUSES), (Role, _ROLES)):
            for name, (color, kinds) in words.items():
                usual = {"id": _key(model, name), "color": color}
                made, is_new = model.objects.get_or_create(name=name, defaults=usual)
                if is_new:
                    made.content_types.set(_content_types(kinds.split()))
        usual = {"id": _key(Namespace, GLOBAL), "description": "Default Global namespace."}
        Namespace.objects.get_or_create(name=GLOBAL, defaults=usual)


def _key(model: Any, name: str) -> UUID:
    """The same in every inventory: what is exchanged between them meets again."""
    return uuid5(NAMESPACE_URL, f"jobdesk:{model._meta.label_lower}:{name}")


def make_content_types() -> None:
    """One for each model, also those under names of 1.x; those that are there stay."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    for model in sorted(apps.get_models(), key=lambda one: one._meta.label_lower):
        ContentType.objects.get_for_model(model, for_concrete_model=False)


def _content_types(labels: Iterable[str]) -> list[Any]:
    from django.contrib.contenttypes.models import ContentType

    return [ContentType.objects.get_by_natural_key(*label.split(".")) for label in labels]
