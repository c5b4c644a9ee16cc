"""A small network, made by the functions that the window calls."""

import textwrap

import pytest

NETWORK = """
from functools import partial
from jobdesk.errors import InputErrors, Outdated, Refused
from jobdesk.inventory.changes import ChangeContext, all_or_nothing
from jobdesk.inventory.desk import deleting, detail, editing, grid, kinds, suggesting, undoing
from jobdesk.inventory.desk.records import GridQuery

def change(work, *args):
    return all_or_nothing(ChangeContext("ann", "web", "test"), partial(work, *args))

def make(kind, **values):
    return change(editing.create, kind, values)

def names(query, **more):
    return [row.name for row in grid.page(query, **more).rows]

site = make("dcim.locationtype", name="Site", nestable=True,
            content_types=["dcim.device", "dcim.rack", "ipam.prefix"])
europe = make("dcim.location", name="Europe", location_type="Site", status="Active")
berlin = make("dcim.location", name="Berlin", location_type="Site", status="Active",
              parent="Europe")
make("dcim.manufacturer", name="Cisco")
make("dcim.devicetype", model="C9300", manufacturer="Cisco")
make("extras.role", name="Core", color="aa0000", content_types=["dcim.device"])
device = make("dcim.device", name="core-1", device_type="C9300", role="Core",
              status="Active", location="Berlin")
port = make("dcim.interface", name="Eth1", device="core-1", status="Active", type="virtual")
make("ipam.prefix", prefix="10.0.0.0/24", status="Active")
address = make("ipam.ipaddress", address="10.0.0.1/24", status="Active")
change(editing.update, "dcim.interface", port.keys[0], {"ip_addresses": ["10.0.0.1/24"]})
change(editing.update, "dcim.device", device.keys[0], {"primary_ip4": "10.0.0.1/24"})

def seen():
    return detail.detail("dcim.device", device.keys[0])
"""


@pytest.fixture
def on_network(work):
    """Run code beside a small network: its lines."""
    return lambda code: work(NETWORK + textwrap.dedent(code))
