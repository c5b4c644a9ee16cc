"""Changes taken back: only what has not changed since, in an order that references allow."""

import pytest
from tests.support.history_code import START

_DEVICE = """
kind = LocationType.objects.create(name="Site")
kind.content_types.set(ContentType.objects.all())
site = Location.objects.create(name="Berlin", location_type=kind, status=active)
role = Role.objects.create(name="Access")
role.content_types.set(ContentType.objects.all())
maker = Manufacturer.objects.create(name="Cisco")
kit = DeviceType.objects.create(manufacturer=maker, model="C9300")
for number in range(2):
    InterfaceTemplate.objects.create(device_type=kit, name=f"Gi{number}", type="1000base-t")

def device(name):
    one = Device(name=name, device_type=kit, role=role, status=active, location=site)
    one.validated_save()
    return one

def cable(near, far):
    state = Status.objects.get(name="Connected")
    one = Cable(termination_a=near, termination_b=far, status=state)
    one.validated_save()
    return one
"""


@pytest.fixture
def history(work):
    """Run code after the imports of this subject, with what devices need."""
    return lambda code: work(START + _DEVICE + code)


def test_a_run_is_taken_back_as_a_change_set_of_its_own(history):
    said = history(
        """
old, gone = Tenant.objects.create(name="old"), Tenant.objects.create(name="gone")
key, made = gone.pk, gone.created
with run(3):
    Tenant.objects.create(name="new")
    old.description = "x"
    old.save()
    gone.delete()
told(3)
done = undo(3)
say(done.created, done.updated, done.deleted)
say(*sorted(Tenant.objects.values_list("name", "description")))
back = Tenant.objects.get(name="gone")
say(back.pk == key, back.created == made)
rows = feed.page(ChangeFilter(user="a.meier")).rows
say(*sorted(f"{one.action} {one.name} {one.result_no} {one.detail}" for one in rows))
say(len({one.request_id for one in rows}))
"""
    )
    assert said == [
        "create Tenant gone ready | ",
        "update Tenant old ready |  Description",
        "delete Tenant new ready | ",
        "1 1 1",
        "('gone', '') ('old', '')",
        "True True",
        "create gone 0 Revert of run 3 delete new 0 Revert of run 3 "
        "update old 0 Revert of run 3",
        "1",
    ]


def test_what_has_changed_since_stays_and_says_by_whom(history):
    said = history(
        """
one, two = Tenant.objects.create(name="one"), Tenant.objects.create(name="two")
with run(3):
    for it in (one, two):
        it.description = "by 3"
        it.save()
    new = Tenant.objects.create(name="new")
with run(4, "k.ito"):
    one.description = "by 4"
    one.save()
    two.comments = "by 4"
    two.save()
    new.comments = "by 4"
    new.save()
told(3)
try:
    undo(3)
except NotReverted as error:
    say(error)
undo(3, beside=True)
say(*Tenant.objects.order_by("name").values_list("name", "description", "comments"))
"""
    )
    assert said == [
        "delete Tenant new refused | Comments changed since by k.ito in run 4.",
        "update Tenant two beside | Comments changed since by k.ito in run 4. Description",
        "update Tenant one refused | Description changed since by k.ito in run 4. Description",
        "There is nothing that can be reverted.",
        "('new', '', 'by 4') ('one', 'by 4', '') ('two', '', 'by 4')",
    ]


def test_a_device_with_ports_and_a_cable_goes_and_comes_back(history):
    said = history(
        """
with run(3):
    one, two = device("a"), device("b")
    cable(one.interfaces.get(name="Gi0"), two.interfaces.get(name="Gi1"))
    key = Interface.objects.get(device=one, name="Gi0").pk
undo(3)
say(Device.objects.count(), Interface.objects.count(), Cable.objects.count())
request = feed.page(ChangeFilter(user="a.meier")).rows[0].request_id
with change_context(ChangeContext("a.meier", "web", "again")), transaction.atomic():
    revert(ChangeFilter(request_id=request))
say(Device.objects.count(), Interface.objects.count(), Cable.objects.count())
port = Interface.objects.get(pk=key)
say(port.device.name, port.get_cable_peer().device.name)
"""
    )
    assert said == ["0 0 0", "2 4 1", "a b"]


def test_a_cable_is_called_by_what_it_connects(history):
    """Where it has no label; also when it is gone, and with its ends."""
    said = history(
        """
with run(3):
    one, two = device("a"), device("b")
    made = cable(one.interfaces.get(name="Gi0"), two.interfaces.get(name="Gi1"))
    labelled = cable(one.interfaces.get(name="Gi1"), two.interfaces.get(name="Gi0"))
    labelled.label = "K7"
    labelled.validated_save()
say(str(made) == f"#{made.pk}")  # what jobs know from the original
for row in sorted(feed.page(ChangeFilter(result_no=3)).rows, key=lambda row: row.name):
    if row.model == "dcim.cable":
        say(row.name)
    for field in detail(row.id).fields:
        if field.name == "cable":
            say(row.name, field.after)
with run(4):
    one.delete()
say(*sorted(row.name for row in feed.page(ChangeFilter(result_no=4)).rows
            if row.model == "dcim.cable"))
say(*sorted(item.row.name for item in plan(ChangeFilter(result_no=4)).items
            if item.row.model == "dcim.cable"))
"""
    )
    told = ["Gi0 K7", "Gi0 a Gi0 \N{EN DASH} b Gi1", "Gi1 K7", "Gi1 a Gi0 \N{EN DASH} b Gi1"]
    assert said[0] == "True"
    assert sorted(said[1:7]) == [*told, "K7", "a Gi0 \N{EN DASH} b Gi1"]
    assert said[7:] == ["K7 a Gi0 \N{EN DASH} b Gi1"] * 2


def test_what_others_use_since_is_not_taken_away(history):
    said = history(
        """
with run(3):
    fresh = Role.objects.create(name="Fresh")
    fresh.content_types.add(ContentType.objects.get_for_model(Device))
    tag = Tag.objects.create(name="mine")
    one = device("a")
    one.tags.add(tag)
other = device("b")
other.role = fresh
other.save()
site.tags.add(tag)
told(3)
say(undo(3).deleted, *Device.objects.values_list("name", flat=True))
"""
    )
    assert said == [
        "delete Interface Gi1 ready | ",
        "delete Interface Gi0 ready | ",
        "delete Device a ready | ",
        "delete Tag mine refused | It is used by location Berlin.",
        "delete Role Fresh refused | It is used by device b.",
        "3 b",
    ]


def test_what_hangs_on_a_refused_one_stays_too(history):
    said = history(
        """
with run(3):
    one = device("a")
with run(4):
    port = one.interfaces.get(name="Gi0")
    port.description = "x"
    port.save()
told(3)
"""
    )
    assert said == [
        "delete Interface Gi1 ready | ",
        "delete Interface Gi0 refused | Description changed since by m.rossi in run 4.",
        "delete Device a refused | It hangs together with Gi0, which stays.",
    ]


def test_what_referred_to_something_gone_since_is_told(history):
    said = history(
        """
tenant = Tenant.objects.create(name="ACME")
site.tenant = tenant
site.save()
with run(3):
    site.tenant = None
    site.save()
with run(4):
    tenant.delete()
told(3)
"""
    )
    assert said == ["update Location Berlin refused | Tenant was ACME, which is gone. Tenant"]


def test_a_name_that_was_taken_since_stops_all_of_it(history):
    said = history(
        """
gone, other = Tenant.objects.create(name="ACME"), Tenant.objects.create(name="other")
with run(3):
    other.description = "x"
    other.save()
    gone.delete()
Tenant.objects.create(name="ACME")
try:
    undo(3)
except NotReverted as error:
    say(error)
other.refresh_from_db()
say(other.description, feed.count(ChangeFilter(user="a.meier")))
"""
    )
    assert said == [
        "Tenant ACME cannot be reverted: A tenant with name “ACME” already exists. "
        "Nothing was reverted.",
        "x 0",
    ]


def test_names_that_change_places_find_their_order(history):
    said = history(
        """
gone = Tenant.objects.create(name="ACME")
key = gone.pk
with run(3):
    gone.delete()
    Tenant.objects.create(name="ACME")
say(undo(3).deleted, Tenant.objects.get(name="ACME").pk == key)
"""
    )
    assert said == ["1 True"]


def test_a_plan_that_is_no_longer_true_is_not_carried_out(history):
    said = history(
        """
tenant = Tenant.objects.create(name="ACME")
with run(3):
    tenant.description = "x"
    tenant.save()
shown = plan(of(3)).fingerprint
tenant.comments = "typed meanwhile"
tenant.save()
try:
    undo(3, expected=shown, beside=True)
except NotReverted as error:
    say(error)
"""
    )
    assert said == [
        "Objects have changed since this plan was made. Nothing was reverted; look at the "
        "new plan."
    ]


def test_prefixes_and_addresses_find_their_places_again(history):
    said = history(
        """
space = Prefix.objects.create(prefix="10.0.0.0/8", status=active)
inner = Prefix.objects.create(prefix="10.1.0.0/16", status=active)
IPAddress.objects.create(address="10.1.0.5/16", status=active)
with run(3):
    inner.delete()
with run(4):
    Prefix.objects.create(prefix="10.0.0.0/12", status=active)
undo(3)
say(*[f"{one}<{one.parent}" for one in Prefix.objects.order_by("prefix_length")])
say(IPAddress.objects.get().parent)
undo(4)
say(*[f"{one}<{one.parent}" for one in Prefix.objects.order_by("prefix_length")])
"""
    )
    assert said == [
        "10.0.0.0/8<None 10.0.0.0/12<10.0.0.0/8 10.1.0.0/16<10.0.0.0/12",
        "10.1.0.0/16",
        "10.0.0.0/8<None 10.1.0.0/16<10.0.0.0/8",
    ]


def test_one_entry_of_a_run_alone(history):
    said = history(
        """
one, two = Tenant.objects.create(name="one"), Tenant.objects.create(name="two")
with run(3):
    Tenant.objects.update(description="x")
rows = feed.page(of(3)).rows
(mine,) = [row.id for row in rows if row.name == "two"]
undo(3, only=frozenset({mine}))
say(*Tenant.objects.order_by("name").values_list("name", "description"))
"""
    )
    assert said == ["('one', 'x') ('two', '')"]


def test_many_that_were_made_go_at_once_and_one_in_use_holds_up_no_other(history):
    said = history(
        """
from django.test.utils import CaptureQueriesContext
from django.db import connection
with run(3):
    Tenant.objects.bulk_create([Tenant(name=f"T{at}") for at in range(60)])
    site.tenant = Tenant.objects.get(name="T7")
    site.save()
with CaptureQueriesContext(connection) as asked:
    say(undo(3).deleted)
site.refresh_from_db()
say(Tenant.objects.count(), site.tenant, len(asked) < 60 * 8)
"""
    )
    assert said == ["60", "0 None True"]


def test_what_followed_a_change_comes_back_with_it(history):
    said = history(
        """
other = Location.objects.create(name="Rome", location_type=kind, status=active)
rack = Rack.objects.create(name="R1", location=site, status=active)
one, two = device("one"), device("two")
Device.objects.filter(pk=one.pk).update(rack=rack)
Prefix.objects.create(prefix="10.0.0.0/8", status=active)
address = IPAddress.objects.create(address="10.0.0.1/8", status=active)
two.interfaces.first().add_ip_addresses(address)
Device.objects.filter(pk=two.pk).update(primary_ip4=address)
with run(3):
    rack.location = other
    rack.validated_save()
    address.delete()
with run(4):
    VirtualChassis(name="Stack", master=Device.objects.get(name="one")).validated_save()
say(*Device.objects.values_list("location__name", "primary_ip4", "vc_position"))
undo(4)
undo(3)
for it in Device.objects.all():
    say(it.location, it.primary_ip4, it.vc_position, it.virtual_chassis)
say(Rack.objects.get().location, VirtualChassis.objects.count())
"""
    )
    assert said == [
        "('Rome', None, 1) ('Berlin', None, None)",
        "Berlin None None None",
        "Berlin 10.0.0.1/8 None None",
        "Berlin 0",
    ]


def test_what_many_objects_refer_to_is_read_once_for_all(history):
    """Thousands of changes: each object asks for itself only."""
    said = history(
        """
from django.db import connection
from django.test.utils import CaptureQueriesContext
for number in range(20):
    device(f"d{number}")
with run(3):
    for one in Device.objects.all():
        one.comments = "new"
        one.save()
def asked(no, **more):
    with CaptureQueriesContext(connection, ) as found:
        undo(no, **more)
    lines = [one["sql"] for one in found.captured_queries if one["sql"].startswith("SELECT")]
    return [len([one for one in lines if f'FROM "{table}"' in one])
            for table in ("dcim_location", "extras_role", "dcim_devicetype")]
say(*asked(3))
say(*set(Device.objects.values_list("comments", flat=True)))
"""
    )
    assert said == ["1 1 1", ""]
