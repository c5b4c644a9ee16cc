"""The objects of a job's inputs: found by any of their names, refused in words."""

import json
import shutil
from pathlib import Path

import pytest
from tests.inventory.conftest import Child

_BUILD = """
from small_network import build
build()
"""
_ASK = """
import json
from jobdesk.errors import VariableError
from jobdesk.inventory.lookup import InventoryLookup, KeyLookup
from jobdesk.inventory.dcim.models import Device
look, keys = InventoryLookup(), KeyLookup()
key = str(Device.objects.get(name="ber-sw-1").pk)
for line in {questions!r}:
    try:
        found = eval(line)
        if not isinstance(found, (str, list)):
            found = sorted(str(one) for one in found) if hasattr(found, "model") else str(found)
        say(json.dumps(found))
    except VariableError as error:
        say(json.dumps("!" + str(error)))
"""


@pytest.fixture(scope="module")
def network(prepared, tmp_path_factory):
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("network") / "inventory"))
    Child(folder, _BUILD).end()
    return folder


D = "'dcim.Device'"
QUESTIONS = [
    (f"look.one({D}, key, {{}})", "ber-sw-1"),
    (f"look.one({D}, key.replace('-', ''), {{}})", "ber-sw-1"),
    (f"look.one({D}, 'tok-rt-Ü', {{}})", "tok-rt-Ü"),
    (f"look.one({D}, {{'name': 'par-sw-1', 'location__name': 'Paris'}}, {{}})", "par-sw-1"),
    ("look.one('nautobot.dcim.models.Device', 'par-sw-1', {})", "par-sw-1"),
    ("look.one('ipam.Prefix', '10.1.0.0/16', {})", "10.1.0.0/16"),
    ("look.one('dcim.Site', 'berlin', {})", "Berlin"),
    (f"keys.one({D}, 'ber-sw-1', {{}}) == key or 'other'", None),
    (f"look.several({D}, ['par-sw-1', key, 'par-sw-1'], {{}})", ["ber-sw-1", "par-sw-1"]),
    (f"look.several({D}, [], {{}})", []),
    (f"len(keys.several({D}, [key, 'par-sw-1'], {{}})) == 2 or 'other'", None),
    (f"look.one({D}, 'nobody', {{}})", "!There is no device 'nobody'."),
    ("look.one('dcim.Car', 'x', {})", "!The inventory has no objects of the kind dcim.Car."),
    (
        f"look.one({D}, {{'colour': 'red'}}, {{}})",
        "!No device can be found by colour = 'red': Cannot resolve keyword "
        "'colour' into field.",
    ),
    (
        f"look.one({D}, {{'location__name': 'Berlin'}}, {{}})",
        "!Several objects fit location__name = 'Berlin': say which device by its key.",
    ),
    (
        f"look.several({D}, ['a', key, 'b'], {{}})",
        "!There is no device 'a'. There is no device 'b'.",
    ),
    (
        f"look.one({D}, 'ber-sw-2', {{'status': 'Active', 'location': 'Europe'}})",
        "!ber-sw-2: only devices where status is Active can be chosen here.",
    ),
    (
        f"look.several({D}, ['ber-sw-2', 'par-sw-1', 'tok-rt-Ü'], {{'location': 'Europe'}})",
        "!tok-rt-Ü: only devices where location is Europe can be chosen here.",
    ),
    (f"look.one({D}, 'ber-sw-2', {{'location': 'Europe', 'site_name': 'x'}})", "ber-sw-2"),
    (
        f"look.one({D}, 'ber-sw-2', {{'status': 'Nonsense'}})",
        "!Nothing can be chosen here: status: There is no status 'Nonsense'.",
    ),
    ("look.one('dcim.Location', 'Europe', {'parent': 'null'})", "Europe"),
]


@pytest.fixture(scope="module")
def answers(network):
    asked = [line if expected is not None else f"str({line})" for line, expected in QUESTIONS]
    said = Child(network, _ASK.format(questions=asked)).end()
    return [json.loads(line) for line in said]


@pytest.mark.process
@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[one[0] for one in QUESTIONS])
def test_objects_are_looked_up(answers, number):
    expected = QUESTIONS[number][1]

    assert answers[number] == ("True" if expected is None else expected)


@pytest.mark.process
def test_very_many_objects_are_one_question(network):
    said = Child(
        network,
        """
        import uuid
        from django.db import connection, reset_queries
        from jobdesk.inventory.dcim.models import Device, Manufacturer
        from jobdesk.inventory.lookup import InventoryLookup
        made = Manufacturer.objects.bulk_create(
            [Manufacturer(name=f"m{n}") for n in range(40_000)], batch_size=5000)
        keys = [str(one.pk) for one in made]
        connection.force_debug_cursor = True
        found = InventoryLookup().several("dcim.Manufacturer", keys, {"name__isw": "m"})
        say(found.count(), len(connection.queries) < 8)
        """,
    ).end()

    assert said == ["40000 True"]


PREFETCH = """
from small_network import build
build()
from django.db import connection
from jobdesk.inventory.dcim.models import Device, Interface
from jobdesk.inventory.extras.models import Tag
from django.db.models import Prefetch
connection.force_debug_cursor = True
(port,) = Interface.objects.prefetch_related("ip_addresses")
say([str(one) for one in port.ip_addresses.all()])
say('ORDER BY +"ipam_ipaddress"."ip_version" ASC' in connection.queries[-1]["sql"])
down = Prefetch("tags", Tag.objects.order_by("-name"))
device = Device.objects.prefetch_related(down).get(name="ber-sw-1")
say([one.name for one in device.tags.all()])
unsorted = Prefetch("tags", Tag.objects.order_by())
device = Device.objects.prefetch_related(unsorted).get(name="ber-sw-1")
say(sorted(one.name for one in device.tags.all()), "ORDER" in connection.queries[-1]["sql"])
"""


def test_what_many_objects_link_to_is_sorted_after_it_is_found(folder):
    assert Child(folder, PREFETCH).end() == [
        "['10.1.1.1/24']",
        "True",
        "['Old', 'Lab']",
        "['Lab', 'Old'] False",
    ]
