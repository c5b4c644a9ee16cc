"""What may be where, and what follows when something moves or goes."""

from tests.inventory.beginnings import ADDRESSES, DEVICES

_DESK = """
desk_kind = LocationType.objects.create(name="Desk")
desk = Location.objects.create(name="Desk 1", location_type=desk_kind, status=active)
"""


def test_a_location_holds_what_its_type_names(work):
    said = work(
        DEVICES
        + _DESK
        + """
refused(lambda: device("ber-1", location=desk))
refused(lambda: Rack(name="R1", location=desk, status=active).validated_save())
refused(lambda: VLANGroup(name="G", location=desk).validated_save())
desk_kind.content_types.add(ContentType.objects.get_for_model(Device))
device("ber-1", location=desk)
desk_kind.content_types.clear()
refused(lambda: Device.objects.get().validated_save())
"""
    )
    held = (
        "location Desk 1 is a Desk, which holds no {0}: they are not among the content types "
        "of the location type Desk."
    )
    words = ("devices", "racks", "VLAN groups", "devices")
    assert said == [held.format(one) for one in words]


def test_a_job_of_1x_knows_no_such_rule(work):
    said = work(
        DEVICES
        + _DESK
        + """
from jobdesk.inventory.world import become_older
become_older()
device("ber-1", location=desk)
say(Device.objects.get().location)
"""
    )
    assert said == ["Desk 1"]


def test_a_site_of_1x_holds_devices_for_jobs_of_2x(work):
    said = work(
        DEVICES
        + """
site = Site(name="Kiel", slug="kiel", status=active)
site.validated_save()
device("kiel-1", location=Location.objects.get(name="Kiel"))
say("saved")
"""
    )
    assert said == ["saved"]


def test_prefixes_and_vlans_are_put_only_where_they_may_be(work):
    said = work(
        ADDRESSES
        + _DESK
        + """
one, vlan = prefix("10.0.0.0/8"), VLAN.objects.create(vid=7, name="seven", status=active)
refused(lambda: one.locations.add(desk))
refused(lambda: desk.vlans.add(vlan))
say(one.locations.count(), vlan.locations.count())
"""
    )
    assert [line.partition(":")[0] for line in said] == [
        "locations Desk 1 is a Desk, which holds no prefixes",
        "locations Desk 1 is a Desk, which holds no VLANs",
        "0 0",
    ]


def test_a_device_is_in_a_rack_of_its_place_and_fits_what_it_is_with(work):
    said = work(
        DEVICES
        + """
other = Location.objects.create(name="Rome", location_type=kind, status=active)
rack = Rack.objects.create(name="R1", location=other, status=active)
juniper = Manufacturer.objects.create(name="Juniper")
junos = Platform.objects.create(name="Junos", manufacturer=juniper)
refused(lambda: device("a", rack=rack))
refused(lambda: device("b", face="front"))
refused(lambda: device("c", platform=junos))
refused(lambda: device("d", device_redundancy_group_priority=1))
kit.subdevice_role = "child"
rack.location = hall
refused(lambda: device("e", rack=rack, face="front"))
"""
    )
    assert said == [
        "rack Rack R1 is at Rome, not at Berlin.",
        "face A device without a rack has no face.",
        "platform Junos is for devices of Juniper, not Cisco.",
        "device_redundancy_group_priority A device without a redundancy group has no priority "
        "in it.",
        "face A C9300 is inside another device: only that has a position.",
    ]


def test_a_rack_may_be_in_a_room_of_the_devices_place(work):
    said = work(
        DEVICES
        + """
room_kind = LocationType.objects.create(name="Room", parent=kind)
room_kind.content_types.set(ContentType.objects.all())
room = Location.objects.create(
    name="Room", location_type=room_kind, parent=hall, status=active
)
rack = Rack.objects.create(name="R1", location=room, status=active)
device("a", rack=rack)
say("saved")
"""
    )
    assert said == ["saved"]


def test_units_overlap_is_refused_by_field(work):
    said = work(
        DEVICES
        + """
rack = Rack.objects.create(name="R1", location=hall, status=active, u_height=4)
device("low", rack=rack, face="front", position=1)
refused(lambda: device("same", rack=rack, face="front", position=2))
refused(lambda: device("high", rack=rack, face="front", position=4))
device("fits", rack=rack, face="front", position=3)
"""
    )
    assert said == [
        "position Unit 2 of rack R1 has no room for 2 U.",
        "position Unit 4 of rack R1 has no room for 2 U.",
    ]


def test_types_stay_where_locations_use_them(work):
    said = work(
        DEVICES
        + """
above = LocationType.objects.create(name="Above")
kind.parent = above
refused(kind.validated_save)
hall.location_type = above
refused(hall.validated_save)
"""
    )
    assert said == [
        "parent Berlin is a Hall: the type above it stays.",
        "location_type Berlin is a Hall: the type of a location stays.",
    ]


def test_the_ends_of_a_cable_stay(work):
    said = work(
        DEVICES
        + """
made = device("ber-1")
ports = [
    Interface.objects.create(device=made, name=f"Gi{n}", type="1000base-t", status=active)
    for n in range(3)
]
cable = Cable(termination_a=ports[0], termination_b=ports[1], status=connected)
cable.validated_save()
cable.termination_b = ports[2]
refused(cable.validated_save)
"""
    )
    assert said == [
        "termination_b_id The ends of a cable stay: delete it, and make another one."
    ]


def test_an_interface_tags_only_with_the_mode_and_vlans_of_its_place(work):
    said = work(
        DEVICES
        + """
other = Location.objects.create(name="Rome", location_type=kind, status=active)
here, there = (VLAN.objects.create(vid=n, name=f"v{n}", status=active) for n in (1, 2))
here.locations.add(hall)
there.locations.add(other)
port = Interface.objects.create(device=device("ber-1"), name="Gi1", type="1000base-t")
say(port.status)
refused(lambda: port.tagged_vlans.add(here))
port.mode = "tagged"
port.validated_save()
refused(lambda: port.tagged_vlans.add(there))
port.tagged_vlans.add(here)
port.untagged_vlan = there
refused(port.validated_save)
port.untagged_vlan = None
port.mode = "access"
port.validated_save()
say(port.tagged_vlans.count())
"""
    )
    assert said == [
        "Active",
        "tagged_vlans Gi1 has no tagged VLANs: its mode is not 'tagged'.",
        "tagged_vlans v2 (2) is not used at Berlin, or around it.",
        "untagged_vlan v2 (2) is not used at Berlin, or around it.",
        "0",
    ]


def test_what_is_in_a_group_of_racks_goes_where_the_group_goes(work):
    said = work(
        DEVICES
        + """
other = Location.objects.create(name="Rome", location_type=kind, status=active)
group = RackGroup.objects.create(name="Row", location=hall)
rack = Rack.objects.create(name="R1", location=hall, rack_group=group, status=active)
panel = PowerPanel.objects.create(name="P1", location=hall, rack_group=group)
device("ber-1", rack=rack)
group.location = other
group.validated_save()
say(*(model.objects.get().location for model in (Rack, PowerPanel, Device)))
"""
    )
    assert said == ["Rome Rome Rome"]


def test_a_rack_does_not_go_where_its_devices_may_not_be(work):
    said = work(
        DEVICES
        + _DESK
        + """
rack = Rack.objects.create(name="R1", location=hall, status=active)
device("ber-1", rack=rack)
desk_kind.content_types.add(ContentType.objects.get_for_model(Rack))
rack.location = desk
refused(rack.validated_save)
say(Rack.objects.get().location)
"""
    )
    assert said[0].startswith("location Desk 1 is a Desk, which holds no devices")
    assert said[1] == "Berlin"


def test_devices_in_bays_go_along(work):
    said = work(
        DEVICES
        + """
other = Location.objects.create(name="Rome", location_type=kind, status=active)
outer, inner = device("outer"), device("inner")
DeviceBay.objects.create(device=outer, name="1", installed_device=inner)
outer.location = other
outer.validated_save()
say(Device.objects.get(name="inner").location)
"""
    )
    assert said == ["Rome"]


def test_the_master_of_a_new_chassis_is_its_first_member(work):
    said = work(
        DEVICES
        + """
one = device("one")
stack = VirtualChassis(name="Stack", master=one)
stack.validated_save()
one.refresh_from_db()
say(one.virtual_chassis, one.vc_position)
refused(lambda: device("two", virtual_chassis=stack))
refused(lambda: device("two", virtual_chassis=stack, vc_position=1))
"""
    )
    assert said == [
        "Stack 1",
        "vc_position A member of a virtual chassis has a position in it.",
        "__all__ A device with virtual chassis “Stack” and vc position “1” already exists.",
    ]


def test_a_lost_address_is_no_primary_one_any_more(work):
    said = work(
        DEVICES
        + """
Prefix(prefix="10.0.0.0/8", status=active).validated_save()
ip = IPAddress(address="10.0.0.1/24", status=active)
ip.validated_save()
made = device("ber-1")
ports = [Interface.objects.create(device=made, name=f"Gi{n}", type="lag") for n in range(2)]
made.primary_ip4 = ip
refused(made.validated_save)
for port in ports:
    say(port.add_ip_addresses(ip), port.add_ip_addresses([ip]))
made.validated_save()
ports[0].remove_ip_addresses(ip)
say(Device.objects.get().primary_ip4)
say(ports[1].remove_ip_addresses([ip, None]), Device.objects.get().primary_ip4)
"""
    )
    assert said == [
        "primary_ip4 10.0.0.1/24 is on none of its interfaces.",
        "1 0",
        "1 0",
        "10.0.0.1/24",
        "1 None",
    ]


def test_assignments_are_checked_at_every_save(work):
    said = work(
        DEVICES
        + """
Prefix(prefix="10.0.0.0/8", status=active).validated_save()
ip = IPAddress.objects.create(address="10.0.0.1/24", status=active)
port = Interface.objects.create(device=device("ber-1"), name="Gi1", type="lag")
refused(lambda: IPAddressToInterface.objects.create(ip_address=ip))
IPAddressToInterface.objects.create(ip_address=ip, interface=port)
refused(lambda: IPAddressToInterface.objects.create(ip_address=ip, interface=port))
lab = Namespace.objects.create(name="Lab")
vrf = VRF.objects.create(name="green", namespace=lab)
refused(lambda: vrf.prefixes.add(Prefix.objects.get()))
refused(lambda: VRFDeviceAssignment.objects.create(vrf=vrf))
port.vrf = vrf
refused(port.validated_save)
vrf.devices.add(port.device)
port.validated_save()
"""
    )
    assert said == [
        "__all__ An address is on one interface: of a device or of a machine.",
        "__all__ An ip address to interface with ip address “10.0.0.1/24” and interface “Gi1” "
        "already exists.",
        "namespace 10.0.0.0/8 is in Global, not in Lab as green.",
        "__all__ One has the VRF: a device or a virtual machine.",
        "vrf ber-1 does not have green.",
    ]
