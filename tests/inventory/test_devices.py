"""Devices and what they consist of: rules, templates, racks, cables, contexts, older names."""

from tests.inventory.beginnings import DEVICES


def test_a_new_device_gets_the_parts_of_its_type_in_their_natural_order(work):
    said = work(
        DEVICES
        + """
for name in ("Gi1/0/10", "Gi1/0/2", "Gi1/0/1"):
    InterfaceTemplate.objects.create(device_type=kit, name=name, type="1000base-t")
rear = RearPortTemplate.objects.create(device_type=kit, name="R1", type="lc", positions=2)
FrontPortTemplate.objects.create(
    device_type=kit, name="F2", type="lc", rear_port_template=rear, rear_port_position=2
)
made = device("ber-1")
say(*made.interfaces.all(), made.interfaces.first().status)
say(made.front_ports.get().rear_port == made.rear_ports.get())
made.save()
say(made.interfaces.count())
"""
    )
    assert said == ["Gi1/0/1 Gi1/0/2 Gi1/0/10 Active", "True", "3"]


def test_bad_values_are_told_with_their_field(work):
    said = work(
        DEVICES
        + """
device("ber-1")
refused(lambda: device("ber-1"))
refused(lambda: device("ber-2", position=3))
refused(lambda: device("ber-2", status=connected))
refused(lambda: device("ber-2", virtual_chassis=VirtualChassis.objects.create(name="vc")))
say(Device.objects.count())
"""
    )
    assert said == [
        "name There is a device ber-1 without a tenant at Berlin.",
        "position A device without a rack has no position.",
        "status status Connected is not meant for a device.",
        "vc_position A member of a virtual chassis has a position in it.",
        "1",
    ]


def test_one_unit_of_a_rack_takes_one_device(work):
    said = work(
        DEVICES
        + """
rack = Rack.objects.create(name="R1", location=hall, status=active, u_height=6)
device("ber-1", rack=rack, position=2, face="front")
say(*rack.get_available_units(), "|", *rack.get_available_units(2))
say(*rack.get_utilization())
refused(lambda: device("ber-2", rack=rack, position=3, face="front"))
device("ber-2", rack=rack, position=4, face="front")
rack.u_height = 4
refused(rack.validated_save)
"""
    )
    assert said == [
        "6 5 4 1 | 5 4",
        "2 6",
        "position Unit 3 of rack R1 has no room for 2 U.",
        "u_height A device is mounted in unit 5 of R1.",
    ]


_PANELS = """
def panel(name):
    made = device(name)
    rear = RearPort.objects.create(device=made, name="R", type="mpo", positions=2)
    for place in (1, 2):
        FrontPort.objects.create(
            device=made, name=f"F{place}", type="lc", rear_port=rear, rear_port_position=place
        )
    return made

def plug(one, other):
    made = Cable(termination_a=one, termination_b=other, status=connected)
    made.validated_save()
    return made

def port(name):
    return Interface.objects.create(
        device=device(name), name="Gi1", type="1000base-t", status=active
    )
"""


def test_a_way_goes_through_panels_to_its_end(work):
    said = work(
        DEVICES
        + _PANELS
        + """
left, right, west, east = port("left"), port("right"), panel("west"), panel("east")
plug(left, west.front_ports.get(name="F2"))
trunk = plug(west.rear_ports.get(), east.rear_ports.get())
left.refresh_from_db()
say(left.connected_endpoint)
plug(east.front_ports.get(name="F2"), right)
left, right = Interface.objects.get(pk=left.pk), Interface.objects.get(pk=right.pk)
say(left.connected_endpoint == right, right.connected_endpoint == left, len(left.trace()))
trunk.delete()
say(Interface.objects.get(pk=left.pk).connected_endpoint)
"""
    )
    assert said == ["None", "True True 3", "None"]


def test_an_end_has_one_cable_and_fits_its_other_end(work):
    said = work(
        DEVICES
        + _PANELS
        + """
one, two, three = port("one"), port("two"), port("three")
plug(one, two)
refused(lambda: plug(Interface.objects.get(pk=one.pk), three))
console = ConsolePort.objects.create(device=three.device, name="con0")
refused(lambda: plug(three, console))
refused(lambda: plug(three, three))
say(Cable.objects.count())
one.device.delete()
say(Cable.objects.count(), Interface.objects.get(pk=two.pk).cable)
"""
    )
    assert said[0] == "termination_a_id Gi1 of one has a cable already."
    assert "An interface cannot be connected to a console port." in said[1]
    assert "A cable cannot connect an end with itself." in said[2]
    assert said[3:] == ["1", "0 None"]


def test_primary_addresses_are_on_an_interface_of_the_device(work):
    said = work(
        DEVICES
        + """
made = device("ber-1")
Prefix(prefix="10.0.0.0/24", status=active).validated_save()
address = IPAddress(address="10.0.0.1/24", status=active)
address.validated_save()
made.primary_ip4 = address
refused(made.validated_save)
port = Interface.objects.create(device=made, name="Gi1", type="1000base-t", status=active)
port.ip_addresses.add(address)
made.validated_save()
say(made.primary_ip.address.ip, Device.objects.filter(primary_ip4__host="10.0.0.1").count())
"""
    )
    assert said == [
        "primary_ip4 10.0.0.1/24 is on none of its interfaces.",
        "10.0.0.1 1",
    ]


def test_config_contexts_are_merged_by_weight_with_the_devices_own_on_top(work):
    said = work(
        DEVICES
        + """
made = device("ber-1", local_config_context_data={"ntp": {"port": 1}})
base = ConfigContext.objects.create(name="base", weight=100, data={"ntp": {"servers": ["a"]}})
here = ConfigContext.objects.create(name="here", weight=200, data={"ntp": {"servers": ["b"]}})
here.locations.add(hall)
there = ConfigContext.objects.create(name="there", weight=300, data={"ntp": {"servers": ["c"]}})
there.roles.add(Role.objects.create(name="Core"))
say(made.get_config_context())
"""
    )
    assert said == ["{'ntp': {'servers': ['b'], 'port': 1}}"]


def test_custom_fields_are_checked_and_have_defaults(work):
    said = work(
        DEVICES
        + """
def field(**values):
    made = CustomField(**values)
    made.validated_save()
    made.content_types.add(ContentType.objects.get_for_model(Tenant))
    return made

field(label="Cost centre", type="integer", validation_minimum=100)
field(label="Tier", type="text", default="gold")
rank = field(label="Rank", type="select")
CustomFieldChoice.objects.create(custom_field=rank, value="A")
tenant = Tenant(name="ACME", _custom_field_data={"cost_centre": 7, "rank": "B"})
refused(tenant.validated_save)
tenant.cf.update(cost_centre="700", rank="A")
tenant.validated_save()
say(dict(sorted(Tenant.objects.get().cf.items())))
say(Tenant.objects.filter(_custom_field_data__tier="gold").count())
"""
    )
    assert said == [
        "__all__ Cost centre: 7 is not at least 100. Rank: 'B' is none of its choices.",
        "{'cost_centre': 700, 'rank': 'A', 'tier': 'gold'}",
        "1",
    ]


def test_names_of_the_first_generation_work_over_the_same_tables(work):
    said = work(
        DEVICES
        + """
europe = Region(name="Europe", slug="eu")
europe.validated_save()
site = Site(name="Hamburg", slug="ham", region=europe, status=active)
site.validated_save()
core = DeviceRole(name="Core", slug="core")
core.validated_save()
made = Device(name="ham-1", device_type=kit, device_role=core, site=site, status=active)
made.validated_save()
say(made.location == site, made.role, made.site.region)
find = Device.objects.filter
say(find(site=site).count(), find(site__slug="ham", device_role__slug="core").count(),
    find(site__region__name="Europe").count(), find(site_id=site.pk).count(),
    Device.objects.exclude(site=site).count(), *find(site=site).values_list("site__name"))
plain = Location.objects.get(name="Hamburg")
say(isinstance(plain, Site), isinstance(plain, Region), isinstance(hall, Site))
say(Device.objects.update(site=hall), Device.objects.get().location)
"""
    )
    assert said == [
        "True Core Europe",
        "1 1 1 1 0 ('Hamburg',)",
        "True False False",
        "1 Berlin",
    ]


def test_a_way_goes_through_a_circuit_to_the_other_side(work):
    said = work(
        DEVICES
        + _PANELS
        + """
from jobdesk.inventory.circuits.models import *
line = Circuit.objects.create(
    cid="L1", provider=Provider.objects.create(name="Carrier"),
    circuit_type=CircuitType.objects.create(name="Fibre"), status=active,
)
def side(letter):
    made = CircuitTermination(circuit=line, term_side=letter, location=hall)
    made.validated_save()
    return made
near, far = side("A"), side("Z")
left, right = port("left"), port("right")
plug(left, near)
left.refresh_from_db()
say(left.connected_endpoint)
plug(far, right)
left.refresh_from_db()
say(left.connected_endpoint == right, *(str(hop[0]) for hop in left.trace()))
line.refresh_from_db()
say(line.circuit_termination_a == near, Circuit.objects.filter(type__name="Fibre").count())
refused(lambda: CircuitTermination(circuit=line, term_side="A").full_clean())
"""
    )
    assert said[:3] == ["None", "True Gi1 Termination Z: Berlin", "True 1"]
    assert said[3].startswith("__all__ An end is at a location or in a provider's network.")


def test_a_cable_goes_with_its_end_and_both_are_in_the_log(work):
    said = work(
        DEVICES
        + _PANELS
        + """
from jobdesk.inventory.changes import ChangeContext, change_context
one, two = port("one"), port("two")
def tell(no):
    rows = ObjectChange.objects.filter(result_no=no)
    say(*sorted(f"{row.action} {row.object_repr[:3]}" for row in rows))
with change_context(ChangeContext("m.rossi", "job", "x", 1)):
    plug(one, two)
tell(1)
with change_context(ChangeContext("m.rossi", "job", "x", 2)):
    Interface.objects.get(pk=one.pk).delete()
tell(2)
two.refresh_from_db()
say(Cable.objects.count(), two.cable, two.get_cable_peer(), two.connected_endpoint)
"""
    )
    assert said[0] == "create one update Gi1 update Gi1"  # a cable is called by its ends
    assert "delete Gi1" in said[1]
    assert "delete one" in said[1]
    assert "update Gi1" in said[1]
    assert said[2] == "0 None None None"


def test_the_master_of_a_chassis_answers_for_its_members(work):
    said = work(
        DEVICES
        + """
stack = VirtualChassis.objects.create(name="stack")
one = device("ber-1", virtual_chassis=stack, vc_position=1)
two = device("ber-2", virtual_chassis=stack, vc_position=2)
stack.master = one
stack.validated_save()
other = Interface.objects.create(device=two, name="Gi2", type="1000base-t", status=active)
Interface.objects.create(device=two, name="mgmt", type="other", status=active, mgmt_only=True)
Prefix.objects.create(prefix="10.0.0.0/24", status=active)
address = IPAddress(address="10.0.0.1/24", status=active, assigned_object=other)
address.validated_save()
one, two = Device.objects.get(name="ber-1"), Device.objects.get(name="ber-2")
say(*one.vc_interfaces, "|", *two.vc_interfaces)
one.primary_ip4 = address
one.validated_save()
lag = Interface(device=one, name="Po1", type="lag", status=active)
lag.validated_save()
other.lag = lag
other.validated_save()
stranger = Interface(device=device("ber-3"), name="x", type="other", status=active, lag=lag)
refused(stranger.full_clean)
one.virtual_chassis, one.vc_position, one.primary_ip4 = None, None, None
refused(one.full_clean)
stack.delete()
say(*Device.objects.filter(vc_position=None))
"""
    )
    assert said == [
        "Gi2 | Gi2 mgmt",
        "lag Po1 belongs to ber-1.",
        "virtual_chassis ber-1 is the master of stack: it stays its member.",
        "ber-1 ber-2 ber-3",
    ]
