"""Rules that hold for all models: what is told, what the database itself refuses."""

from tests.inventory.beginnings import DEVICES


def test_values_that_are_taken_are_named(work):
    said = work(
        DEVICES
        + """
port = dict(type="1000base-t", status=active)
made = device("ber-1")
Interface(device=made, name="Gi1", **port).validated_save()
refused(lambda: Interface(device=made, name="Gi1", **port).validated_save())
refused(lambda: Manufacturer(name="Cisco").validated_save())
refused(lambda: Device(name="x", rack=None).validated_save())
"""
    )
    assert said == [
        "__all__ An interface with device “ber-1” and name “Gi1” already exists.",
        "name A manufacturer with name “Cisco” already exists.",
        "device_type This field cannot be null.",
        "status This field cannot be null.",
        "role This field cannot be null.",
        "location This field cannot be null.",
    ]


def test_parts_are_unique_in_their_device_in_the_database_too(work):
    said = work(
        DEVICES
        + """
from django.apps import apps
from django.db import IntegrityError
from jobdesk.inventory.dcim.components import Component
made = device("ber-1")
parts = [one for one in apps.get_models() if issubclass(one, Component)]
say(len(parts), *(one.__name__ for one in parts if not one._meta.ordering))
try:
    ConsolePort.objects.create(device=made, name="con0")
    ConsolePort.objects.create(device=made, name="con0")
except IntegrityError:
    say("refused")
try:
    made.pk, made._state.adding = None, True
    made.save_base(raw=True)
except IntegrityError:
    say("refused")
"""
    )
    assert said == ["9", "refused", "refused"]


def test_an_address_of_hardware_has_one_spelling(work):
    said = work(
        DEVICES
        + """
made = device("ber-1")
port = Interface(device=made, name="Gi1", type="other", status=active)
port.mac_address = "0011.22aa.BBcc"
port.validated_save()
say(Interface.objects.get().mac_address)
say(Interface.objects.filter(mac_address="00-11-22-aa-bb-cc").count())
port.mac_address = "nonsense"
refused(port.validated_save)
"""
    )
    assert said == [
        "00:11:22:AA:BB:CC",
        "1",
        "mac_address 'nonsense' is no MAC address like AA:BB:CC:DD:EE:FF.",
    ]


def test_what_a_status_is_for_is_read_again_when_another_process_changed_it(start):
    one = start(
        DEVICES
        + """
shelf = Status.objects.create(name="On the shelf")
refused(lambda: device("ber-1", status=shelf))
say("ready")
turn()
device("ber-1", status=shelf)
say("saved")
"""
    )
    assert one.hear() == "status status On the shelf is not meant for a device."
    assert one.hear() == "ready"
    other = start(
        """
from django.contrib.contenttypes.models import ContentType
from jobdesk.inventory.extras.models import Status
shelf = Status.objects.get(name="On the shelf")
shelf.content_types.add(ContentType.objects.get(app_label="dcim", model="device"))
"""
    )
    other.end()
    one.turn()
    assert one.end() == ["saved"]


def test_what_was_rolled_back_is_not_remembered(work):
    said = work(
        DEVICES
        + """
from django.db import transaction
class Back(Exception):
    pass
try:
    with transaction.atomic():
        connected.content_types.add(ContentType.objects.get_for_model(Device))
        device("ber-1", status=connected)
        raise Back
except Back:
    pass
refused(lambda: device("ber-1", status=connected))
"""
    )
    assert said == ["status status Connected is not meant for a device."]


def test_a_snapshot_has_each_column_once_and_as_it_is(work):
    said = work(
        DEVICES
        + """
from jobdesk.inventory.snapshots import snapshot
made = Interface(device=device("ber-1"), name="Gi1/0/2", type="other", status=active)
made.save()
data = snapshot(made)
say(data["name"], *sorted(name for name in data if "peer" in name or "cust" in name))
"""
    )
    assert said == ["Gi1/0/2 custom_fields"]


def test_what_a_status_is_for_is_read_again_when_it_changes_here(work):
    said = work(
        DEVICES
        + """
refused(lambda: device("ber-1", status=connected))
connected.content_types.add(ContentType.objects.get_for_model(Device))
device("ber-1", status=connected)
connected.content_types.clear()
refused(lambda: device("ber-2", status=connected))
"""
    )
    assert said == ["status status Connected is not meant for a device."] * 2
