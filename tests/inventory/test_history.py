"""The change log as it is read: pages, figures, fields in words."""

import pytest
from tests.support.history_code import START


@pytest.fixture
def history(work):
    """Run code after the imports of this subject."""
    return lambda code: work(START + code)


def test_pages_follow_each_other_without_a_gap_or_a_double(history):
    said = history(
        """
with run(3):
    for number in range(25):
        Tenant.objects.create(name=f"T{number:02}")
seen, after = [], None
while True:
    one = feed.page(of(3), after, 10)
    seen += [row.name for row in one.rows]
    say(len(one.rows))
    after = one.after
    if after is None:
        break
say(seen == [f"T{number:02}" for number in range(24, -1, -1)])
"""
    )
    assert said == ["10", "10", "5", "True"]


def test_entries_of_one_moment_are_each_on_one_page(history):
    said = history(
        """
with run(3):
    for number in range(9):
        Tenant.objects.create(name=f"T{number}")
ObjectChange.objects.all().update(time="2026-01-01T00:00:00Z")
seen, after = [], None
for _ in range(5):
    one = feed.page(of(3), after, 2)
    seen += [row.name for row in one.rows]
    after = one.after
say(after, len(seen), len(set(seen)))
"""
    )
    assert said == ["None 9 9"]


def test_an_outline_counts_by_kind_in_the_order_of_the_run(history):
    said = history(
        """
old = Tenant.objects.create(name="old")
with run(3):
    maker = Manufacturer.objects.create(name="Cisco")
    Tenant.objects.create(name="A")
    Tenant.objects.create(name="B")
    maker.delete()
    Manufacturer.objects.create(name="Arista")
    old.delete()
found = feed.outline(of(3))
for one in found.kinds:
    say(one.model, one.kind, one.created, one.updated, one.deleted)
say(found.total, found.created, found.deleted)
say(*[row.name for row in feed.of_kind(of(3), "tenancy.tenant", 1, 5)])
"""
    )
    assert said == [
        "tenancy.tenant Tenant 2 0 1",
        "dcim.manufacturer Manufacturer 1 0 0",
        "4 3 1",
        "B old",
    ]


def test_entries_are_found_by_user_action_kind_and_text(history):
    said = history(
        """
with run(3):
    Tenant.objects.create(name="ACME Berlin")
    Manufacturer.objects.create(name="ACME")
with run(4, "k.ito"):
    Tenant.objects.get().delete()
def names(**more):
    say(*sorted(f"{one.action} {one.name}" for one in feed.page(ChangeFilter(**more)).rows))
names(user="k.ito")
names(actions=frozenset({"create"}))
names(model="dcim.manufacturer")
names(text="acme berlin")
names(text="newbranch", actions=frozenset({"delete"}))
names(text="newbranch", result_no=4)  # all entries of a run have that
say(*feed.choices().users, *feed.choices().kinds)
"""
    )
    assert said == [
        "delete ACME Berlin",
        "create ACME create ACME Berlin",
        "create ACME",
        "create ACME Berlin delete ACME Berlin",
        "delete ACME Berlin",
        "",
        "k.ito m.rossi ('dcim.manufacturer', 'Manufacturer') ('tenancy.tenant', 'Tenant')",
    ]


def test_fields_are_told_by_name_and_lists_by_what_came_and_went(history):
    said = history(
        """
core = Tag.objects.create(name="core")
hub = Tag.objects.create(name="hub")
kind = LocationType.objects.create(name="Site")
kind.content_types.set(ContentType.objects.all())
site = Location.objects.create(name="Berlin", location_type=kind, status=planned)
site.tags.add(core)
with run(3):
    site.status = active
    site.tags.set([hub])
    site.save()
(row,) = feed.page(of(3)).rows
found = detail(row.id)
for one in found.changed:
    say(one.name, one.label, "|", one.before, "|", one.after, one.added, one.removed)
say(found.is_there, found.later, any(one.name == "last_updated" for one in found.fields))
"""
    )
    assert said == [
        "status Status | Planned | Active () ()",
        "tags Tags | core | hub ('hub',) ('core',)",
        "True 0 False",
    ]


def test_what_an_entry_refers_to_keeps_its_name_when_it_is_gone(history):
    said = history(
        """
with run(2):
    group = Tenant.objects.create(name="gone later")
kind = LocationType.objects.create(name="Site")
kind.content_types.set(ContentType.objects.all())
with run(3):
    Location.objects.create(name="B", location_type=kind, status=active, tenant=group)
Location.objects.update(tenant=None)
with run(4):
    group.delete()
(row,) = feed.page(of(3)).rows
say(*[one.after for one in detail(row.id).fields if one.name == "tenant"])
"""
    )
    assert said == ["gone later"]


def test_a_long_value_is_told_line_by_line(history):
    said = history(
        """
context = ConfigContext.objects.create(name="ntp", data={"role": "core", "uplinks": 6})
with run(3):
    context.data = {"role": "core", "uplinks": 8}
    context.save()
(row,) = feed.page(of(3)).rows
(one,) = detail(row.id).changed
say(one.label, one.before, one.after)
for line in one.lines:
    say(line.before_no, line.after_no, line.sign, line.text.strip())
"""
    )
    assert said == [
        "Data 2 keys 2 keys",
        "1 1   {",
        '2 2   "role": "core",',
        '3 0 - "uplinks": 6',
        '0 3 + "uplinks": 8',
        "4 4   }",
    ]


def test_a_filter_leaves_the_same_however_far_the_newest_entries_are_looked_through(history):
    said = history(
        """
from itertools import product
from django.db import connection
from django.test.utils import CaptureQueriesContext
for no in range(1, 5):
    with run(no, user=f"user{no % 2}"):
        for number in range(10):
            one = Tenant.objects.create(name=f"T{no}-{number}")
            if number % 3 == 0:
                Manufacturer.objects.create(name=f"M{no}-{number}")
            if number % 4 == 0:
                one.delete()

def shown(wanted):
    seen, after = [], None
    while True:
        one = feed.page(wanted, after, 4)
        seen += [row.id for row in one.rows]
        after = one.after
        if after is None:
            return seen

WAYS = ((), (6,), (6, 20), (1_000,))
for text, user, model, by_run in product(
    ("", "1-", "new"), ("", "user1"), ("", "dcim.manufacturer"), (None, True, False)
):
    wanted = ChangeFilter(text=text, user=user, model=model, by_run=by_run)
    found = []
    for windows, few in product(WAYS, (3, 1_000)):
        feed._WINDOWS, feed._FEW = windows, few
        found.append(shown(wanted))
    if any(one != found[0] for one in found) or len(found[0]) != len(set(found[0])):
        say("differs", wanted)
feed._WINDOWS = (10,)
with CaptureQueriesContext(connection) as asked:
    feed.page(ChangeFilter(by_run=True), None, 4)
said = [one["sql"] for one in asked if "extras_objectchange" in one["sql"]]
say(len(said), "LIMIT 10)" in said[0])
"""
    )
    assert said == ["1 True"]
