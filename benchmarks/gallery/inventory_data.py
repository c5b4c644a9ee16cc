"""A small network for the pictures: two sites in Berlin, their devices, ports and addresses."""

from __future__ import annotations

from typing import Any

_TYPES = ("C9500-24Y4C", "C9300-48P", "C9300-24P", "PA-1410", "ASR 1001-X", "R660", "AP8881")
_ROLES = {
    "Core": "1e40af",
    "Access": "0f766e",
    "Firewall": "b91c1c",
    "Edge router": "7c3aed",
    "Server": "4b5563",
    "Power": "a16207",
}
_DEVICES = (
    *((f"ber-core-{n:02}", "Core", "C9500-24Y4C", "DC1", "Active") for n in (1, 2)),
    *((f"ber-acc-{n:02}", "Access", "C9300-48P", "HQ", "Active") for n in range(7, 10)),
    ("ber-acc-10", "Access", "C9300-24P", "HQ", "Staged"),
    ("ber-acc-11", "Access", "C9300-24P", "HQ", "Active"),
    ("ber-acc-12", "Access", "C9300-24P", "HQ", "Failed"),
    *((f"ber-fw-{n:02}", "Firewall", "PA-1410", "DC1", "Active") for n in (1, 2)),
    *((f"ber-m04-acc-{n:02}", "Access", "C9300-24P", "Mitte 04", "Planned") for n in (1, 2)),
    ("ber-pdu-01", "Power", "AP8881", "DC1", "Active"),
    *((f"ber-rtr-{n:02}", "Edge router", "ASR 1001-X", "DC1", "Active") for n in (1, 2)),
    *((f"ber-srv-{n:02}", "Server", "R660", "DC1", "Active") for n in range(1, 40)),
    ("ber-wlc-01", "Access", "C9300-24P", "HQ", "Offline"),
)


def fill() -> None:
    """Make it; called through the door of the inventory."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.models import (
        Device,
        DeviceType,
        Location,
        LocationType,
        Manufacturer,
    )
    from jobdesk.inventory.extras.models import CustomField, Role, Status, Tag
    from jobdesk.inventory.tenancy.models import Tenant

    def types(*models: Any) -> list[Any]:
        return [ContentType.objects.get_for_model(model) for model in models]

    active = Status.objects.get(name="Active")
    site = LocationType(name="Site", nestable=True)
    site.validated_save()
    site.content_types.set(ContentType.objects.all())
    field = CustomField(key="start_date", label="Start date", type="date")
    field.validated_save()
    field.content_types.set(types(Device))
    Tag(name="managed", color="0d9488").validated_save()
    for name in ("Backbone", "Campus"):
        Tenant(name=name).validated_save()
    berlin = Location(name="Berlin", location_type=site, status=active)
    berlin.validated_save()
    places = {}
    for name in ("DC1", "HQ", "Mitte 04"):
        places[name] = Location(
            name=f"Berlin / {name}", location_type=site, status=active, parent=berlin
        )
        places[name].validated_save()
    maker = Manufacturer(name="Cisco")
    maker.validated_save()
    kinds = {}
    for name in _TYPES:
        kinds[name] = DeviceType(manufacturer=maker, model=name)
        kinds[name].validated_save()
    roles = {}
    for name, color in _ROLES.items():
        roles[name] = Role(name=name, color=color)
        roles[name].validated_save()
        roles[name].content_types.set(types(Device))
    made = {}
    for name, role, kind, place, state in _DEVICES:
        made[name] = Device(
            name=name,
            role=roles[role],
            device_type=kinds[kind],
            location=places[place],
            status=Status.objects.get(name=state),
        )
        made[name].validated_save()
    _connect(made, active)


def _connect(made: dict[str, Any], active: Any) -> None:
    from jobdesk.inventory.dcim.models import Cable, Interface
    from jobdesk.inventory.extras.models import Status
    from jobdesk.inventory.ipam.models import IPAddress, Prefix

    Prefix(prefix="10.0.0.0/16", status=active, type="container").validated_save()
    for third in range(6):
        Prefix(prefix=f"10.0.{third}.0/24", status=active).validated_save()
    connected = Status.objects.get(name="Connected")
    core, others = made["ber-core-02"], [name for name in made if name != "ber-core-02"]
    for number, name in enumerate(others):
        far = Interface(device=made[name], name="Te1/1/1", status=active, type="10gbase-x-sfpp")
        far.validated_save()
        address = IPAddress(address=f"10.0.1.{number + 10}/24", status=active)
        address.validated_save()
        far.ip_addresses.add(address)
        made[name].primary_ip4 = address
        made[name].validated_save()
        near = Interface(
            device=core,
            name=f"Te1/0/{number + 1}",
            status=active,
            type="10gbase-x-sfpp",
            mode="tagged" if number < 11 else "access",
            enabled=number not in (6, 7),
        )
        near.validated_save()
        if number not in (6, 7) and number < 24:
            Cable(termination_a=near, termination_b=far, status=connected).validated_save()
    vlan = Interface(device=core, name="Vlan 10", status=active, type="virtual")
    vlan.validated_save()
    address = IPAddress(address="10.0.1.2/24", status=active)
    address.validated_save()
    vlan.ip_addresses.add(address)
    core.primary_ip4 = address
    core.validated_save()
