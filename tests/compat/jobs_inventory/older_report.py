"""1.x: a report of tests, without run."""

from nautobot.dcim.models import Device
from nautobot.extras.jobs import Job


class Serials(Job):
    def test_serials(self):
        for device in Device.objects.filter(status__slug="active").order_by("name"):
            if device.serial:
                self.log_success(device)
            else:
                self.log_failure(device, "No serial number")


class Nothing(Job):
    """Does nothing, which was no error in 1.x."""
