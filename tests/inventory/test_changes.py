"""The change log: every difference once, in the transaction that made it."""

_START = """
from django.db import transaction
from django.contrib.contenttypes.models import ContentType
from jobdesk.inventory.changes import ChangeContext, change_context
from jobdesk.inventory.extras.models import ObjectChange, Status, Tag
from jobdesk.inventory.dcim.models import *
from jobdesk.inventory.tenancy.models import Tenant

def context(no=7):
    return change_context(ChangeContext("m.rossi", "job", "sites.NewBranch", no))

def tell():
    for one in ObjectChange.objects.order_by("time", "object_repr"):
        shots = one.get_snapshots()["differences"]
        names = lambda side: sorted((shots[side] or {}).keys() - {"last_updated", "created"})
        say(one.action, one.object_repr, one.result_no, *names("removed"))
"""


def test_nothing_is_logged_outside_a_context(work):
    said = work(
        _START + "Tenant.objects.create(name='ACME'); say(ObjectChange.objects.count())"
    )
    assert said == ["0"]


def test_create_update_and_delete_say_who_and_what(work):
    said = work(
        _START
        + """
with context(7):
    tenant = Tenant.objects.create(name="ACME")
with context(8):
    tenant.description = "new"
    tenant.save()
with context(9):
    tenant.delete()
for one in ObjectChange.objects.order_by("time"):
    say(one.action, one.result_no, one.user_name, one.change_context_detail)
updated = ObjectChange.objects.get(action="update")
say(updated.get_snapshots()["differences"]["added"]["description"])
"""
    )
    assert said == [
        "create 7 m.rossi sites.NewBranch",
        "update 8 m.rossi sites.NewBranch",
        "delete 9 m.rossi sites.NewBranch",
        "new",
    ]


def test_several_saves_in_one_context_are_one_entry(work):
    said = work(
        _START
        + """
with context():
    tenant = Tenant.objects.create(name="ACME")
    tenant.description = "one"
    tenant.save()
    tenant.description = "two"
    tenant.save()
(one,) = ObjectChange.objects.all()
say(one.action, one.object_data["description"])
"""
    )
    assert said == ["create two"]


def test_a_save_without_a_difference_leaves_no_entry(work):
    said = work(
        _START
        + """
tenant = Tenant.objects.create(name="ACME")
with context():
    tenant.save()
    tenant.description = "x"
    tenant.save()
    tenant.description = ""
    tenant.save()
say(ObjectChange.objects.count())
"""
    )
    assert said == ["0"]


def test_a_delete_is_never_hidden_by_an_update_before_it(work):
    """The original records an update, and its delete hooks never fire (its issue 8336)."""
    said = work(
        _START
        + """
tenant = Tenant.objects.create(name="ACME")
with context():
    tenant.description = "going"
    tenant.save()
    tenant.delete()
(one,) = ObjectChange.objects.all()
say(one.action, repr(one.object_data["description"]))
"""
    )
    assert said == ["delete ''"]


def test_what_is_made_and_deleted_in_one_context_leaves_nothing(work):
    said = work(
        _START
        + """
with context():
    Tenant.objects.create(name="ACME").delete()
say(ObjectChange.objects.count())
"""
    )
    assert said == ["0"]


def test_rolled_back_changes_have_no_entries_and_the_next_save_has_one(work):
    said = work(
        _START
        + """
class Back(Exception):
    pass
with context():
    tenant = Tenant(name="ACME")
    try:
        with transaction.atomic():
            tenant.save()
            raise Back
    except Back:
        pass
    say(ObjectChange.objects.count())
    tenant._state.adding = True
    tenant.save()
tell()
"""
    )
    assert said[0] == "0"
    assert said[1].startswith("create ACME 7")


def test_a_cascade_is_logged_object_by_object(work):
    said = work(
        _START
        + """
active = Status.objects.get(name="Active")
kind = LocationType.objects.create(name="Site")
kind.content_types.set(ContentType.objects.all())
maker = Manufacturer.objects.create(name="Cisco")
from jobdesk.inventory.extras.models import Role
role = Role.objects.create(name="Access")
role.content_types.add(ContentType.objects.get_for_model(Device))
site = Location.objects.create(name="Berlin", location_type=kind, status=active)
kit = DeviceType.objects.create(manufacturer=maker, model="C9300")
device = Device.objects.create(
    name="ber-1", device_type=kit, role=role, status=active, location=site
)
for number in range(3):
    Interface.objects.create(
        device=device, name=f"Gi{number}", type="1000base-t", status=active
    )
with context():
    Device.objects.filter(name="ber-1").delete()
say(*sorted(f"{one.action}:{one.object_repr}" for one in ObjectChange.objects.all()))
"""
    )
    assert said == ["delete:Gi0 delete:Gi1 delete:Gi2 delete:ber-1"]


def test_bulk_writes_are_logged_too(work):
    said = work(
        _START
        + """
with context(1):
    Tenant.objects.bulk_create([Tenant(name="A"), Tenant(name="B")])
with context(2):
    Tenant.objects.filter(name="A").update(description="x")
with context(3):
    one, two = Tenant.objects.order_by("name")
    one.description, two.description = "y", "z"
    Tenant.objects.bulk_update([one, two], ["description"])
every = ObjectChange.objects.all()
say(*sorted(f"{one.result_no}:{one.action}:{one.object_repr}" for one in every))
"""
    )
    assert said == ["1:create:A 1:create:B 2:update:A 3:update:A 3:update:B"]


def test_tags_that_are_added_are_an_update_of_the_object(work):
    said = work(
        _START
        + """
tenant = Tenant.objects.create(name="ACME")
tag = Tag.objects.create(name="gold")
with context():
    tenant.tags.add(tag)
    tenant.tags.add(tag)
(one,) = ObjectChange.objects.all()
shots = one.get_snapshots()["differences"]
is_new = shots["added"]["tags"] == [str(tag.pk)]
say(one.action, one.object_repr, shots["removed"]["tags"], is_new)
"""
    )
    assert said == ["update ACME [] True"]


def test_threads_of_a_run_are_in_its_context(work):
    said = work(
        _START
        + """
from concurrent.futures import ThreadPoolExecutor
with change_context(ChangeContext("m.rossi", "job", "x", 5), everywhere=True):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: Tenant.objects.create(name=f"T{n}") and None, range(8)))
say(ObjectChange.objects.filter(result_no=5).count())
"""
    )
    assert said == ["8"]


def test_values_not_saved_yet_are_no_part_of_an_entry_about_links(work):
    said = work(
        _START
        + """
tenant = Tenant.objects.create(name="ACME")
tag = Tag.objects.create(name="gold")
with context(1):
    tenant.description = "typed"
    tenant.tags.add(tag)
with context(2):
    tenant.save()
tell()
"""
    )
    assert said == ["update ACME 1 tags", "update ACME 2 description"]


def test_a_name_in_an_entry_is_the_name_and_not_its_sort_order(work):
    said = work(
        _START
        + """
kind = LocationType.objects.create(name="Site")
kind.content_types.set(ContentType.objects.all())
site = Location.objects.create(
    name="Berlin", location_type=kind, status=Status.objects.get(name="Active")
)
with context():
    Rack.objects.create(name="R2", location=site, status=site.status)
say(ObjectChange.objects.get().object_data["name"])
"""
    )
    assert said == ["R2"]
