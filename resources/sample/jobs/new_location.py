"""Fill a new location: rack, switches, and the cables between them."""

from jobdesk.inventory.models import (
    Cable,
    Device,
    DeviceType,
    Interface,
    Location,
    LocationType,
    Manufacturer,
    Rack,
    RackGroup,
    Role,
    Status,
)
from jobdesk.jobs import IntegerVar, Job, ObjectVar, StringVar, register_jobs

name = "Deployment"


class NewLocation(Job):
    """A site with a core switch and access switches, ready to be ordered."""

    site_name = StringVar(label="Name", regex=r"^[A-Z]{3}\d\d$", description="Like VIE01")
    region = ObjectVar(
        model=Location,
        query_params={"location_type": "Region"},
        description="What the site lies in",
    )
    manufacturer = ObjectVar(model=Manufacturer, required=False)
    switch_model = ObjectVar(
        model=DeviceType,
        query_params={"manufacturer": "$manufacturer"},
        description="Model of the access switches",
    )
    switches = IntegerVar(default=4, min_value=1, max_value=30, label="Access switches")

    class Meta:
        name = "Populate a new location"
        description = """
            Makes a site with a rack, one core switch and access switches, and cables each access
            switch to the core. Everything is **planned**: preview it first, run it then.
        """
        has_sensitive_variables = False
        field_order = ["site_name", "region", "manufacturer", "switch_model", "switches"]

    def run(self, site_name, region, manufacturer, switch_model, switches):
        self.planned = Status.objects.get(name="Planned")
        site = self.save(
            Location(
                name=site_name,
                location_type=LocationType.objects.get(name="Site"),
                parent=region,
                status=self.planned,
            )
        )
        group = self.save(RackGroup(name=f"{site_name} Row A", location=site))
        rack = self.save(
            Rack(name=f"{site_name}-A01", location=site, rack_group=group, status=self.planned)
        )
        core_model = DeviceType.objects.filter(devices__role__name="Core Switch").first()
        prefix = site_name.lower()
        core = self.device(f"{prefix}-core01", core_model or switch_model, "Core Switch", rack)
        for number in range(1, switches + 1):
            name = f"{prefix}-sw{number:02d}"
            switch = self.device(name, switch_model, "Access Switch", rack)
            self.connect(switch, core)
            self.progress(number, switches, name)
        cables = Cable.objects.filter(_termination_a_device__location=site).count()
        self.summary(f"{site}: {switches + 1} devices, {cables} cables, all planned.")
        return {"site": str(site.pk), "devices": switches + 1, "cables": cables}

    def save(self, thing):
        thing.validated_save()
        self.logger.success("Created", extra={"object": thing})
        return thing

    def device(self, name, model, role, rack):
        free = rack.get_available_units(u_height=model.u_height)
        if not free:
            raise RuntimeError(f"{rack} is full")
        return self.save(
            Device(
                name=name,
                device_type=model,
                role=Role.objects.get(name=role),
                location=rack.location,
                rack=rack,
                position=free[0],
                face="front",
                status=self.planned,
            )
        )

    def connect(self, switch, core):
        uplink = self.free_ports(switch).last()
        port = self.free_ports(core).first()
        if uplink is None or port is None:
            self.logger.warning("There is no free port to connect it", extra={"object": switch})
            return
        self.save(
            Cable(termination_a=uplink, termination_b=port, type="smf", status=self.planned)
        )

    def free_ports(self, device):
        ports = Interface.objects.filter(device=device, cable=None, mgmt_only=False)
        return ports.exclude(type__in=("virtual", "lag"))


register_jobs(NewLocation)
