"""Devices and their parts, racks and cables."""

from nautobot.apps.jobs import Job, register_jobs
from nautobot.dcim.models import (
    Cable,
    Device,
    DeviceType,
    Interface,
    Location,
    Rack,
    VirtualChassis,
)
from nautobot.extras.models import Role, Status


class AddDevice(Job):
    """A new device with the parts of its type, saved twice."""

    def run(self):
        device = Device(
            name="three",
            device_type=DeviceType.objects.get(model="Edge 1"),
            role=Role.objects.get(name="access"),
            location=Location.objects.get(name="Home"),
            status=Status.objects.get(name="Planned"),
        )
        device.validated_save()
        device.serial = "S3"
        device.status = Status.objects.get(name="Active")
        device.validated_save()


class SaveUnchanged(Job):
    def run(self):
        for device in Device.objects.all():
            device.validated_save()


class ChangeSome(Job):
    """One by one, as most jobs do."""

    def run(self):
        planned = Status.objects.get(name="Planned")
        for device in Device.objects.exclude(name="one"):
            device.status = planned
            device.comments = f"was {device.name}"
            device.save()


class MoveRack(Job):
    def run(self):
        rack = Rack.objects.get(name="R1")
        rack.location = Location.objects.get(name="Away")
        rack.validated_save()


class MoveDevice(Job):
    def run(self):
        device = Device.objects.get(name="Kältemaschine")
        device.location = Location.objects.get(name="Away")
        device.validated_save()


class Connect(Job):
    def run(self):
        ends = [
            Interface.objects.get(device__name=name, name="Ethernet2")
            for name in ("one", "two")
        ]
        cable = Cable(
            termination_a=ends[0],
            termination_b=ends[1],
            status=Status.objects.get(name="Connected"),
            label="A-1",
        )
        cable.validated_save()
        ends[0].refresh_from_db()
        return ends[0].connected_endpoint.device.name


class ConnectAndDelete(Job):
    """A cabled device goes: its cable goes with it, and the other end is free."""

    def run(self):
        Connect.run(self)
        self.logger.info("cabled")
        Device.objects.get(name="one").delete()
        return Interface.objects.get(device__name="two", name="Ethernet2").cable is None


class MakeChassis(Job):
    def run(self):
        chassis = VirtualChassis(name="Stack", master=Device.objects.get(name="one"))
        chassis.validated_save()
        second = Device.objects.get(name="two")
        second.virtual_chassis = chassis
        second.vc_position = 2
        second.validated_save()


class DeleteDevice(Job):
    def run(self):
        Device.objects.get(name="two").delete()


class DeleteMany(Job):
    def run(self):
        Interface.objects.filter(device__name="one").delete()


register_jobs(
    AddDevice, SaveUnchanged, ChangeSome, MoveRack, MoveDevice, Connect, ConnectAndDelete,
    MakeChassis, DeleteDevice, DeleteMany,
)  # fmt: skip
