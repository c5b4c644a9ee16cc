"""Rows a second: interfaces imported from CSV, beside raw inserts; 100,000 exported as CSV."""

import io
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from jobdesk.inventory import schema
from jobdesk.inventory.start import InventoryPlace, start

_IMPORTED, _EXPORTED = 3_000, 100_000


def main(folder: Path) -> None:
    """Print the rates as JSON."""
    file = folder / "inventory.db"
    start(InventoryPlace(file, folder / "inventory.gate"))
    schema.make_ready()
    from jobdesk.inventory.sample.make import make_sample
    from jobdesk.inventory.sample.sizes import SampleSizes

    began = time.perf_counter()
    make_sample(SampleSizes(20, 2_000, _EXPORTED, 4_000))
    sample_s = time.perf_counter() - began
    found = {
        "imported": _IMPORTED / _timed(lambda: _import(file)),
        "raw": _raw(file, folder / "raw.db"),
        "exported": _EXPORTED / _timed(lambda: _export(_EXPORTED)),
        "read": _EXPORTED / _timed(lambda: _read(file)),
        "sample_s": sample_s,
    }
    print(json.dumps(found))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _import(file: Path) -> None:
    from jobdesk.inventory.changes import ChangeContext, all_or_nothing
    from jobdesk.inventory.exchange.documents import Format, parse_sheet
    from jobdesk.inventory.exchange.importing import bring_in

    with closing(sqlite3.connect(file)) as database:
        query = "SELECT d.name, l.name FROM dcim_device d JOIN dcim_location l "
        devices = database.execute(
            f"{query} ON l.id = d.location_id ORDER BY d.name LIMIT 100"
        ).fetchall()
    head = "name,device__name,device__location__name,type,status\n"
    each = _IMPORTED // len(devices)
    rows = "".join(
        f"Added{n},{device},{place},1000base-t,Active\n"
        for device, place in devices
        for n in range(each)
    )
    sheet = parse_sheet(head + rows, Format.CSV)
    report = all_or_nothing(
        ChangeContext("m.rossi", "web", "benchmarks"), lambda: bring_in("dcim.interface", sheet)
    )
    assert report.created == _IMPORTED


def _raw(file: Path, other: Path) -> float:
    """The same rows by plain SQL in one transaction."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT * FROM dcim_interface").fetchmany(_IMPORTED)
        [(table,)] = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'dcim_interface'"
        )
        indexes = database.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'dcim_interface' "
            "AND type = 'index' AND sql IS NOT NULL"
        ).fetchall()
    with closing(sqlite3.connect(other)) as database:
        for (statement,) in ((table,), *indexes):
            database.execute(statement)
        marks = ", ".join("?" * len(rows[0]))
        began = time.perf_counter()
        for row in rows:
            database.execute(f"INSERT INTO dcim_interface VALUES ({marks})", row)
        database.commit()
        return len(rows) / (time.perf_counter() - began)


def _export(count: int) -> None:
    from jobdesk.inventory.exchange.documents import Format, SheetWriter
    from jobdesk.inventory.exchange.exporting import page, plan
    from jobdesk.inventory.exchange.report import PAGE

    found = plan("dcim.interface")
    assert len(found.keys) >= count
    writer = SheetWriter(io.StringIO(), Format.CSV, found.columns)
    for first in range(0, len(found.keys), PAGE):
        writer.write(page(found, first))
    writer.end()


def _read(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        for row in database.execute("SELECT * FROM dcim_interface"):
            ",".join(map(str, row))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
