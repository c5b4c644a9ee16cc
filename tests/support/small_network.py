"""A small network for tests that run in a child: what is in it is written beside each name."""

from __future__ import annotations


def build():
    """Europe (Berlin, Paris), Asia (Tokyo); six devices; some addresses."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.models import (
        Device,
        DeviceType,
        Interface,
        Location,
        LocationType,
        Manufacturer,
        Platform,
        Rack,
        RackGroup,
    )
    from jobdesk.inventory.extras.models import CustomField, Role, Status, Tag
    from jobdesk.inventory.ipam.models import IPAddress, Namespace, Prefix
    from jobdesk.inventory.tenancy.models import Tenant, TenantGroup

    active = Status.objects.get(name="Active")
    planned = Status.objects.get(name="Planned")
    device_kind = ContentType.objects.get_for_model(Device)
    region = LocationType.objects.create(name="Region", nestable=True)
    site = LocationType.objects.create(name="Site", parent=region)
    site.content_types.set(ContentType.objects.all())
    europe = Location.objects.create(name="Europe", location_type=region, status=active)
    asia = Location.objects.create(name="Asia", location_type=region, status=active)
    sites = {
        name: Location.objects.create(
            name=name, location_type=site, status=active, parent=parent
        )
        for name, parent in (("Berlin", europe), ("Paris", europe), ("Tokyo", asia))
    }
    Location.objects.create(name="Empty", location_type=site, status=planned, parent=asia)
    access = Role.objects.create(name="Access switch")
    core = Role.objects.create(name="Core router")
    for role in (access, core):
        role.content_types.add(device_kind)
    acme = Manufacturer.objects.create(name="Acme")
    other = Manufacturer.objects.create(name="Other")
    small = DeviceType.objects.create(manufacturer=acme, model="A-24")
    large = DeviceType.objects.create(manufacturer=other, model="O-9000", u_height=4)
    linux = Platform.objects.create(name="Linux")
    group = TenantGroup.objects.create(name="Group")
    inner = TenantGroup.objects.create(name="Inner", parent=group)
    tenant = Tenant.objects.create(name="Customer", tenant_group=inner)
    tag = Tag.objects.create(name="Lab")
    old = Tag.objects.create(name="Old")
    rows = RackGroup.objects.create(name="Row 1", location=sites["Berlin"])
    rack = Rack.objects.create(
        name="R1", location=sites["Berlin"], rack_group=rows, status=active
    )
    field = CustomField.objects.create(label="Owner", key="owner", type="text")
    field.content_types.add(device_kind)
    for name, place, role, kind, status, more in (
        ("ber-sw-1", "Berlin", access, small, active, {"rack": rack, "serial": "S1"}),
        ("ber-sw-2", "Berlin", access, small, planned, {"serial": "S2"}),
        ("ber-rt-1", "Berlin", core, large, active, {"tenant": tenant}),
        ("par-sw-1", "Paris", access, small, active, {"platform": linux}),
        ("TOK-SW-1", "Tokyo", access, small, active, {}),
        ("tok-rt-Ü", "Tokyo", core, large, active, {"position": None}),
    ):
        Device.objects.create(
            name=name,
            location=sites[place],
            role=role,
            device_type=kind,
            status=status,
            **more,
        )
    first = Device.objects.get(name="ber-sw-1")
    first.tags.add(tag, old)
    first._custom_field_data = {"owner": "Net Team"}
    first.save()
    Device.objects.get(name="ber-sw-2").tags.add(tag)
    port = Interface.objects.create(device=first, name="eth0", type="1000base-t", status=active)
    space = Namespace.objects.get(name="Global")
    for net in ("10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "2001:db8::/32"):
        Prefix(prefix=net, namespace=space, status=active).validated_save()
    for host in ("10.1.1.1/24", "10.1.1.2/24", "10.2.0.1/16"):
        IPAddress(address=host, namespace=space, status=active).validated_save()
    port.ip_addresses.add(IPAddress.objects.get(address="10.1.1.1/24"))
