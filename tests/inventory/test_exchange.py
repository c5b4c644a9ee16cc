"""Files of objects: what is written is read again without a difference."""

import io
import json

import pytest

from jobdesk.inventory.exchange.documents import Format, SheetWriter, parse_sheet
from jobdesk.inventory.exchange.report import PAGE
from jobdesk.inventory.sample.make import make_sample
from jobdesk.inventory.sample.sizes import SampleSizes
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.paths import WorkspacePaths

SMALL = SampleSizes(locations=20, devices=240, interfaces=4_000, addresses=700)
ROWS = 40  # of each kind that are read again


def door_of(folder):
    folder.mkdir(exist_ok=True)
    return InventoryDoor(WorkspacePaths(folder), "ada")


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    door = door_of(tmp_path_factory.mktemp("sample"))
    door.call(make_sample, SMALL)
    door.call(add_oddities)
    return door


def add_oddities():
    """What round trips stumble over: twins, commas, quotes, nothing, documents."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.models import Device, Location, LocationType
    from jobdesk.inventory.extras.models import CustomField, Status, Tag

    tag = Tag(name='odd, "quoted"')
    tag.validated_save()
    field = CustomField(label="Bought on", key="bought_on", type="date")
    field.validated_save()
    field.content_types.set([ContentType.objects.get_for_model(Device)])
    device = Device.objects.filter(role__name="Router").first()
    device.comments = "two\nlines, and ü"
    device.local_config_context_data = {"ntp": ["10.0.0.1"], "empty": {}, "name__with": None}
    device.custom_field_data["bought_on"] = "2026-01-31"
    device.save()
    device.tags.add(tag)
    active = Status.objects.get(name="Active")
    region = LocationType.objects.get(name="Region")
    for above in ("Germany", "France"):
        parent = Location.objects.get(name=above)
        twin = Location(name="Berlin", parent=parent, location_type=region, status=active)
        twin.validated_save()
        below = Location(name="Berlin", parent=twin, location_type=region, status=active)
        below.validated_save()
        Location(
            name="Mitte", parent=below, location_type=region, status=active
        ).validated_save()
    nameless = Device.objects.filter(role__name="PDU").first()
    Device.objects.filter(pk=nameless.pk).update(name=None)


def filled_kinds():
    from django.apps import apps

    return [
        model._meta.label_lower
        for model in apps.get_models()
        if not model._meta.proxy
        and model._meta.managed
        and model._meta.app_label != "contenttypes"
        and model.__name__ != "ObjectChange"
        and model._base_manager.exists()
    ]


def written(label, kind, most=None):
    from jobdesk.inventory.exchange.exporting import page, plan

    found = plan(label)
    out = io.StringIO()
    writer = SheetWriter(out, kind, found.columns)
    for first in range(0, len(found.keys), PAGE):
        writer.write(page(found, first)[:most])
    writer.end()
    return out.getvalue()


def looked_at(label, kind):
    from jobdesk.inventory.exchange.importing import look

    sheet = parse_sheet(written(label, kind, ROWS), kind)
    return look(label, sheet)


@pytest.mark.parametrize("kind", list(Format))
def test_what_is_written_is_read_without_a_difference(sampled, kind):
    labels = sampled.call(filled_kinds)
    assert len(labels) > 35
    for label in labels:
        report = sampled.call(looked_at, label, kind)
        assert (report.errors, report.created, report.updated) == ((), 0, 0), label
        assert report.unchanged > 0
        assert report.rows[0].changes == ()


ORDER = (
    *("extras.status", "extras.role", "extras.tag", "extras.customfield"),
    *("tenancy.tenantgroup", "tenancy.tenant", "dcim.locationtype", "dcim.location"),
    *("ipam.vlangroup", "ipam.vlan", "dcim.manufacturer", "dcim.platform", "dcim.devicetype"),
    *("dcim.softwareversion", "dcim.rackgroup", "dcim.rack", "ipam.prefix"),
)


def bring_all(texts):
    from jobdesk.inventory.exchange.importing import bring_in

    return {
        label: bring_in(label, parse_sheet(text, Format.CSV)) for label, text in texts.items()
    }


def test_an_empty_inventory_takes_the_files_of_another(sampled, tmp_path):
    texts = {label: sampled.call(written, label, Format.CSV) for label in ORDER}
    other = door_of(tmp_path / "other")

    reports = other.change(bring_all, texts, detail="all of it")

    assert reports["dcim.location"].created == 26
    for label in ("dcim.location", "ipam.prefix", "extras.tag"):
        assert other.call(written, label, Format.CSV) == texts[label]


def test_the_objects_of_a_document_are_nested(sampled):
    rows = json.loads(sampled.call(written, "dcim.device", Format.JSON))
    router = next(row for row in rows if row["tags"])
    assert router["device_type"] == {"manufacturer": {"name": "Juniper"}, "model": "MX204"}
    assert router["tenant"] is None
    assert router["tags"] == ['odd, "quoted"']
    assert router["local_config_context_data"]["empty"] == {}
    assert router["cf_bought_on"] == "2026-01-31"


def test_twins_are_named_by_key(sampled):
    rows = json.loads(sampled.call(written, "dcim.location", Format.JSON))
    places = {row["id"]: row for row in rows}
    for row in (one for one in rows if one["name"] == "Mitte"):
        assert places[row["parent"]["name"]]["name"] == "Berlin"


def plan_of(**more):
    from jobdesk.inventory.exchange.exporting import page, plan

    found = plan("dcim.device", **more)
    return found.columns, page(found, 0)


def test_an_export_is_narrowed_sorted_and_cut(sampled):
    columns, rows = sampled.call(
        plan_of,
        terms=(("role", "Router"), ("location", "BER01")),
        fields=("name", "status"),
        sort="-name",
    )
    assert columns == ("id", "name", "status__name")
    assert [row[1] for row in rows] == ["ber01-rtr02", "ber01-rtr01"]

    _, one = sampled.call(plan_of, keys=(rows[1][0],), fields=("name",))
    assert [row[1] for row in one] == ["ber01-rtr01"]
