"""What the jobs of this folder find: run in a process that has the inventory open."""

import json
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.models import *

every = ContentType.objects.all()
active = Status.objects.get(name="Active")
branch = LocationType.objects.create(name="Branch")
branch.content_types.set(every)
LocationType.objects.create(name="Desk")  # holds nothing
home = Location.objects.create(name="Home", location_type=branch, status=active)
away = Location.objects.create(name="Away", location_type=branch, status=active)
maker = Manufacturer.objects.create(name="Acme")
kit = DeviceType.objects.create(manufacturer=maker, model="Edge 1")
for number in (1, 2):
    InterfaceTemplate.objects.create(
        device_type=kit, name=f"Ethernet{number}", type="1000base-t"
    )
ConsolePortTemplate.objects.create(device_type=kit, name="con0")
role = Role.objects.create(name="access")
role.content_types.set(every)
rack = Rack.objects.create(name="R1", location=home, status=active)
for name in ("one", "two", "Kältemaschine"):
    Device.objects.create(
        name=name,
        device_type=kit,
        role=role,
        location=home,
        status=active,
        rack=rack if name == "one" else None,
    )
gold = Tag.objects.create(name="gold")
iron = Tag.objects.create(name="iron")
for tag in (gold, iron):
    tag.content_types.set(every)
Device.objects.get(name="two").tags.add(iron)
Prefix.objects.create(prefix="10.0.0.0/16", status=active, type="container")
lan = Prefix.objects.create(prefix="10.0.1.0/24", status=active)
other = Namespace.objects.create(name="Lab")
Prefix.objects.create(prefix="10.0.1.0/24", status=active, namespace=other)
ip = IPAddress.objects.create(address="10.0.1.9/24", status=active)
port = Interface.objects.get(device__name="two", name="Ethernet1")
port.ip_addresses.add(ip)
Device.objects.filter(name="two").update(primary_ip4=ip)
VLANGroup.objects.create(name="Campus", range="100-110")
Tenant.objects.create(name="Blue")

names = {
    str(one.pk): str(one)
    for model in apps.get_models()
    if not model._meta.proxy and model._meta.app_label != "contenttypes"
    for one in model._base_manager.all()
    if not isinstance(one.pk, int)
}
Path("names.json").write_text(json.dumps(names))
