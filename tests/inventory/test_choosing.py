"""Options for object variables: pages, counts, why there are so few, what pasted names mean."""

import json
import shutil
from pathlib import Path

import pytest
from tests.inventory.conftest import Child

_BUILD = """
from small_network import build
build()
"""
_START = """
import json
from jobdesk.inventory.choosing import *
from jobdesk.inventory.options import *
from jobdesk.inventory.dcim.models import *
Q = Question
def told(found):
    say(json.dumps(found))
def rows(page):
    return [[one.text, one.hint] for one in page.options]
"""


@pytest.fixture(scope="module")
def network(prepared, tmp_path_factory):
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("network") / "inventory"))
    Child(folder, _BUILD).end()
    return folder


@pytest.fixture
def tell(network):
    """What each line of code tells."""

    def tell_(*lines):
        code = _START + "\n".join(f"told({line})" for line in lines)
        return [json.loads(line) for line in Child(network, code).end()]

    return tell_


@pytest.mark.process
def test_options_are_in_order_with_what_tells_them_apart(tell):
    devices, sites, types, named, nested, wrong = tell(
        "rows(page(Q('dcim.Device', {'location': 'Berlin'})))",
        "rows(page(Q('dcim.Location', {'location_type': 'Site'})))",
        "rows(page(Q('dcim.DeviceType')))",
        "rows(page(Q('dcim.Device', {'role': 'Core router'}, display_field='location.name')))",
        "rows(page(Q('dcim.Location', {'name': 'Paris'}, display_field='nothing.there')))",
        "list(page(Q('dcim.Device', {'site_name': 'x', 'limit': 1})).warnings)",
    )

    assert devices == [
        ["ber-rt-1", "Berlin · Active"],
        ["ber-sw-1", "Berlin · Active"],
        ["ber-sw-2", "Berlin · Planned"],
    ]
    assert sites[0] == ["Europe → Berlin", "Site · Active"]
    assert types == [["Acme A-24", "Acme"], ["Other O-9000", "Other"]]
    assert [row[0] for row in named] == ["Berlin", "Tokyo"]
    assert nested[0][0] == "Paris"
    assert wrong == ["Device has no filter 'site_name'; it filters nothing."]


@pytest.mark.process
def test_every_word_that_is_typed_must_be_there(tell):
    found = tell(
        "rows(page(Q('dcim.Device', {}, 'SW tok')))",
        "rows(page(Q('dcim.Device', {}, 'ü')))",
        "rows(page(Q('dcim.Device', {}, '100%')))",
        "rows(page(Q('ipam.IPAddress', {}, '10.1.')))",
        "count(Q('dcim.Device', {}, 'sw'))",
    )

    assert [[row[0] for row in one] for one in found[:4]] == [
        ["TOK-SW-1"],
        ["tok-rt-Ü"],
        [],
        ["10.1.1.1/24", "10.1.1.2/24"],
    ]
    assert found[4] == 4


@pytest.mark.process
def test_pages_follow_each_other_without_gaps(network, tmp_path):
    folder = Path(shutil.copytree(network, tmp_path / "own"))
    said = Child(
        folder,
        _START
        + """
Manufacturer.objects.bulk_create([Manufacturer(name=f"m{n:03}") for n in range(120)])
q = Q("dcim.Manufacturer", {}, "m")
pages = [page(q, start) for start in (0, 50, 100)]
told([one.has_more for one in pages])
told([row.text for one in pages for row in one.options if row.text.startswith("m")])
""",
    ).end()

    assert json.loads(said[0]) == [True, True, False]
    assert json.loads(said[1]) == [f"m{n:03}" for n in range(120)]


@pytest.mark.process
def test_why_there_are_so_few(tell):
    (told,) = tell(
        "(lambda r: [r.all, [[s.words, s.left, s.is_unknown] for s in r.sieves], r.left])"
        "(reasons(Q('dcim.Device', {"
        "'location': str(Location.objects.get(name='Paris').pk),"
        " 'role': ['Core router'], 'colour': 'red'}, 'sw')))"
    )

    assert told == [
        6,
        [
            ["location is Paris", 1, False],
            ["role is Core router", 2, False],
            ["colour is red", 6, True],
            ["“sw” is in its name", 4, False],
        ],
        0,
    ]


@pytest.mark.process
def test_pasted_names_and_keys_are_matched(tell):
    (told,) = tell(
        "(lambda m: [{k: o.text for k, o in m.found.items()}, m.missed,"
        " {o.text: m.outside[o.id] for o in m.found.values() if o.id in m.outside}])"
        "(match(Q('dcim.Device', {'location': 'Europe'}),"
        " ['ber-sw-1', 'TOK-SW-1', 'nobody', {'name': 'par-sw-1'}]))"
    )

    assert told == [
        {"ber-sw-1": "ber-sw-1", "TOK-SW-1": "TOK-SW-1", "{'name': 'par-sw-1'}": "par-sw-1"},
        {"nobody": "There is no device 'nobody'."},
        {"TOK-SW-1": "location is Europe"},
    ]
