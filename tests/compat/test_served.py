"""Names of Nautobot that stand for the inventory, as children see them."""

import pytest

pytestmark = pytest.mark.process


def test_every_served_name_is_there(with_inventory):
    said = with_inventory("""
        import importlib
        from jobdesk.compat.names import served_modules
        bad = []
        for module, names in served_modules().items():
            loaded = importlib.import_module(module)
            found = {f"{module}.{n}": repr(getattr(loaded, n)) for n in names}
            bad += [name for name, shown in found.items() if "not in JobDesk" in shown]
        print(json.dumps(bad))
    """)

    assert said == []


@pytest.mark.parametrize(
    "line",
    [
        "from nautobot.dcim.models import Device",
        "from nautobot.dcim.models.devices import Device",
        "from nautobot.dcim import models; Device = models.Device",
        "import nautobot.dcim.models as m; Device = m.Device",
        "from nautobot.dcim.models import *",
        "from jobdesk.inventory.models import Device",
        "from django.apps import apps; Device = apps.get_model('dcim', 'Device')",
    ],
)
def test_a_model_is_one_class_under_every_name(with_inventory, line):
    said = with_inventory(f"""
        {line}
        from jobdesk.inventory.dcim.devices import Device as ours
        print(json.dumps(Device is ours))
    """)

    assert said is True


def test_django_is_whole_when_its_first_import_opens_the_inventory(with_inventory):
    said = with_inventory("""
        import django
        import django.utils.timezone
        print(json.dumps([hasattr(django, "conf"), django.utils.timezone.now().year > 2000]))
    """)

    assert said == [True, True]


def test_apps_of_django_that_are_not_installed_are_served_as_ours(with_inventory):
    said = with_inventory("""
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import User
        from django.contrib.admin.models import LogEntry
        from nautobot.users.models import User as theirs
        print(json.dumps([User is theirs, get_user_model() is User, LogEntry.__name__]))
    """)

    assert said == [True, True, "LogEntry"]


def test_choices_are_constants_pairs_and_values(with_inventory):
    said = with_inventory("""
        from nautobot.apps.choices import ChoiceSet, InterfaceTypeChoices as Types
        from nautobot.dcim.choices import RackWidthChoices
        from nautobot.extras.choices import LogLevelChoices

        class Own(ChoiceSet):
            CHOICES = (("a", "A"), ("Group", (("b", "B"),)))

        print(json.dumps([
            Types.TYPE_1GE_FIXED, Types.TYPE_LAG in Types.values(), LogLevelChoices.CHOICES[1],
            RackWidthChoices.WIDTH_19IN, Own.values(), Own.as_dict(), list(Own)[0], Own()[0],
        ]))
    """)

    assert said == [
        "1000base-t",
        True,
        ["info", "Info"],
        19,
        ["a", "b"],
        {"a": "A", "b": "B"},
        ["a", "A"],
        ["a", "A"],
    ]


def test_a_query_runs_when_the_file_is_loaded(with_inventory):
    said = with_inventory("""
        from nautobot.extras.models import Status
        ACTIVE = Status.objects.get(name="Active")
        print(json.dumps(str(ACTIVE)))
    """)

    assert said == "Active"


def test_a_name_that_is_not_served_stays_a_placeholder_beside_those_that_are(with_inventory):
    said = with_inventory("""
        from nautobot.dcim.models import Device, ModuleBay
        begin_run()
        ModuleBay.objects.all()
    """)

    assert "nautobot.dcim.models.ModuleBay" in said


def test_helpers_of_the_original(with_inventory):
    said = with_inventory("""
        from nautobot.apps.utils import deepmerge, is_uuid, render_jinja2, to_meters
        from nautobot.core.models.utils import array_to_string
        from nautobot.core.utils.lookup import get_route_for_model, get_model_from_name
        print(json.dumps([
            deepmerge({"a": {"b": 1}}, {"a": {"c": 2}}), is_uuid("no"),
            array_to_string([3, 1, 2]),
            render_jinja2("{{ x }}!", {"x": 1}), to_meters(3, "km"),
            get_route_for_model("dcim.device", "list"),
            get_model_from_name("dcim.device").__name__,
        ]))
    """)

    assert said == [
        {"a": {"b": 1, "c": 2}},
        False,
        "1-3",
        "1!",
        3000,
        "dcim:device_list",
        "Device",
    ]


def test_a_csv_of_the_original_is_parsed(with_inventory):
    said = with_inventory("""
        import io
        from nautobot.core.api.parsers import NautobotCSVParser
        text = b"name,status__name,tags\\nx,Active,\\"a,b\\"\\ny,NULL,\\n"
        print(json.dumps(NautobotCSVParser().parse(io.BytesIO(text))))
    """)

    assert said[0] == {"name": "x", "status": {"name": "Active"}, "tags": ["a", "b"]}
    assert said[1]["tags"] == []


def test_settings_and_page_addresses_of_the_original(with_inventory):
    said = with_inventory("""
        from django.conf import settings
        from django.urls import reverse
        from nautobot.dcim.models import Manufacturer
        one = Manufacturer(name="Acme")
        url = reverse("dcim:manufacturer", kwargs={"pk": one.pk})
        print(json.dumps([
            settings.CELERY_TASK_DEFAULT_QUEUE, url == one.get_absolute_url(),
            reverse("ipam:vlan_list"), reverse("ipam-api:ipaddress-list"),
        ]))
    """)

    assert said == ["default", True, "/ipam/vlans/", "/api/ipam/ip-addresses/"]
