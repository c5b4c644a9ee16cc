"""Job files as the documents of Nautobot 1.x show them: a branch is made, connections are told.

`{door}` is where `Job` and its variables come from; both spellings are in use.
"""

BRANCH = """
from django.utils.text import slugify

from nautobot.dcim.models import Device, DeviceRole, DeviceType, Manufacturer, Site
from nautobot.extras.models import Status
from {door} import *


class Branch(Job):
    class Meta:
        name = "Branch"
        field_order = ["site_name", "switch_count", "switch_model"]
        has_sensitive_variables = False

    site_name = StringVar(description="How the site is called")
    switch_count = IntegerVar(description="How many switches it gets")
    manufacturer = ObjectVar(model=Manufacturer, required=False)
    switch_model = ObjectVar(
        model=DeviceType, query_params={{"manufacturer_id": "$manufacturer"}}
    )

    def run(self, data, commit):
        planned = Status.objects.get(slug="planned")
        site = Site(name=data["site_name"], slug=slugify(data["site_name"]), status=planned)
        site.validated_save()
        self.log_success(obj=site, message="Site made")
        role = DeviceRole.objects.get(name="Access Switch")
        for number in range(1, data["switch_count"] + 1):
            switch = Device(
                device_type=data["switch_model"],
                name=f"{{site.slug}}-switch{{number}}",
                site=site,
                status=planned,
                device_role=role,
            )
            switch.validated_save()
            self.log_success(obj=switch, message="Switch made")
        rows = ["name,make,model"]
        for switch in Device.objects.filter(site=site):
            kind = switch.device_type
            rows.append(",".join([switch.name, kind.manufacturer.name, kind.model]))
        return "\\n".join(rows)
"""

CONNECTIONS = """
from nautobot.dcim.models import ConsolePort, Device, PowerPort
from nautobot.extras.models import Status
from {door} import Job


class Connections(Job):
    description = "Console and power of every active device"

    def test_consoles(self):
        active = Status.objects.get(slug="active")
        ports = ConsolePort.objects.prefetch_related("device")
        for port in ports.filter(device__status=active):
            if port.connected_endpoint is None:
                self.log_failure(obj=port.device, message="{{}} is open".format(port.name))
            elif not port.connection_status:
                self.log_warning(obj=port.device, message="{{}} is planned".format(port.name))
            else:
                self.log_success(obj=port.device)

    def test_power(self):
        active = Status.objects.get(slug="active")
        for device in Device.objects.filter(status=active):
            connected = 0
            for port in PowerPort.objects.filter(device=device):
                if port.connected_endpoint is not None:
                    connected += 1
                    if not port.connection_status:
                        words = "{{}} is planned".format(port.name)
                        self.log_warning(obj=device, message=words)
            if connected < 2:
                self.log_failure(obj=device, message="{{}} of 2 supplies".format(connected))
            else:
                self.log_success(obj=device)
"""

DOORS = {"older": "nautobot.extras.jobs", "newer": "nautobot.apps.jobs"}
