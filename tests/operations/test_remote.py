"""Import from another system, against a server on this machine that pages and fails."""

import json
import re
import threading

import pytest
from tests.support.stub_nautobot import (
    CERTIFICATE,
    TOKEN,
    Stub,
    key,
    nautobot_lists,
    netbox_lists,
    older_lists,
    serving,
)

from jobdesk.errors import Refused
from jobdesk.inventory.remote.client import RemoteClient, RemoteError, Stopped
from jobdesk.operations.remote import import_remote

V2 = {"nautobot-version": "2.4.10", "django-version": "4.2"}


@pytest.fixture
def nautobot():
    with serving(Stub(nautobot_lists(), V2)) as stub:
        yield stub


def client_of(stub, **more):
    values = {"pauses": (0.0, 0.0), "seconds": 5.0, **more}
    return RemoteClient(stub.url, values.pop("token", TOKEN), **values)


def bring(services, stub, *, is_trial=False, **more):
    options = {name: more.pop(name) for name in ("delete_gone", "is_fresh") if name in more}
    return import_remote(
        services, client_of(stub, **more), lambda *_: None, is_trial=is_trial, **options
    )


def counts(report, label):
    one = report.kinds[label]
    return one.created, one.updated, one.unchanged, one.gone


def found(label, *fields):
    from django.apps import apps

    return sorted(apps.get_model(label).objects.values_list(*fields), key=str)


def details():
    from jobdesk.inventory.extras.models import ObjectChange

    return set(ObjectChange.objects.values_list("change_context_detail", flat=True))


def test_objects_come_with_their_keys_and_all_that_they_refer_to(services, nautobot):
    report = bring(services, nautobot)

    assert report.refused == []
    assert counts(report, "dcim.device") == (2, 0, 0, 0)
    assert report.kinds["dcim.device"].title == "Devices"
    ask = services.inventory.call
    devices = ask(found, "dcim.device", "pk", "name", "primary_ip4__host", "location__name")
    assert {(str(pk), *rest) for pk, *rest in devices} == {
        (key("dcim.device sw1"), "sw1", "10.7.0.1", "Graz"),
        (key("dcim.device sw2"), "sw2", "10.7.0.2", "Graz"),
    }
    ports = ask(found, "dcim.interface", "pk", "cable__label")
    assert {str(pk): label for pk, label in ports} == {
        key("dcim.interface sw1 Ethernet1"): None,
        key("dcim.interface sw1 Ethernet2"): "c1",
        key("dcim.interface sw2 Ethernet1"): None,
        key("dcim.interface sw2 Ethernet2"): "c1",
    }
    assert ask(found, "dcim.device", "tags__name", "_custom_field_data__shelf")[0] == (
        "blue",
        "top",
    )
    assert ask(found, "dcim.location", "name", "parent__name") == [
        ("Austria", None),
        ("Graz", "Austria"),
    ]
    assert ask(details) == {f"import from {nautobot.url.removeprefix('http://')}"}


def test_a_second_import_updates(services, nautobot):
    bring(services, nautobot)
    same = bring(services, nautobot)
    assert (same.total("created"), same.total("updated"), same.refused) == (0, 0, [])

    nautobot.lists["dcim/devices"][0]["serial"] = "NEW"
    extra = dict(nautobot.lists["dcim/devices"][1], id=key("x"), name="sw3", primary_ip4=None)
    nautobot.lists["dcim/devices"].append(extra)
    looked = bring(services, nautobot, is_trial=True)
    assert counts(looked, "dcim.device") == (1, 1, 1, 0)
    assert len(services.inventory.call(found, "dcim.device", "pk")) == 2

    done = bring(services, nautobot)
    assert counts(done, "dcim.device") == (1, 1, 1, 0)
    rows = services.inventory.call(found, "dcim.device", "name", "serial")
    assert rows == [("sw1", "NEW"), ("sw2", "X2"), ("sw3", "X2")]
    ports = services.inventory.call(found, "dcim.interface", "device__name")
    assert ("sw3",) not in ports  # parts come with their keys, not from the type


def test_what_is_gone_there_is_told_and_deleted_only_on_demand(services, nautobot):
    bring(services, nautobot)
    lists = nautobot.lists
    for path in ("dcim/cables", "dcim/devices", "dcim/interfaces", "ipam/ip-addresses"):
        lists[path] = [one for one in lists[path] if "sw2" not in json.dumps(one)]
    lists["dcim/cables"] = []
    lists["dcim/devices"] = [one for one in lists["dcim/devices"] if one["name"] == "sw1"]
    gone = key("dcim.device sw2")
    for path in ("dcim/interfaces", "ipam/ip-address-to-interface"):
        lists[path] = [one for one in lists[path] if gone not in json.dumps(one)]

    first = bring(services, nautobot)
    assert (counts(first, "dcim.device")[3], counts(first, "dcim.cable")[3]) == (1, 1)
    assert len(services.inventory.call(found, "dcim.device", "pk")) == 2

    again = bring(services, nautobot, delete_gone=True)
    assert again.kinds["dcim.device"].deleted == 1
    assert services.inventory.call(found, "dcim.device", "name") == [("sw1",)]


def test_a_preview_changes_nothing_and_counts(services, nautobot):
    before = services.inventory.call(found, "extras.status", "pk")
    looked = bring(services, nautobot, is_trial=True)

    assert (looked.is_done, counts(looked, "dcim.device")) == (False, (2, 0, 0, 0))
    assert counts(looked, "extras.status")[0] == 1  # the others are in every inventory
    assert "0 gone" in looked.sentence
    assert services.inventory.call(found, "extras.status", "pk") == before

    asked = len(nautobot.asked)
    assert bring(services, nautobot).total("created") == looked.total("created")
    assert [path for path, _ in nautobot.asked[asked:]] == ["status"]  # not read again


def test_long_lists_come_in_pages_and_are_resumed(services):
    with serving(Stub(nautobot_lists(120), V2)) as stub:
        stub.failures["dcim/interfaces"] = []
        stub.after = lambda path: _break_at(stub, path)
        with pytest.raises(RemoteError, match="dcim/interfaces") as told:
            bring(services, stub)
        assert "answered 403" in str(told.value)
        assert "No permission. Check the token" in str(told.value)
        stub.failures, stub.after = {}, None
        asked = len(stub.asked)

        report = bring(services, stub)

        again = [one for one in stub.asked[asked:] if one[0] == "dcim/interfaces"]
        assert again[0] == ("dcim/interfaces", 100)
        assert ("dcim/devices", 0) not in stub.asked[asked:]
        assert report.refused == []
        assert counts(report, "dcim.interface") == (240, 0, 0, 0)


def _break_at(stub, path):
    if path == "dcim/interfaces" and stub.asked[-1][1] == 50:
        stub.failures[path] = [(403, json.dumps({"detail": "No permission"}))]


def test_a_passing_fault_is_tried_again(services, nautobot):
    nautobot.failures["dcim/devices"] = [(500, "oh"), (503, "still")]
    assert bring(services, nautobot).refused == []

    nautobot.failures["dcim/devices"] = [(502, "")] * 3
    with pytest.raises(RemoteError, match=r"answered 502 .* \(3 tries\)"):
        bring(services, nautobot, is_fresh=True)


def test_an_answer_that_breaks_off_is_asked_for_again(services, nautobot):
    nautobot.broken["dcim/devices"] = 2
    assert bring(services, nautobot).refused == []

    nautobot.broken["dcim/devices"] = 3
    with pytest.raises(RemoteError, match=r"broke off in the middle of its answer\. \(3 tries"):
        bring(services, nautobot, is_fresh=True)


def test_who_is_told_to_wait_waits_as_long_as_is_said(services, nautobot, monkeypatch):
    nautobot.failures["dcim/devices"] = [(429, "slowly")]
    nautobot.pauses["dcim/devices"] = "7"
    client, waited = client_of(nautobot), []
    monkeypatch.setattr(client.stop, "wait", waited.append)

    report = import_remote(services, client, lambda *_: None, is_trial=True)

    assert (report.refused, waited) == ([], [7.0])


def test_a_system_that_goes_away_midway_has_changed_nothing(services, nautobot):
    before = services.inventory.call(found, "extras.status", "name")
    nautobot.failures["dcim/interfaces"] = [(503, "")] * 3
    with pytest.raises(RemoteError, match="503"):
        bring(services, nautobot)

    assert services.inventory.call(found, "extras.status", "name") == before
    assert services.inventory.call(found, "dcim.device", "name") == []


def kinds_of(name):
    from jobdesk.inventory.extras.models import Status

    held = Status.objects.get(name=name).content_types.values_list("app_label", "model")
    return {f"{app}.{model}" for app, model in held}


def test_what_a_state_is_for_here_it_stays_for(services, nautobot):
    """The state Active is here, for more kinds of objects than the other system names."""
    before = services.inventory.call(kinds_of, "Active")
    active = nautobot.lists["extras/statuses"][0]
    active["content_types"] += ["dcim.locationtype", "wireless.wirelessnetwork"]

    for _ in range(2):
        assert bring(services, nautobot, is_fresh=True).refused == []
        held = services.inventory.call(kinds_of, "Active")
        assert held == before | {"dcim.locationtype"}

    odd = nautobot.lists["extras/statuses"][2]
    odd["content_types"] = ["ipam.vlan"]  # it came from there: it goes with it
    bring(services, nautobot, is_fresh=True)
    assert services.inventory.call(kinds_of, "Odd") == {"ipam.vlan"}


def test_an_object_that_does_not_fit_is_told_and_the_others_come(services, nautobot):
    nautobot.lists["dcim/devices"][0]["position"] = 7
    nautobot.lists["ipam/prefixes"][0]["status"] = {"id": key("nothing")}

    report = bring(services, nautobot)

    told = [str(one) for one in report.refused]
    assert "dcim.device sw1: position: A device without a rack has no position." in told
    assert any(
        one.startswith("ipam.prefix 10.7.0.0/24: status: There is no status") for one in told
    )
    assert services.inventory.call(found, "dcim.device", "name") == [("sw2",)]


def test_a_preview_refuses_what_the_import_will_refuse(services, nautobot):
    nautobot.lists["dcim/devices"][0]["tenant"] = {"id": key("nobody")}
    card = nautobot.lists["dcim/interfaces"][3]
    card.update(device=None, module={"id": key("card")})
    far = {"id": key("far"), "name": "Far", "content_type": "wireless.radioprofile"}
    nautobot.lists["extras/dynamic-groups"] = [far]

    looked = bring(services, nautobot, is_trial=True)
    told = [str(one) for one in bring(services, nautobot).refused]

    assert sorted(told) == sorted(map(str, looked.refused))
    assert [" ".join(one.split()[:2]) for one in sorted(told)] == [
        "dcim.cable c1:",
        "dcim.device sw1:",
        "dcim.interface sw1",
        "dcim.interface sw1",
        "dcim.interface sw2",
        "extras.dynamicgroup Far:",
        "ipam.ipaddresstointerface 1:",
    ]
    assert "It is part of a module that is in no device; modules are not" in told[0]
    assert any("kind wireless.radioprofile are not kept here." in one for one in told)


def test_a_member_that_is_told_twice_is_one(services, nautobot):
    group = {"id": key("group"), "name": "Ours", "content_type": "dcim.device"}
    member = {
        "dynamic_group": {"id": key("group")},
        "associated_object_type": "dcim.device",
        "associated_object_id": key("dcim.device sw1"),
    }
    nautobot.lists["extras/dynamic-groups"] = [{**group, "group_type": "static"}]
    nautobot.lists["extras/static-group-associations"] = [
        {"id": key("first"), **member},
        {"id": key("second"), **member},
    ]

    report = bring(services, nautobot)

    assert report.refused == []
    assert counts(report, "extras.staticgroupassociation") == (1, 0, 1, 0)


def test_parts_of_a_module_come_as_parts_of_its_device(services, nautobot):
    bays = [
        {"id": key("slot 1"), "parent_device": {"id": key("dcim.device sw1")}},
        {"id": key("sub slot"), "parent_device": None, "parent_module": {"id": key("card")}},
    ]
    nautobot.lists["dcim/module-bays"] = bays
    nautobot.lists["dcim/modules"] = [
        {"id": key("optic"), "parent_module_bay": {"id": key("sub slot")}},
        {"id": key("card"), "parent_module_bay": {"id": key("slot 1")}},
        {"id": key("spare"), "parent_module_bay": None},
    ]
    port, shelf = (dict(nautobot.lists["dcim/interfaces"][3]) for _ in range(2))
    port.update(id=key("p1"), name="Te1/1", device=None, module={"id": key("optic")})
    shelf.update(
        id=key("p2"), name="Te9/1", display="Te9/1", device=None, module={"id": key("spare")}
    )
    nautobot.lists["dcim/interfaces"] += [port, shelf]

    report = bring(services, nautobot)

    ports = services.inventory.call(found, "dcim.interface", "device__name", "name")
    assert ("sw1", "Te1/1") in ports
    (refused,) = map(str, report.refused)
    assert "Te9/1: It is part of a module that is in no device" in refused
    assert bring(services, nautobot, is_fresh=True).total("created") == 0


def test_addresses_come_into_the_namespace_of_their_prefix(services, nautobot):
    lab = {
        **nautobot.lists["ipam/namespaces"][0],
        "id": key("ipam.namespace Lab"),
        "name": "Lab",
    }
    nautobot.lists["ipam/namespaces"].append(lab)
    nautobot.lists["ipam/prefixes"][0]["namespace"] = {"id": lab["id"]}

    report = bring(services, nautobot)

    assert report.refused == []
    spaces = services.inventory.call(found, "ipam.ipaddress", "parent__namespace__name")
    assert set(spaces) == {("Lab",)}


def test_devices_come_with_their_groups_and_controllers(services, nautobot):
    pair = {"id": key("pair"), "name": "Pair", "status": {"id": key("extras.status Active")}}
    box = {
        **pair,
        "id": key("box"),
        "name": "Box",
        "location": {"id": key("dcim.location Graz")},
    }
    box["controller_device"] = {"id": key("dcim.device sw1")}
    managed = {"id": key("managed"), "name": "Managed", "controller": {"id": key("box")}}
    nautobot.lists["extras/statuses"][0]["content_types"] += [
        "dcim.deviceredundancygroup",
        "dcim.controller",
    ]
    nautobot.lists["dcim/location-types"][0]["content_types"].append("dcim.controller")
    nautobot.lists["dcim/device-redundancy-groups"] = [pair]
    nautobot.lists["dcim/controllers"] = [box]
    nautobot.lists["dcim/controller-managed-device-groups"] = [managed]
    device = nautobot.lists["dcim/devices"][1]
    device["device_redundancy_group"] = {"id": key("pair")}
    device["controller_managed_device_group"] = {"id": key("managed")}

    assert bring(services, nautobot).refused == []
    names = ("device_redundancy_group__name", "controller_managed_device_group__name")
    assert ("Pair", "Managed") in services.inventory.call(found, "dcim.device", *names)
    assert services.inventory.call(found, "dcim.controller", "controller_device__name") == [
        ("sw1",)
    ]


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        ({"token": "wrong"}, "answered 403 Forbidden: Invalid token. Check the token"),
        ({"status": {"hello": 1}}, "is neither Nautobot nor NetBox"),
        ({"status": {"netbox-version": "3.7.1"}}, "NetBox 4 and newer can be read"),
        ({"redirect": "https://evil.example.com/"}, "leads to https://evil.example.com"),
        ({"failures": {"status": [(200, "<html>")]}}, "something that is no JSON"),
        ({"failures": {"extras/statuses": [(200, "[]")]}}, "with no list of objects"),
        ({"failures": {"dcim/devices": [(200, '{"count": 1, "results": [7]}')]}}, "no list of"),
        ({"failures": {"dcim/devices": [(200, '{"count": 2, "res')]}}, "that is no JSON"),
    ],
)
def test_errors_are_told_in_words(services, nautobot, prepare, words):
    token = prepare.pop("token", TOKEN) if "token" in prepare else TOKEN
    for name, value in prepare.items():
        setattr(nautobot, name, value)
    with pytest.raises(RemoteError) as told:
        bring(services, nautobot, token=token)
    assert words in str(told.value)
    assert nautobot.url in str(told.value)
    assert TOKEN not in str(told.value)


def test_a_slow_answer_ends_and_so_does_a_stop(services, nautobot):
    nautobot.slow = "dcim/devices"
    with pytest.raises(RemoteError, match=r"did not answer in time\. \(1 tries\)"):
        bring(services, nautobot, seconds=0.2, pauses=())
    nautobot.slow = ""
    stop = threading.Event()
    nautobot.after = lambda path: stop.set() if path == "dcim/devices" else None
    with pytest.raises(Stopped, match="kept for the next time"):
        bring(services, nautobot, stop=stop)


def test_a_stop_does_not_wait_for_an_answer_that_is_slow(services, nautobot):
    nautobot.slow, stop = "dcim/devices", threading.Event()
    stopper = threading.Thread(target=lambda: nautobot.is_held.wait(30) and stop.set())
    stopper.start()

    with pytest.raises(Stopped):
        bring(services, nautobot, stop=stop, seconds=5, pauses=())

    stopper.join()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nautobot", "is no address like https"),
        ("ftp://x", "is no address like https"),
        ("http://nautobot.example.com", "is not encrypted"),
        ("https://me:secret@x", "holds a user name or password"),
    ],
)
def test_addresses_that_cannot_be_used_are_refused(url, words):
    with pytest.raises(Refused, match=words):
        RemoteClient(url, TOKEN)


def test_without_a_token_nothing_is_asked(nautobot):
    with pytest.raises(Refused, match="gives nothing without a token"):
        RemoteClient(nautobot.url, " ")
    assert not nautobot.asked


def test_a_certificate_that_nobody_trusts_is_told_with_the_way_out(services):
    with serving(Stub(nautobot_lists(), V2), is_encrypted=True) as stub:
        with pytest.raises(RemoteError) as told:
            bring(services, stub)
        report = bring(services, stub, ca_file=str(CERTIFICATE), is_trial=True)
        stub.url = stub.url.replace("localhost", "127.0.0.1")
        with pytest.raises(RemoteError, match="Use the name that it is made out to"):
            bring(services, stub, ca_file=str(CERTIFICATE))

    address = stub.url.replace("127.0.0.1", "localhost")
    said = f"{address}/api/status/ shows a certificate that is not trusted: self.signed"
    assert re.match(said, str(told.value))
    assert "have this machine trust its issuer" in str(told.value)
    assert "--ca-file" in str(told.value)
    assert report.kinds["dcim.device"].there == 2


def test_nobody_there_is_told():
    client = RemoteClient("http://127.0.0.1:9", TOKEN, pauses=())
    with pytest.raises(RemoteError, match="nobody listens there"):
        client.get("status")


def test_the_token_is_in_no_file(services, nautobot, paths):
    bring(services, nautobot, is_trial=True)
    kept = [one for one in paths.home.rglob("*") if one.is_file()]
    assert any(one.name == "state.json" for one in kept)
    assert all(TOKEN.encode() not in one.read_bytes() for one in kept)


@pytest.mark.parametrize(
    ("lists", "status"),
    [
        (older_lists, {"nautobot-version": "1.6.32"}),
        (netbox_lists, {"netbox-version": "4.2.1"}),
    ],
)
def test_older_and_other_shapes_become_ours(services, lists, status):
    with serving(Stub(lists(), status)) as stub:
        report = bring(services, stub)
        assert [str(one) for one in report.refused] == []
        ask = services.inventory.call
        assert ask(found, "dcim.device", "name", "role__name", "location__name") == [
            ("e1", "Edge", "Graz")
        ]
        assert ask(found, "ipam.ipaddress", "host", "interfaces__device__name") == [
            ("10.8.0.1", "e1")
        ]
        assert ask(found, "dcim.device", "primary_ip4__host") == [("10.8.0.1",)]
        assert bring(services, stub).total("created") == 0
        if "netbox-version" in status:
            assert ask(found, "dcim.cable", "type", "status__name") == [("cat6", "Connected")]


# A list that changes while it is read


def _shift(stub, path, times):
    """Somebody deletes the first object of a list while its pages are read, so often."""
    gone = []

    def after(asked):
        if asked == path and stub.asked[-1][1] == 0 and len(gone) < times:
            gone.append(stub.lists[path].pop(0))

    stub.after = after
    return gone


def test_a_list_that_changed_meanwhile_is_read_again(services):
    """Of the objects behind the deleted one none is missing, though they moved up a page."""
    with serving(Stub(nautobot_lists(120), V2)) as stub:
        gone = _shift(stub, "dcim/interfaces", 1)

        report = bring(services, stub)

    assert len(gone) == 1
    assert counts(report, "dcim.interface")[0] == 239
    held = services.inventory.call(found, "dcim.interface", "pk")
    there = {one["id"] for one in stub.lists["dcim/interfaces"]}
    assert {str(one) for (one,) in held} == there


def test_of_a_list_that_never_stays_the_same_nothing_is_deleted(services):
    """Each time one is deleted there, another one is on no page: it is not gone."""
    with serving(Stub(nautobot_lists(120), V2)) as stub:
        bring(services, stub)
        _shift(stub, "dcim/interfaces", 99)

        report = bring(services, stub, is_fresh=True, delete_gone=True)

    assert counts(report, "dcim.interface")[3] == 3  # told as gone
    assert report.total("deleted") == 0
    assert len(services.inventory.call(found, "dcim.interface", "pk")) == 240


def test_a_system_that_gives_one_page_again_and_again_is_told(services):
    with serving(Stub(nautobot_lists(120), V2)) as stub:
        rows = stub.lists["dcim/interfaces"]
        stub.lists["dcim/interfaces"] = (rows[:50] * 5)[:240]
        with pytest.raises(RemoteError) as told:
            bring(services, stub)

    assert "dcim/interfaces/ did not give all of its 240 objects: 50 different" in str(
        told.value
    )
    assert services.inventory.call(found, "dcim.device", "name") == []


def test_a_state_that_is_no_state_is_begun_anew(services, nautobot, paths):
    bring(services, nautobot, is_trial=True)
    (state,) = paths.home.rglob("state.json")
    state.write_text("[]")
    assert bring(services, nautobot).refused == []
