"""Interfaces a second, in turns: raw SQL, saved, validated, validated with a change row."""

import itertools
import json
import sqlite3
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from jobdesk.inventory import schema
from jobdesk.inventory.start import InventoryPlace, start

_ROUNDS, _EACH = 7, 150


def main(folder: Path) -> None:
    """Print the middle of all rounds as JSON."""
    start(InventoryPlace(folder / "inventory.db", folder / "inventory.gate"))
    schema.make_ready()
    sides = _sides(folder)
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(_ROUNDS):
        for name, side in sides.items():
            found[name].append(_rate(side, is_logged=name == "logged"))
    print(json.dumps({name: statistics.median(rates) for name, rates in found.items()}))


def _rate(side: Callable[[], object], *, is_logged: bool) -> float:
    from jobdesk.inventory.changes import ChangeContext, change_context

    run = change_context(ChangeContext("m.rossi", "job", "benchmarks", 1))
    with run if is_logged else nullcontext():
        began = time.perf_counter()
        for _ in range(_EACH):
            side()
        return _EACH / (time.perf_counter() - began)


def _sides(folder: Path) -> dict[str, Callable[[], object]]:
    from jobdesk.inventory.dcim.models import Interface

    device, status = _device()
    numbers = itertools.count()

    def made() -> Interface:
        name = f"Ethernet{next(numbers)}"
        return Interface(device=device, name=name, type="1000base-t", status=status)

    return {
        "raw": _raw(folder / "raw.db", made()),
        "plain": lambda: made().save(),
        "unlogged": lambda: made().validated_save(),
        "logged": lambda: made().validated_save(),
    }


def _device() -> tuple[object, object]:
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.models import (
        Device,
        DeviceType,
        Location,
        LocationType,
        Manufacturer,
    )
    from jobdesk.inventory.extras.models import Role, Status

    status = Status.objects.get(name="Active")
    role = Role.objects.create(name="Access")
    role.content_types.add(ContentType.objects.get_for_model(Device))
    kind = LocationType.objects.create(name="Site")
    kind.content_types.set(ContentType.objects.all())
    place = Location.objects.create(name="Berlin", location_type=kind, status=status)
    maker = Manufacturer.objects.create(name="Maker")
    kit = DeviceType.objects.create(manufacturer=maker, model="Switch")
    values = {"device_type": kit, "role": role, "status": status, "location": place}
    return Device.objects.create(name="ber-1", **values), status


def _raw(file: Path, example: object) -> Callable[[], object]:
    """The same rows by one prepared statement, in a file with the same tables."""
    from django.db import connection as django

    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = NORMAL")
    raw.execute("BEGIN")
    for statement in schema.template():
        raw.execute(statement)
    raw.execute("COMMIT")
    fields = example._meta.concrete_fields
    values = [
        field.get_db_prep_save(field.pre_save(example, add=True), django) for field in fields
    ]
    names = [field.name for field in fields]
    key, name = names.index("id"), names.index("name")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("?" * len(fields))
    insert = f"INSERT INTO dcim_interface ({columns}) VALUES ({marks})"
    numbers = itertools.count()

    def once() -> None:
        values[key], values[name] = uuid.uuid4().hex, f"Ethernet{next(numbers)}"
        raw.execute(insert, values)

    return once


if __name__ == "__main__":
    main(Path(sys.argv[1]))
