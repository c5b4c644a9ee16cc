"""1.x: sites, slugs, data and commit."""

from django.utils.text import slugify
from nautobot.dcim.models import Device, DeviceRole, DeviceType, Interface, Site
from nautobot.extras.jobs import *
from nautobot.extras.models import Status, Tag
from nautobot.ipam.models import VLAN, IPAddress, Prefix


class NewSite(Job):
    site_name = StringVar()

    def run(self, data, commit):
        site = Site(
            name=data["site_name"],
            slug=slugify(data["site_name"]),
            status=Status.objects.get(slug="active"),
        )
        site.validated_save()
        device = Device(
            name=f"{site.slug}-sw1",
            site=site,
            device_type=DeviceType.objects.get(slug="edge-1"),
            device_role=DeviceRole.objects.get(slug="access"),
            status=Status.objects.get(slug="planned"),
        )
        device.validated_save()
        VLAN.objects.create(vid=7, name="users", site=site, status=site.status)
        self.log_success(obj=site, message="Made")


class NewAddress(Job):
    def run(self, data, commit):
        port = Interface.objects.get(device__name="one", name="Ethernet1")
        Prefix.objects.get_or_create(prefix="10.9.0.0/24", defaults={"site": None})
        address = IPAddress.objects.create(
            address="10.9.0.1/24", role="loopback", assigned_object=port
        )
        device = port.device
        device.primary_ip4 = address
        device.validated_save()
        device.tags.add(Tag.objects.get(slug="gold"))


class FailsLate(Job):
    """All of a run of 1.x is one step."""

    def run(self, data, commit):
        Device.objects.filter(name="one").update(serial="x")
        Tag.objects.create(name="lead", slug="lead")
        raise RuntimeError("no")


class OnlyReads(Job):
    class Meta:
        read_only = True

    def run(self, data, commit):
        Tag.objects.create(name="lead", slug="lead")
        return Tag.objects.filter(name="lead").count()
