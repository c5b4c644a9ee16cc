"""The sample inventory: as large as asked for, valid, repeatable, wrong where it says so."""

import pytest

from jobdesk.errors import Refused
from jobdesk.inventory.sample.make import make_sample
from jobdesk.inventory.sample.sizes import SampleSizes
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.paths import WorkspacePaths

SMALL = SampleSizes(locations=26, devices=560, interfaces=11_000, addresses=2_500)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    """A small sample and what was told of it."""
    door = InventoryDoor(WorkspacePaths(tmp_path_factory.mktemp("sample")), "ada")
    return door, door.call(make_sample, SMALL)


def count(label):
    from django.apps import apps

    return apps.get_model(label).objects.count()


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("dcim.location", SMALL.locations),
        ("dcim.device", SMALL.devices),
        ("dcim.interface", SMALL.interfaces),
        ("ipam.ipaddress", SMALL.addresses),
    ],
)
def test_there_are_as_many_as_asked_for(sampled, label, wanted):
    door, report = sampled
    assert door.call(count, label) == wanted
    assert wanted in dict(report.counts).values()


def invalid(every):
    from django.apps import apps
    from django.core.exceptions import ValidationError

    found = []
    for model in apps.get_models():
        if model._meta.proxy or model._meta.app_label == "contenttypes":
            continue
        for one in list(model._base_manager.order_by("pk"))[::every]:
            try:
                one.full_clean()
            except ValidationError as error:
                found.append((model.__name__, str(one), sorted(error.message_dict)))
    return found


def test_what_it_makes_passes_the_rules_of_the_editor(sampled):
    door, _ = sampled
    found = door.call(invalid, 40)
    assert [one for one in found if one[0] != "IPAddress"] == []
    assert all(one[1].startswith("192.0.2.") and one[2] == ["parent"] for one in found)


def wrong_things():
    from jobdesk.inventory.dcim.models import ConsolePort, Interface
    from jobdesk.inventory.ipam.models import IPAddress

    tops = ConsolePort.objects.filter(device__role__name="Top of Rack")
    loops = Interface.objects.filter(device__role__name="Router", name="lo0")
    return {
        "have no console connection": tops.filter(cable=None).count(),
        "are only planned": tops.filter(cable__status__name="Planned").count(),
        "no address on their loopback": loops.filter(ip_addresses=None).count(),
        "are in no prefix": IPAddress.objects.filter(parent=None).count(),
        "is not the nearest": sum(
            one.closest_parent() != one.parent
            for one in IPAddress.objects.filter(parent__type="container")
        ),
    }


def test_it_is_wrong_as_often_as_the_report_says(sampled):
    door, report = sampled
    for words, number in door.call(wrong_things).items():
        assert number > 0
        assert [one for one in report.faults if words in one and one.startswith(f"{number} ")]


def a_way():
    from jobdesk.inventory.dcim.models import Interface

    port = Interface.objects.filter(device__role__name="Access Switch", cable__isnull=False)
    near = port.filter(name__startswith="TenGigabit").first()
    return [str(one) for one in near.trace()[0]], near.connected_endpoint.device.role.name


def test_cables_lead_from_switches_to_the_core(sampled):
    door, _ = sampled
    (_near, _cable, far), role = door.call(a_way)
    assert (far.startswith("Ethernet"), role) == (True, "Core Switch")


def fingerprint():
    from jobdesk.inventory.dcim.models import Device
    from jobdesk.inventory.ipam.models import IPAddress

    devices = Device.objects.order_by("pk").values_list("pk", "name", "serial")[:50]
    return [*devices, *IPAddress.objects.order_by("pk").values_list("pk", "host")[:50]]


TINY = {"locations": 20, "devices": 240, "interfaces": 4_000, "addresses": 600}


def test_the_same_seed_gives_the_same_objects(tmp_path):
    found = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        door = InventoryDoor(WorkspacePaths(tmp_path / name), "ada")
        (tmp_path / name).mkdir()
        door.call(make_sample, SampleSizes(**TINY, seed=seed))
        found.append(door.call(fingerprint))
    assert found[0] == found[1] != found[2]


def test_an_inventory_with_devices_is_left_alone(sampled):
    door, _ = sampled
    with pytest.raises(Refused, match=r"has 560 devices already"):
        door.call(make_sample, SMALL)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"locations": 3}, "locations: 3 is not between 20 and 1000"),
        ({"devices": 10}, "devices: 20 locations need at least 240 devices, not 10"),
        ({"interfaces": 5}, "interfaces: 240 devices need at least 960, not 5"),
        ({"addresses": 5}, "addresses: 240 devices need at least as many"),
    ],
)
def test_sizes_that_make_no_network_are_refused(more, words):
    with pytest.raises(Refused, match=words):
        SampleSizes(**{**TINY, **more}).check()


def test_who_stops_it_leaves_nothing(tmp_path):
    door = InventoryDoor(WorkspacePaths(tmp_path), "ada")

    def stop(done, of):
        raise InterruptedError(f"{done} of {of}")

    with pytest.raises(InterruptedError, match="1 of"):
        door.call(make_sample, SampleSizes(**TINY), stop)
    assert door.call(count, "dcim.location") == door.call(count, "extras.tag") == 0
