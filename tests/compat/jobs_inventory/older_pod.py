"""1.x: sites, roles by slug, data and commit; states that 1.x did not ask for."""

from django.utils.text import slugify
from nautobot.dcim.models import Device, DeviceRole, DeviceType, Interface, Region, Site
from nautobot.extras.jobs import *
from nautobot.extras.models import Status
from nautobot.ipam.models import RIR, Aggregate, IPAddress, Prefix, Role


class NewPod(Job):
    pod = StringVar(description="Name of the pod")

    class Meta:
        name = "New pod"

    def run(self, data, commit):
        region, _ = Region.objects.get_or_create(name="North")
        site = Site(
            name=data["pod"],
            slug=slugify(data["pod"]),
            region=region,
            status=Status.objects.get(slug="planned"),
        )
        site.validated_save()
        role, _ = DeviceRole.objects.get_or_create(name="pod router", slug="pod-router")
        router = Device(
            name=f"{site.slug}-r1",
            device_type=DeviceType.objects.get(slug="edge-1"),
            device_role=role,
            site=site,
            status=Status.objects.get(slug="active"),
        )
        router.validated_save()
        self.log_success(obj=router, message="Created router")
        Role.objects.get_or_create(name="access", slug="access")  # devices have one, too
        Aggregate.objects.get_or_create(prefix="10.0.0.0/8", rir=RIR.objects.create(name="R"))
        Prefix.objects.create(prefix="10.0.0.0/24", site=site)
        loopback = Interface.objects.create(device=router, name="Loopback0", type="virtual")
        for _ in range(2):  # 1.x took an address several times
            IPAddress.objects.create(
                address="10.0.0.1/24", role="anycast", assigned_object=loopback
            )
        found = Device.objects.filter(
            site__region__name="North", device_role__slug="pod-router"
        )
        return f"{found.count()} {router.site.slug} {loopback.ip_addresses.count()}"
