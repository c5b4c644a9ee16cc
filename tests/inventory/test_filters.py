"""FilterSets: as the REST filters of the original behave."""

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
from jobdesk.inventory.filters.params import apply
from django.apps import apps
for line in {questions!r}:
    label, params = line
    model = apps.get_model(label)
    found, warnings = apply(model, params)
    names = sorted(str(one) for one in found)
    say(json.dumps([names, warnings]))
"""


@pytest.fixture(scope="module")
def network(prepared, tmp_path_factory):
    """A folder with the small network."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("network") / "inventory"))
    Child(folder, _BUILD).end()
    return folder


@pytest.fixture(scope="module")
def ask(network):
    """Ask several questions at once: [(label, params)] gives [(names, warnings)]."""
    import json

    def ask_(questions):
        said = Child(network, _ASK.format(questions=questions)).end()
        return [tuple(json.loads(line)) for line in said]

    return ask_


DEVICE, PLACE = "dcim.Device", "dcim.Location"
BER, PAR, TOK = ["ber-rt-1", "ber-sw-1", "ber-sw-2"], ["par-sw-1"], ["TOK-SW-1", "tok-rt-Ü"]
ALL = [*TOK[:1], *BER, *PAR, *TOK[1:]]
PLACES = ["Asia", "Berlin", "Empty", "Europe", "Paris", "Tokyo"]

QUESTIONS = [
    ("nothing", DEVICE, {}, ALL),
    ("a name", DEVICE, {"name": "par-sw-1"}, PAR),
    ("one of several", DEVICE, {"name": ["par-sw-1", "ber-sw-1"]}, ["ber-sw-1", "par-sw-1"]),
    ("names and both", DEVICE, {"name": ["par-sw-1", "ber-sw-1"], "location": "Paris"}, PAR),
    ("not", DEVICE, {"name__n": ["par-sw-1", "ber-sw-1"]}, [*TOK[:1], *BER[::2], *TOK[1:]]),
    ("contains", DEVICE, {"name__ic": "sw"}, ["TOK-SW-1", "ber-sw-1", "ber-sw-2", *PAR]),
    ("contains not", DEVICE, {"name__nic": "SW"}, ["ber-rt-1", "tok-rt-Ü"]),
    ("other scripts", DEVICE, {"name__iew": "ü"}, ["tok-rt-Ü"]),
    ("starts", DEVICE, {"name__isw": ["tok", "par"]}, ["TOK-SW-1", "par-sw-1", "tok-rt-Ü"]),
    ("equal but for case", DEVICE, {"name__ie": "tok-sw-1"}, ["TOK-SW-1"]),
    ("pattern", DEVICE, {"name__re": "^ber-.*[12]$"}, BER),
    ("pattern of case", DEVICE, {"name__re": "^tok"}, ["tok-rt-Ü"]),
    ("pattern of any case", DEVICE, {"name__ire": "^TOK"}, TOK),
    ("places below", DEVICE, {"location": "Europe"}, [*BER, *PAR]),
    ("places below, not", DEVICE, {"location__n": "Europe"}, TOK),
    ("site of 1.x", DEVICE, {"site": "paris"}, PAR),
    ("region of 1.x", DEVICE, {"region": "Asia"}, TOK),
    ("status", DEVICE, {"status": "Planned"}, ["ber-sw-2"]),
    ("role", DEVICE, {"role": ["Core router"]}, ["ber-rt-1", "tok-rt-Ü"]),
    ("role of 1.x", DEVICE, {"device_role": "core-router"}, ["ber-rt-1", "tok-rt-Ü"]),
    ("over a relation", DEVICE, {"manufacturer": "Other"}, ["ber-rt-1", "tok-rt-Ü"]),
    ("over a tree", DEVICE, {"tenant_group": "Group"}, ["ber-rt-1"]),
    ("rack group", DEVICE, {"rack_group": "Row 1"}, ["ber-sw-1"]),
    ("null", DEVICE, {"tenant": "null", "location": "Berlin"}, ["ber-sw-1", "ber-sw-2"]),
    ("null or one", DEVICE, {"platform": ["null", "Linux"], "location": "Paris"}, PAR),
    ("isnull", DEVICE, {"platform__isnull": "false"}, PAR),
    ("all tags", DEVICE, {"tags": ["Lab", "Old"]}, ["ber-sw-1"]),
    ("a tag", DEVICE, {"tag": "Lab"}, ["ber-sw-1", "ber-sw-2"]),
    ("has", PLACE, {"has_devices": True}, ["Berlin", "Paris", "Tokyo"]),
    ("has none", PLACE, {"has_devices": "false"}, ["Asia", "Empty", "Europe"]),
    ("parent, not below", PLACE, {"parent": "Europe"}, ["Berlin", "Paris"]),
    ("subtree", PLACE, {"subtree": "Asia"}, ["Asia", "Empty", "Tokyo"]),
    ("type", PLACE, {"location_type": "Region"}, ["Asia", "Europe"]),
    ("for kinds", PLACE, {"content_type": "dcim.device"},
        ["Berlin", "Empty", "Paris", "Tokyo"]),
    ("kinds of a status", "extras.Status", {"content_types": "dcim.cable", "name__isw": "c"},
        ["Connected"]),
    ("reverse", PLACE, {"devices": "par-sw-1"}, ["Paris"]),
    ("search", DEVICE, {"q": "s2"}, ["ber-sw-2"]),
    ("search in capitals", DEVICE, {"q": "BER-Sw-2"}, ["ber-sw-2"]),
    ("search as it is written", DEVICE, {"q": "ber?sw*"}, []),
    ("search of brackets", DEVICE, {"q": "sw-[12]"}, []),
    ("custom field", DEVICE, {"cf_owner": "net"}, ["ber-sw-1"]),
    ("numbers", "dcim.DeviceType", {"u_height__gte": 2}, ["O-9000"]),
    ("times", DEVICE, {"created__lt": "2001-01-01"}, []),
    ("shape only", DEVICE, {"depth": 1, "limit": 3}, ALL),
    ("within", "ipam.Prefix", {"within": "10.0.0.0/8"}, ["10.1.0.0/16", "10.1.1.0/24"]),
    ("contains a net", "ipam.Prefix", {"contains": "10.1.1.5"},
        ["10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24"]),
    ("parent prefix", "ipam.IPAddress", {"parent": "10.1.1.0/24"},
        ["10.1.1.1/24", "10.1.1.2/24"]),
    ("typed so far", "ipam.IPAddress", {"q": "10.1."}, ["10.1.1.1/24", "10.1.1.2/24"]),
    ("of a device", "ipam.IPAddress", {"device": "ber-sw-1"}, ["10.1.1.1/24"]),
    ("interface's device", "dcim.Interface", {"device": "ber-sw-1", "kind": "physical"},
        ["eth0"]),
    ("its location", "dcim.Interface", {"location": "Europe"}, ["eth0"]),
    ("a proxy of 1.x", "dcim.Site", {"region": "Europe"}, ["Berlin", "Paris"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(ask):
    """The answers to all questions, from one process."""
    return ask([(label, params) for _, label, params, _ in QUESTIONS])


@pytest.mark.process
@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[one[0] for one in QUESTIONS])
def test_filters_find_what_the_original_finds(answers, number):
    *_, expected = QUESTIONS[number]

    assert answers[number] == (sorted(expected), [])


@pytest.mark.process
def test_doubtful_params_are_told(ask):
    unknown, wrong, pattern, missing = ask(
        [
            (DEVICE, {"site_name": "x", "location": "Paris"}),
            (DEVICE, {"status": "Nonsense"}),
            (DEVICE, {"name__re": "("}),
            (DEVICE, {"location_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}),
        ]
    )

    assert unknown == (PAR, ["Device has no filter 'site_name'; it filters nothing."])
    assert wrong == ([], ["status: There is no status 'Nonsense'."])
    assert pattern[0] == []
    assert "no regular expression" in pattern[1][0]
    assert missing[0] == []
    assert "with the key 3f2504e0" in missing[1][0]


@pytest.mark.process
def test_a_filterset_is_one_of_django_filter(network):
    said = Child(
        network,
        """
        from django.http import QueryDict
        from jobdesk.inventory.dcim.models import Device
        from jobdesk.inventory.filters.sets import DeviceFilterSet
        import django_filters
        names = lambda found: sorted(str(one) for one in found)
        asked = QueryDict("location=Paris&location=Tokyo&role=Access+switch")
        say(names(DeviceFilterSet(asked, Device.objects.all()).qs))
        wrong = DeviceFilterSet({"status": ["Nonsense"]}, Device.objects.all())
        say(wrong.is_valid(), dict(wrong.errors)["status"][0])
        say("name__ic" in DeviceFilterSet.base_filters, "x" in DeviceFilterSet.base_filters)
        say({"location", "location__n", "has_interfaces"} <= set(DeviceFilterSet().filters))
        say(names(DeviceFilterSet({"name": "par-sw-1"}).qs))

        class Mine(DeviceFilterSet):
            begins = django_filters.CharFilter(field_name="name", lookup_expr="startswith")
            class Meta:
                model = Device
                fields = ["name"]
        say(names(Mine({"begins": "ber", "role": "Core router"}, Device.objects.all()).qs))
        """,
    ).end()

    assert said == [
        "['TOK-SW-1', 'par-sw-1']",
        "False There is no status 'Nonsense'.",
        "True False",
        "True",
        "['par-sw-1']",
        "['ber-rt-1']",
    ]


@pytest.mark.slow
@pytest.mark.process
def test_every_model_has_filters_that_run(network):
    said = Child(
        network,
        """
        from django.apps import apps
        from jobdesk.inventory.filters.params import parts
        from jobdesk.inventory.filters.sets import filterset_for
        failed = []
        count = 0
        for model in apps.get_models():
            for name in filterset_for(model).base_filters:
                count += 1
                for value in ("true", "1", "2001-01-01", "10.0.0.0/8", "dcim.device"):
                    (part,) = parts(model, {name: value})
                    if not part.problem:
                        break
                try:
                    list(part.on(model.objects.all())[:1])
                except Exception as error:
                    failed.append((model.__name__, name, repr(error)[:100]))
        say(len(failed), failed[:20])
        say(count > 5000)
        """,
    ).end()

    assert said == ["0 []", "True"]
