"""2.x: populate a new branch; everything is found by name first."""

from django.db import transaction
from nautobot.apps.jobs import IntegerVar, Job, ObjectVar, StringVar, register_jobs
from nautobot.dcim.models import Device, DeviceType, Location, LocationType, Manufacturer
from nautobot.extras.models import Role, Status

name = "Branches"


class NewBranch(Job):
    site_name = StringVar(description="Name of the branch")
    model = ObjectVar(model=DeviceType, query_params={"manufacturer": "Acme"})
    switches = IntegerVar(default=2, min_value=1)

    class Meta:
        name = "New branch"
        has_sensitive_variables = False

    @transaction.atomic
    def run(self, site_name, model, switches):
        planned = Status.objects.get(name="Planned")
        kind = LocationType.objects.get(name="Branch")
        site, _ = Location.objects.get_or_create(
            name=site_name, location_type=kind, defaults={"status": planned}
        )
        self.logger.success("Created branch", extra={"object": site})
        role = Role.objects.get_for_model(Device).get(name="access")
        for number in range(1, switches + 1):
            switch = Device(
                name=f"{site.name.lower()}-sw{number}",
                device_type=model,
                location=site,
                role=role,
                status=planned,
            )
            switch.validated_save()
        assert model.manufacturer == Manufacturer.objects.get(name="Acme")
        return ",".join(f"{d.name}:{d.interfaces.count()}" for d in site.devices.all())


register_jobs(NewBranch)
