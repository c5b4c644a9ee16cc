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
    database = sqlite3.connect(place.database)
    site = _fill(database)
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


def _fill(database: sqlite3.Connection) -> str:
    """100 sites of 1,000 devices; the key of one."""
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
    first = Device.objects.create(
        name="device", location=sites[0], device_type=model, role=role, status=active
    )
    _clone(database, first.pk.hex, [site.pk.hex for site in sites])
    return str(sites[7].pk)


def _clone(database: sqlite3.Connection, first: str, sites: list[str]) -> None:
    """As many devices like the first one, past all models: it is the reading that is timed."""
    cursor = database.execute("SELECT * FROM dcim_device WHERE id = ?", (first,))
    columns = [one[0] for one in cursor.description]
    like = dict(zip(columns, cursor.fetchone(), strict=True))
    rows = (
        {
            **like,
            "id": f"{number:032x}",
            "name": f"device-{number:06}",
            "_name": f"device-{number:08}",
            "serial": f"S{number}",
            "location_id": sites[number % len(sites)],
        }
        for number in range(_DEVICES)
    )
    marks = ", ".join("?" * len(columns))
    values = (tuple(row.values()) for row in rows)
    database.executemany(f"INSERT INTO dcim_device VALUES ({marks})", values)
    database.commit()


if __name__ == "__main__":
    main()
