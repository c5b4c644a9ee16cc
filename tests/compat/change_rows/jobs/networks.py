"""Networks, addresses, VLANs."""

from nautobot.apps.jobs import Job, register_jobs
from nautobot.dcim.models import Device, Interface, Location
from nautobot.extras.models import Status
from nautobot.ipam.models import (
    VLAN,
    VRF,
    IPAddress,
    IPAddressToInterface,
    Namespace,
    Prefix,
    VLANGroup,
)


class Assign(Job):
    """The next free address onto an interface, and its device is managed there."""

    def run(self):
        active = Status.objects.get(name="Active")
        lan = Prefix.objects.get(prefix="10.0.1.0/24", namespace__name="Global")
        address = IPAddress(address=lan.get_first_available_ip(), status=active)
        address.validated_save()
        device = Device.objects.get(name="one")
        device.interfaces.get(name="Ethernet1").ip_addresses.add(address)
        device.primary_ip4 = address
        device.validated_save()


class AssignByThrough(Job):
    def run(self):
        IPAddressToInterface.objects.create(
            ip_address=IPAddress.objects.get(host="10.0.1.9"),
            interface=Interface.objects.get(device__name="one", name="Ethernet2"),
        )


class TakeAway(Job):
    """The device is not managed at it any more."""

    def run(self):
        port = Interface.objects.get(device__name="two", name="Ethernet1")
        return port.remove_ip_addresses(port.ip_addresses.all().first())


class DeleteAddress(Job):
    def run(self):
        IPAddress.objects.get(address="10.0.1.9/24").delete()


class Split(Job):
    """A network between others: they move under it without an entry."""

    def run(self):
        active = Status.objects.get(name="Active")
        whole = Prefix.objects.get(prefix="10.0.0.0/16")
        made = Prefix.objects.create(prefix="10.0.0.0/23", status=active, type="container")
        free = whole.get_first_available_prefix()
        Prefix.objects.create(
            prefix=f"{free.network}/26",
            status=active,
            location=Location.objects.get(name="Home"),
        )
        inner = Prefix.objects.get(prefix="10.0.1.0/24", namespace__name="Global")
        return [str(made.parent), str(inner.parent), str(free)]


class Vlans(Job):
    def run(self):
        group = VLANGroup.objects.get(name="Campus")
        for name in ("voice", "data"):
            VLAN(
                vid=group.get_next_available_vid(),
                name=name,
                vlan_group=group,
                status=Status.objects.get(name="Active"),
            ).validated_save()
        port = Interface.objects.get(device__name="one", name="Ethernet1")
        port.mode = "tagged"
        port.untagged_vlan = VLAN.objects.get(name="data")
        port.validated_save()
        port.tagged_vlans.set(VLAN.objects.filter(vlan_group=group, name="voice"))


class Vrf(Job):
    def run(self):
        space = Namespace.objects.get(name="Lab")
        vrf = VRF.objects.create(name="green", rd="65000:1", namespace=space)
        vrf.prefixes.add(*Prefix.objects.filter(namespace=space))
        vrf.devices.add(Device.objects.get(name="one"))


register_jobs(Assign, AssignByThrough, TakeAway, DeleteAddress, Split, Vlans, Vrf)
