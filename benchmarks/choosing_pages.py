"""First pages of options in an inventory of 100,000 devices, beside a raw query; as JSON.

`python choosing_pages.py DIR`: a child of `choosing.py`, since Django starts once a process.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jobdesk.inventory import schema
from jobdesk.inventory.options import Question, page
from jobdesk.inventory.start import InventoryPlace, start

_DEVICES = 100_000
_ROUNDS = 9
_RAW = (
    "SELECT d.id, d.name, l.name, s.name FROM dcim_device d "
    "JOIN dcim_location l ON l.id = d.location_id JOIN extras_status s ON s.id = d.status_id "
    "ORDER BY d._name LIMIT 50"
)


def main() -> None:
    """Make the inventory, measure, print."""
    folder = Path(sys.argv[1])
    place = InventoryPlace(folder / "inventory.db", folder / "inventory.gate")
    start(place)
    schema.make_ready()
    site = _fill()
    database = sqlite3.connect(place.database)
    database.execute("ANALYZE")
    asked: dict[str, Callable[[], object]] = {
        "raw": lambda: database.execute(_RAW).fetchall(),
        "first": lambda: page(Question("dcim.Device")),
        "narrowed": lambda: page(Question("dcim.Device", {"location": site})),
        "found": lambda: page(Question("dcim.Device", {}, "device-0777")),
        "absent": lambda: page(Question("dcim.Device", {}, "zzz")),
        "far": lambda: page(Question("dcim.Device"), _DEVICES // 2),
    }
    for ask in asked.values():
        ask()
    print(json.dumps({name: _median_ms(ask) for name, ask in asked.items()}))


def _median_ms(ask: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _fill() -> str:
    """100 sites of 1,000 devices; the key of one."""
    from jobdesk.inventory.core.fields import natural_order
    from jobdesk.inventory.dcim.models import (
        Device,
        DeviceType,
        Location,
        LocationType,
        Manufacturer,
    )
    from jobdesk.inventory.extras.models import Role, Status

    active = Status.objects.get(name="Active")
    kind = LocationType.objects.create(name="Place")
    role = Role.objects.create(name="Switch")
    maker = Manufacturer.objects.create(name="Maker")
    model = DeviceType.objects.create(manufacturer=maker, model="M")
    sites = [
        Location.objects.create(name=f"site-{n:03}", location_type=kind, status=active)
        for n in range(100)
    ]
    more = {"device_type": model, "role": role, "status": active}
    devices = []
    for number in range(_DEVICES):
        name = f"device-{number:06}"
        site = sites[number % len(sites)]
        made = Device(name=name, location=site, serial=f"S{number}", **more)
        made._name = natural_order(name)
        devices.append(made)
    # Past the change log, which 100,000 objects imported long ago are not in.
    super(type(Device.objects.all()), Device.objects.all()).bulk_create(devices, 5_000)
    return str(sites[7].pk)


if __name__ == "__main__":
    main()
