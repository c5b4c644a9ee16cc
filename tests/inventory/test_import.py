"""Imports: made, changed, left alone, refused in words; all of a file or nothing."""

import pytest

from jobdesk.errors import NotFound
from jobdesk.inventory.exchange import calls
from jobdesk.inventory.exchange.documents import Format, parse_sheet
from jobdesk.inventory.exchange.report import Action, NotImported
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.paths import WorkspacePaths


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    door = InventoryDoor(WorkspacePaths(tmp_path_factory.mktemp("inventory")), "ada")
    door.call(stock)
    return door


def stock():
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.models import (
        Device,
        DeviceType,
        Location,
        LocationType,
        Manufacturer,
    )
    from jobdesk.inventory.extras.models import (
        CustomField,
        CustomFieldChoice,
        Role,
        Status,
        Tag,
    )
    from jobdesk.inventory.ipam.models import Prefix

    device = ContentType.objects.get_for_model(Device)
    active = Status.objects.get(name="Active")
    region = LocationType(name="Region", nestable=True)
    region.validated_save()
    site = LocationType(name="Site", parent=region, nestable=True)
    site.validated_save()
    site.content_types.add(device)
    for name in ("Berlin", "Bonn"):
        Location(name=name, location_type=site, status=active).validated_save()
    for name in ("Access", "Core"):
        role = Role(name=name)
        role.validated_save()
        role.content_types.add(device)
    maker = Manufacturer(name="Acme")
    maker.validated_save()
    DeviceType(manufacturer=maker, model="S1", u_height=1).validated_save()
    for name in ("blue", "red"):
        Tag(name=name).validated_save()
    rack = CustomField(label="Shelf", key="shelf", type="select")
    rack.validated_save()
    rack.content_types.add(device)
    CustomFieldChoice(custom_field=rack, value="top").validated_save()
    Prefix(prefix="10.0.0.0/8", status=active).validated_save()


def imported(door, label, text, kind=Format.CSV, mapping=None):
    sheet = parse_sheet(text, kind, "it")
    return door.change(calls.bring_in, label, sheet, mapping, None, detail="import of it")


def refused(door, label, text, kind=Format.CSV, mapping=None):
    before = door.call(everything)
    with pytest.raises(NotImported) as told:
        imported(door, label, text, kind, mapping)
    assert door.call(everything) == before
    return [str(one) for one in told.value.report.errors]


def everything():
    from django.apps import apps

    return {m.__name__: m._base_manager.count() for m in apps.get_models() if m._meta.managed}


def values_of(label, name, *fields):
    from django.apps import apps

    return apps.get_model(label).objects.filter(name=name).values_list(*fields).first()


def entries(detail):
    from jobdesk.inventory.extras.changelog import ObjectChange

    rows = ObjectChange.objects.filter(change_context_detail=detail).order_by("time")
    return [(row.action, row.object_repr, str(row.request_id)) for row in rows]


HEAD = "name,location,device_type,role,status,serial"


def test_rows_become_objects_in_one_change(stocked):
    text = (
        f"{HEAD},tags,cf_shelf\n"
        'a1,Berlin,S1,Access,Active,X1,"blue,red",top\n'
        "a2,Bonn,S1,Core,Planned,,,\n"
    )
    sheet = parse_sheet(text, Format.CSV)
    report = stocked.change(
        calls.bring_in, "devices", sheet, None, None, detail="import of first.csv"
    )

    assert (report.is_done, report.created, report.sentence) == (
        True,
        2,
        "2 created, 0 updated, 0 stayed as they are.",
    )
    fields = ("location__name", "status__name", "serial", "_custom_field_data__shelf")
    assert stocked.call(values_of, "dcim.device", "a1", *fields) == (
        "Berlin",
        "Active",
        "X1",
        "top",
    )
    made = stocked.call(entries, "import of first.csv")
    assert [(action, name) for action, name, _ in made] == [("create", "a1"), ("create", "a2")]
    assert len({request for _, _, request in made}) == 1


def test_a_look_changes_nothing_and_tells_all(stocked):
    imported(stocked, "dcim.device", f"{HEAD}\nb1,Berlin,S1,Access,Active,B1\n")
    before = stocked.call(everything)
    sheet = parse_sheet(
        f"{HEAD}\nb1,Berlin,S1,Core,Active,B2\nb1,Bonn,S1,Core,Active,\n", Format.CSV
    )

    report = stocked.call(calls.look_at_import, "dcim.device", sheet, None, None)

    assert [(row.row, row.action, row.name) for row in report.rows] == [
        (2, Action.UPDATED, "b1"),
        (3, Action.CREATED, "b1"),
    ]
    assert [(c.field, c.before, c.after) for c in report.rows[0].changes] == [
        ("Role", "Access", "Core"),
        ("Serial", "B1", "B2"),
    ]
    assert stocked.call(everything) == before
    assert stocked.call(values_of, "dcim.device", "b1", "serial") == ("B1",)


def test_what_is_the_same_is_left_alone(stocked):
    text = f"{HEAD}\nc1,Berlin,S1,Access,Active,C1\n"
    imported(stocked, "dcim.device", text)
    stamp = stocked.call(values_of, "dcim.device", "c1", "last_updated")

    again = imported(stocked, "dcim.device", text)

    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert stocked.call(values_of, "dcim.device", "c1", "last_updated") == stamp


def test_the_key_finds_an_object_whose_name_changes(stocked):
    imported(stocked, "dcim.device", f"{HEAD}\nd1,Berlin,S1,Access,Active,\n")
    (key,) = stocked.call(values_of, "dcim.device", "d1", "pk")

    report = imported(stocked, "dcim.device", f"id,name\n{key},d1-renamed\n")

    assert report.updated == 1
    assert stocked.call(values_of, "dcim.device", "d1-renamed", "pk") == (key,)


def test_an_unknown_key_is_kept_for_the_new_object(stocked):
    key = "7b0c4f9e-5a38-4b5e-9d0e-0a5f3c1f2a77"
    imported(stocked, "tenants", f"id,name\n{key},Kept\n")
    assert str(stocked.call(values_of, "tenancy.tenant", "Kept", "pk")[0]) == key


def test_columns_that_are_not_there_stay_as_they_are_and_empty_cells_empty(stocked):
    imported(stocked, "tenants", "name,description,comments\nE1,first,kept\n")
    imported(stocked, "tenants", "name,description\nE1,\n")
    assert stocked.call(values_of, "tenancy.tenant", "E1", "description", "comments") == (
        "",
        "kept",
    )


def test_parents_may_come_after_their_children(stocked):
    text = (
        "name,location_type,parent,status\nF-site,Site,F-land,Active\nF-land,Region,,Active\n"
    )
    report = imported(stocked, "dcim.location", text)
    assert (report.created, [row.row for row in report.rows]) == (2, [2, 3])
    assert stocked.call(values_of, "dcim.location", "F-site", "parent__name") == ("F-land",)


NAUTOBOT = (
    "display,id,object_type,natural_slug,face,name,serial,device_type__manufacturer__name,"
    "device_type__model,status__name,role__name,tenant__name,location__name,"
    "location__parent__name,rack__name,rack__rack_group__name,created,last_updated,tags,"
    "software_image_files,wireless_networks__name,cf_shelf\n"
    "g1,5f1cde6a-8f3c-4be7-9f7e-6bd8f3f1f4a1,dcim.device,g1_5f1c,,g1,,Acme,S1,Active,Core,"
    "NoObject,Berlin,NoObject,NoObject,NoObject,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,,"
    ",NoObject,top\n"
)


def test_the_titles_of_the_originals_files_are_understood(stocked):
    report = imported(stocked, "dcim.device", NAUTOBOT)
    assert report.created == 1
    assert {"display", "created", "wireless_networks__name"} <= set(report.ignored)
    found = stocked.call(values_of, "dcim.device", "g1", "pk", "location__name", "tenant")
    assert (str(found[0])[:8], *found[1:]) == ("5f1cde6a", "Berlin", None)


def test_a_page_of_the_rest_interface_is_read(stocked):
    text = """{"count": 1, "results": [{"id": "0d4c1a10-0000-4000-8000-000000000001",
      "object_type": "ipam.prefix", "display": "10.9.0.0/24", "prefix": "10.9.0.0/24",
      "network": "10.9.0.0", "ip_version": 4, "type": {"value": "pool", "label": "Pool"},
      "status": {"id": "%s", "object_type": "extras.status", "url": "https://x/"},
      "namespace": {"name": "Global"}, "locations": [], "tags": [{"name": "blue"}]}]}"""
    (status,) = stocked.call(values_of, "extras.status", "Active", "pk")
    report = imported(stocked, "ipam.prefix", text % status, Format.JSON)
    assert report.created == 1
    again = imported(stocked, "ipam.prefix", text % status, Format.JSON)
    assert again.unchanged == 1


def test_columns_are_named_anew_or_left_out(stocked):
    mapping = {"Hostname": "name", "Where": "location", "Notes": ""}
    text = "Hostname,Where,Device Type,Role,Status,Notes\nh1,Bonn,S1,Core,Active,x\n"
    report = imported(stocked, "dcim.device", text, mapping=mapping)
    assert (report.created, report.ignored) == (1, ("Notes",))
    assert ("location", "Location") in stocked.call(calls.targets, "dcim.device")


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        (
            "dcim.device",
            f"{HEAD}\nx,Nowhere,S1,Core,Active,\n",
            "row 2, location: There is no location called Nowhere.",
        ),
        (
            "dcim.device",
            f"{HEAD}\nx,Berlin,S1,Core,Connected,\n",
            "row 2, status: status Connected is not meant for a device.",
        ),
        (
            "dcim.device",
            f"{HEAD}\n,,,,,\nx,Berlin,S1,,Active,\n",
            "row 3, role: This is required.",
        ),
        (
            "dcim.device",
            f"{HEAD},cf_shelf\nx,Berlin,S1,Core,Active,,low\n",
            "row 2: Shelf: 'low' is none of its choices.",
        ),
        (
            "dcim.device",
            f"{HEAD},position\nx,Berlin,S1,Core,Active,,a\n",
            "row 2, position: 'a' is no whole number.",
        ),
        (
            "dcim.device",
            f"{HEAD},position\nx,Berlin,S1,Core,Active,,7\n",
            "row 2, position: A device without a rack has no position.",
        ),
        (
            "dcim.device",
            f"{HEAD},tags\nx,Berlin,S1,Core,Active,,green\n",
            "row 2, tags: There is no tag called green.",
        ),
        (
            "dcim.device",
            f"{HEAD},colour\nx,Berlin,S1,Core,Active,,1\n",
            "row 1, colour: There is no such field.",
        ),
        ("dcim.device", "id,serial\n123,x\n", "row 2, id: '123' is no UUID."),
        ("dcim.device", "display\nx\n", "row 1: No column names a field that can be set."),
        ("dcim.device", f"{HEAD}\n", "row 1: There are no rows."),
        (
            "ipam.prefix",
            "prefix,status\n10.0.0.0/99,Active\n",
            "row 2, prefix: '10.0.0.0/99' is no network like 10.0.0.0/24.",
        ),
        (
            "ipam.ipaddress",
            "address,status\n192.168.0.1/24,Active\n",
            "row 2, address: No prefix of the namespace Global has 192.168.0.1 in it.",
        ),
        (
            "dcim.location",
            "name,location_type,parent,status\nx,Site,Atlantis,Active\n",
            "row 2, parent: There is no location called Atlantis.",
        ),
        (
            "tenancy.tenant",
            "name\n" + "x" * 300 + "\n",
            "row 2, name: Ensure this value has at most 255 characters (it has 300).",
        ),
    ],
)
def test_bad_data_is_told_by_row_field_and_reason(stocked, label, text, told):
    assert told in refused(stocked, label, text)


def test_one_bad_row_keeps_all_others_out(stocked):
    text = (
        f"{HEAD}\nok1,Berlin,S1,Core,Active,\n"
        "bad,Nowhere,S1,Nobody,Active,\nok2,Bonn,S1,Core,Active,\n"
    )
    assert refused(stocked, "dcim.device", text) == [
        "row 3, location: There is no location called Nowhere.",
        "row 3, role: There is no role called Nobody.",
    ]


def test_an_object_that_could_be_several_is_not_guessed(stocked):
    for place in ("Berlin", "Bonn"):
        imported(stocked, "dcim.device", f"{HEAD}\ntwin,{place},S1,Core,Active,\n")
    imported(stocked, "ipam.prefix", "prefix,status\n10.1.0.0/16,Active\n")
    text = "address,status\n10.1.0.1/16,Active\n"
    imported(stocked, "ipam.ipaddress", text)
    assert refused(stocked, "dcim.consoleport", "name,device\nConsole,twin\n") == [
        "row 2, device: Several devices are called twin; name one by its key, "
        "or by name, tenant__name, location__name."
    ]
    one = "name,device__name,device__location__name\nConsole,twin,Bonn\n"
    assert imported(stocked, "dcim.consoleport", one).created == 1


def test_who_stops_an_import_leaves_nothing(stocked):
    rows = "".join(f"n{number}\n" for number in range(250))
    sheet, before = parse_sheet(f"name\n{rows}", Format.CSV), stocked.call(everything)

    def stop(done, of):
        raise InterruptedError(f"{done} of {of}")

    with pytest.raises(InterruptedError, match="100 of 250"):
        stocked.change(calls.bring_in, "tenants", sheet, None, stop, detail="x")
    assert stocked.call(everything) == before


def test_a_kind_that_is_not_there_is_named(stocked):
    with pytest.raises(NotFound, match="no kind of objects called gadgets"):
        imported(stocked, "gadgets", "name\nx\n")
