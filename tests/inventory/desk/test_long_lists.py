"""Long lists are read in other ways than short ones, and show the same."""

LONG = """
from django.db import connection
from jobdesk.inventory.dcim.models import Device, Interface
from jobdesk.inventory.desk import columns, lengths, links, narrowing, searching, tiers, walking
from jobdesk.inventory.extras.models import Role, Status

core = Device.objects.get(name="core-1")
other = make("dcim.device", name="edge-2", device_type="C9300", role="Core", status="Active",
             location="Berlin").keys[0]
active, role = Status.objects.get(name="Active"), Role.objects.get(name="Core")
Interface.objects.bulk_create(
    Interface(name=f"{kind}{n}", _name=f"{kind}{n:04}", device_id=device, status=active,
              type="virtual" if n % 4 else "lag", enabled=bool(n % 6), mgmt_only=not n % 9,
              mode="" if n % 8 else "tagged",
              mtu=1500 if n % 3 else None, description="up" if n % 5 else "",
              role=role if n % 7 else None, label=kind if n % 2 else "")
    for kind in ("Port", "Vlan") for n in range(30) for device in (core.pk, other)
)

def shown(terms, sort, start, limit):
    query = GridQuery("dcim.interface", ("name",), tuple(terms), sort)
    return [row.key for row in grid.page(query, start, limit).rows]

def differences(terms, sort):
    asked = [(terms, sort, 0, 10), (terms, sort, 20, 90)]
    lengths.SHORT = 20_000
    short = [shown(*one) for one in asked]
    lengths.SHORT = 5
    walking._kept.orders = []
    long = [shown(*one) for one in asked]
    return [one for one, left, right in zip(asked, short, long) if left != right]
"""


def test_every_order_is_the_same_as_of_a_short_list(on_network):
    assert on_network(
        LONG
        + """
names = sorted(columns.shape_of("dcim.interface").sortable)
# few are referred to; many, of which some are looked at; all with one name; too many of these
for few, step, same, namesakes in ((9, 9, 99, 9), (0, 2, 99, 9), (0, 3, 99, 0), (0, 3, 0, 9)):
    links._FEW, links._STEP, links._SAME, links._NAMESAKES = few, step, same, namesakes
    tiers._STEPS = (few + 1, step)
    for sort in (*names, *(f"-{name}" for name in names)):
        for wrong in differences((), sort):
            say((few, step, same, namesakes, *wrong))
say("compared")
"""
    ) == ["compared"]


def test_the_first_page_by_any_column_that_is_shown_at_first_compares_no_whole_table(
    on_network,
):
    """A million rows by their devices, roles, types: by indexes, or put together from parts."""
    assert on_network(
        LONG
        + """
lengths.SHORT = 5
for kind in ("dcim.interface", "dcim.cable", "dcim.frontport", "dcim.rearport",
             "ipam.ipaddress", "ipam.prefix", "ipam.vlan"):
    shape, model = columns.shape_of(kind), kinds.model_of(kind)
    for name in [name for name in shape.first if name in shape.sortable]:
        for sort in (name, f"-{name}"):
            found = tiers.first_numbers(model, sort, 9)
            if found is None and not columns.is_served(model, sort):
                say(kind, sort)
say("looked at")
"""
    ) == ["looked at"]


def test_rows_that_refer_to_things_with_one_name_are_in_their_order(on_network):
    """Devices of two tenants may have the same name; their ports are as they were made."""
    assert on_network(
        LONG
        + """
lengths.SHORT = 5
from jobdesk.inventory.tenancy.models import Tenant
tenant, same = Tenant.objects.create(name="ACME"), "edge-00000002"
Device.objects.filter(pk=core.pk).update(name="edge-2", _name=same, tenant=tenant)
def made(sort):
    page = grid.page(GridQuery("dcim.interface", ("name",), (), sort), 0, 500)
    numbers = {str(one.pk): one for one in Interface.objects.all()}
    return [str(numbers[row.key].device_id) for row in page.rows]
both = made("device")
say(len(both), len(set(both[:4])), made("-device") == both[::-1])
"""
    ) == ["121 2 True"]


def test_every_filter_leaves_the_same_as_of_a_short_list(on_network):
    assert on_network(
        LONG
        + """
walking._FIRST = 4
FILTERS = ("q=port", "q=VLAN2", "q=up", "q=zzz", "name__ic=lan1", "description__ic=u",
           "label__ic=ort", "status=Active", "mtu__gte=1000", "role=null", "device__has=edge",
           "location=Berlin", "type=lag", "mode=tagged", "mode=", "enabled=true",
           "enabled=false", "mgmt_only=yes", "mgmt_only=no")
WAYS = ((3_000, 50_000, -1), (2, 10, 10), (2, 50_000, -1), (2, 10, -1))
for few, some, patience in WAYS:  # as a whole; gone through; those that fit compared; all
    narrowing._MOST_KEYS = searching._DIFFERENT = few
    searching._different.cache_clear()
    walking._FEW, walking._SOME = few, some
    walking._GLANCE_S = walking._PATIENCE_S = patience
    for text in FILTERS:
        is_sorted = text in ("q=port", "name__ic=lan1")
        for sort in ("", "-name", "description") if is_sorted else ("",):
            for wrong in differences([tuple(text.split("="))], sort):
                say((few, some, patience, *wrong))
say("compared")
"""
    ) == ["compared"]


def test_the_total_of_a_list_that_is_read_as_a_whole_is_told_with_its_first_page(on_network):
    assert on_network(
        LONG
        + """
lengths.SHORT = 5
query = GridQuery("dcim.interface", ("name",), (("q", "vlan"),))
page = grid.page(query)
say([len(page.rows), page.total, grid.total(query)])
"""
    ) == ["[60, 60, 60]"]


def test_who_scrolls_stays_in_the_list_as_it_was_and_a_first_page_is_fresh(on_network):
    assert on_network(
        LONG
        + """
lengths.SHORT = 5
query = GridQuery("dcim.interface", ("name",), (("q", "vlan"),))
before = grid.page(query).total
gone = grid.page(query, 50, 10).rows[0].key
Interface.objects.filter(pk=gone).delete()
say([before, len(grid.page(query, 50, 10).rows), grid.page(query).total])
"""
    ) == ["[60, 9, 59]"]


def test_a_first_page_makes_objects_of_its_own_rows_alone(on_network):
    """A list with many matches late in its order is compared by SQLite, not by Python."""
    assert (
        on_network(
            LONG
            + """
from django.db.models.signals import post_init
made = []
post_init.connect(lambda instance, **more: made.append(instance), sender=Interface, weak=False)
lengths.SHORT = walking._FEW = 5
walking._GLANCE_S = walking._PATIENCE_S = -1
for term in (("q", "vlan"), ("device__has", "edge"), ("status", "Active")):
    made.clear()
    page = grid.page(GridQuery("dcim.interface", ("name",), (term,)), 0, 10)
    say([len(page.rows), len(made)])
"""
        )
        == ["[10, 10]"] * 3
    )


def test_a_search_begins_where_names_with_the_text_begin(on_network):
    assert on_network(
        LONG
        + """
from jobdesk.inventory.desk.starting import from_start
for terms, sort in (
    ((("q", "vlan"),), ""), ((("name__ic", "PORT"),), "-name"), ((("q", "zzz"),), ""),
    ((("q", "vlan2"), ("q", "port3")), ""), ((("q", "up"),), ""), ((("q", "vlan"),), "type"),
):
    say([value for _, value in from_start(Interface, terms, sort).children])
"""
    ) == [
        "['Vlan00000000']",
        "['Port00000029']",
        "[]",
        "['Port00000003']",
        "['Port00000001']",
        "[]",
    ]


def test_no_kind_is_sorted_for_its_first_page_when_it_is_long(on_network):
    assert on_network(
        """
from django.db import connection
from jobdesk.inventory.desk import columns
columns.is_short = lambda model: False
for group in kinds.kind_groups():
    for kind in group.kinds:
        found = grid._ordered(GridQuery(kind.label, ()), "")[:100]
        if "TEMP B-TREE" in found.explain():
            say(kind.label)
say("looked at")
"""
    ) == ["looked at"]


def test_a_search_in_a_long_list_looks_at_no_row_that_says_nothing(on_network):
    """Words that few objects have are found by indexes of these words alone."""
    assert on_network(
        """
from jobdesk.inventory.desk import lengths
from jobdesk.inventory.desk.narrowing import narrowed
from jobdesk.inventory.dcim.models import Interface
lengths.SHORT = 0
Interface.objects.create(name="Eth2", device_id=device.keys[0], type="virtual",
                         status_id=Interface.objects.get().status_id, description="uplink")
for text in ("eth", "uplink"):
    say("SCAN" in narrowed(Interface, (("q", text),)).order_by().explain())
"""
    ) == ["False", "False"]
