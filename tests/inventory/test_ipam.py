"""What happens to the tree of prefixes, to VRFs, VLANs and the names of 1.x for them."""

from tests.inventory.beginnings import ADDRESSES, DEVICES


def test_a_prefix_that_becomes_smaller_lets_go_of_what_is_outside(work):
    said = work(
        ADDRESSES
        + """
prefix("10.0.0.0/8", type="container")
middle = prefix("10.0.0.0/16")
prefix("10.0.200.0/24")
host = address("10.0.250.1/24")
middle.prefix = "10.0.0.0/17"
middle.validated_save()
say(tree())
host.refresh_from_db()
say(host.parent)
"""
    )
    assert said == [
        "10.0.0.0/8<None 10.0.0.0/17<10.0.0.0/8 10.0.200.0/24<10.0.0.0/8",
        "10.0.0.0/8",
    ]


def test_addresses_keep_a_prefix_around_them(work):
    said = work(
        ADDRESSES
        + """
from django.db.models import ProtectedError
only = prefix("10.0.0.0/16")
address("10.0.250.1/24")
only.prefix = "10.0.0.0/17"
refused(only.validated_save)
only = Prefix.objects.get()
try:
    only.delete()
except ProtectedError:
    say("protected", Prefix.objects.count())
"""
    )
    assert said == [
        "prefix_length 10.0.250.1/24 is inside 10.0.0.0/16 and would have no prefix.",
        "protected 1",
    ]


def test_misplaced_prefixes_and_addresses_are_found_and_put_right(work):
    said = work(
        ADDRESSES
        + """
from jobdesk.inventory.ipam.parents import misplaced, put_right
prefix("10.0.0.0/8", type="container")
inner = prefix("10.1.0.0/16")
host, lone = address("10.1.0.1/16"), address("10.1.0.2/16")
six = prefix("2001:db8::/32")
say(len(misplaced()))
Prefix.objects.filter(pk=inner.pk).update(parent=six)
IPAddress.objects.filter(pk=host.pk).update(parent=inner.parent)
IPAddress.objects.filter(pk=lone.pk).update(parent=None)
found = misplaced()
say(*(one.text for one in found))
say(put_right(found), len(misplaced()), tree())
IPAddress.objects.filter(pk=host.pk).update(parent=None, host="172.16.0.1")
say(misplaced()[0].text if misplaced() else "an address without a prefix is no misplaced one")
"""
    )
    assert said == [
        "0",
        "10.1.0.0/16 10.1.0.1 10.1.0.2",
        "3 0 10.0.0.0/8<None 10.1.0.0/16<10.0.0.0/8 2001:db8::/32<None",
        "an address without a prefix is no misplaced one",
    ]


def test_free_addresses_of_a_large_prefix_are_found_one_after_the_other(work):
    said = work(
        ADDRESSES
        + """
net = prefix("2001:db8::/64")
for _ in range(3):
    address(net.get_first_available_ip())
say(*net.ip_addresses.all(), net.get_utilization().numerator)
full = prefix("192.0.2.0/30")
for _ in range(2):
    address(full.get_first_available_ip())
say(full.get_first_available_ip(), *full.get_utilization())
"""
    )
    assert said == ["2001:db8::1/64 2001:db8::2/64 2001:db8::3/64 3", "None 2 2"]


def test_a_pool_counts_as_used_once(work):
    said = work(
        ADDRESSES
        + """
net = prefix("10.0.0.0/24")
prefix("10.0.0.0/26", type="pool")
address("10.0.0.1/24")
address("10.0.0.200/24")
say(*net.get_utilization())
"""
    )
    assert said == ["65 254"]


def test_vrfs_hold_prefixes_of_their_namespace(work):
    said = work(
        ADDRESSES
        + """
lab = Namespace.objects.create(name="Lab")
red = VRF(name="red", rd="65000:1", namespace=lab)
red.validated_save()
inside, outside = prefix("10.0.0.0/8", namespace=lab), prefix("10.0.0.0/8")
red.add_prefix(inside)
refused(lambda: red.add_prefix(outside))
say(*red.prefixes.all(), inside.vrf, Prefix.objects.filter(vrf=red).count())
address("10.0.0.1/8", namespace=lab)
say(IPAddress.objects.filter(vrf=red).count(), IPAddress.objects.filter(vrf=None).count())
inside.namespace = Namespace.objects.get(name="Global")
refused(inside.validated_save)
"""
    )
    assert said[:3] == [
        "prefix 10.0.0.0/8 is in Global, not in Lab.",
        "10.0.0.0/8 Lab: (red) 1",
        "1 0",
    ]
    assert any("VRF" in line for line in said[3:])


def test_numbers_of_vlans_are_in_the_range_of_their_group(work):
    said = work(
        ADDRESSES
        + """
group = VLANGroup(name="campus", range="10-12,20")
group.validated_save()
def vlan(vid):
    VLAN(vid=vid, name=f"v{vid}", vlan_group=group, status=active).validated_save()
vlan(10)
vlan(20)
refused(lambda: vlan(13))
say(group.get_next_available_vid(), group.available_vids)
group.range = "1-9"
refused(group.validated_save)
group.range = "many"
refused(group.validated_save)
"""
    )
    assert said == [
        "vid campus has the numbers 10-12,20 only.",
        "11 [11, 12]",
        "range VLAN 10 is outside of it.",
        "range 'many' is no range like 1-99,200.",
    ]


def test_names_of_1x_for_addresses_and_prefixes(work):
    said = work(
        DEVICES
        + """
from jobdesk.inventory.ipam.models import Role as IPAMRole
rir = RIR.objects.create(name="RFC 1918", is_private=True)
Aggregate(prefix="10.0.0.0/8", rir=rir).validated_save()
plain = Prefix.objects.get()
say(*Aggregate.objects.all(), isinstance(plain, Aggregate), plain.type)
IPAMRole(name="Loopbacks", slug="loops").save()
net = Prefix(prefix="10.1.0.0/24", site=hall, is_pool=True, status=active,
             role=Role.objects.get(slug="loops"))
net.validated_save()
find = Prefix.objects.filter
say(find(site=hall).count(), find(is_pool=True).count(), find(site=None).count(), net.site)
say(find(role__slug="loops").count(), isinstance(net.role, IPAMRole), *IPAMRole.objects.all())
made = device("ber-1")
port = Interface.objects.create(device=made, name="lo0", type="virtual", status=active)
host = IPAddress(address="10.1.0.1/32", status=active, role="loopback", assigned_object=port)
host.validated_save()
say(host.role, host.assigned_object, IPAddress.objects.filter(role="loopback").count())
refused(lambda: IPAddress(address="10.1.0.2/32", role="nonsense"))
vlan = VLAN(vid=7, name="seven", site=hall, status=active)
vlan.validated_save()
say(VLAN.objects.filter(site__name="Berlin").count(), VLAN.objects.filter(group=None).count())
rack = Rack.objects.create(name="R", site=hall, status=active)
say(Rack.objects.get(site__name="Berlin", site_id=hall.pk).site)
"""
    )
    assert said == [
        "10.0.0.0/8 True container",
        "1 1 1 Berlin",
        "1 True Loopbacks",
        "Loopback lo0 1",
        "role There is no role 'nonsense'.",
        "1 1",
        "Berlin",
    ]
