"""The first page of a long list of interfaces, plain and narrowed, beside plain SQL; as JSON.

`python inventory_lists.py DIR ROWS`: a child of `inventory.py`, since Django starts once a
process. The rows are copies of a sample network's, written by SQL without their indexes.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from jobdesk.inventory import schema
from jobdesk.inventory.desk.records import GridQuery
from jobdesk.inventory.start import InventoryPlace, start

_SAMPLE = 40_000
_ROUNDS = 5
_RAW = (
    "SELECT i.*, d.name FROM dcim_interface i CROSS JOIN dcim_device d ON d.id = i.device_id "
    "ORDER BY i._name LIMIT 100"
)
_COLUMNS = ("name", "device", "status", "type", "enabled", "mode")


def main(folder: Path, rows: int) -> None:
    """Make the inventory, measure, print."""
    place = InventoryPlace(folder / "inventory.db", folder / "inventory.gate")
    start(place)
    schema.make_ready()
    from jobdesk.inventory.sample.make import make_sample
    from jobdesk.inventory.sample.sizes import SampleSizes

    make_sample(SampleSizes(50, 2_000, _SAMPLE, 4_000))
    with closing(sqlite3.connect(place.database, isolation_level=None)) as database:
        _grow(database, rows // _SAMPLE)
        found = {"raw": _median_ms(lambda: database.execute(_RAW).fetchall())}
    from jobdesk.inventory.desk import grid

    asked: dict[str, Callable[[], object]] = {
        "first": lambda: grid.page(_query()),
        "status": lambda: grid.page(_query("status", "Active")),
        "found": lambda: grid.page(_query("q", "Ethernet1/4")),
        "absent": lambda: grid.page(_query("q", "zzz")),
        "total": lambda: grid.total(_query()),
    }
    found.update({name: _median_ms(ask) for name, ask in asked.items()})
    found["rows"] = grid.total(_query())
    print(json.dumps(found))


def _query(*term: str) -> GridQuery:
    return GridQuery("dcim.interface", _COLUMNS, ((term[0], term[1]),) if term else ())


def _median_ms(ask: Callable[[], object]) -> float:
    """Processor time: the same on a busy machine."""
    times: list[float] = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        ask()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def _grow(database: sqlite3.Connection, copies: int) -> None:
    """So many times as many interfaces, on as many more devices."""
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA synchronous = OFF")
    copied = "substr({}, 1, 24) || printf('%08x', k)"
    key, device = copied.format("id"), copied.format("device_id")
    _multiply(
        database,
        "dcim_device",
        copies,
        {
            "id": key,
            "name": "name || '-' || k",
            "_name": "_name || '-' || printf('%06d', k)",
            **dict.fromkeys(("asset_tag", "primary_ip4_id", "primary_ip6_id"), "NULL"),
            **dict.fromkeys(("rack_id", "position", "virtual_chassis_id"), "NULL"),
        },
    )
    ends = ("cable_id", "_cable_peer_id", "_cable_peer_type_id", "lag_id")
    changed = {"id": key, "device_id": device, **dict.fromkeys(ends, "NULL")}
    _multiply(database, "dcim_interface", copies, changed)
    database.execute("PRAGMA analysis_limit = 1000")
    database.execute("ANALYZE")


def _multiply(
    database: sqlite3.Connection, table: str, copies: int, changed: dict[str, str]
) -> None:
    columns = [str(row[1]) for row in database.execute(f"PRAGMA table_info({table})")]
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? "
        "AND sql IS NOT NULL",
        (table,),
    ).fetchall()
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    database.execute("BEGIN")
    database.execute(f"CREATE TEMP TABLE source AS SELECT * FROM {table}")
    database.execute(
        "WITH RECURSIVE n(k) AS "
        f"(SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies - 1}) "
        f"INSERT INTO {table} ({names}) SELECT {values} FROM source, n WHERE {copies} > 1"
    )
    database.execute("DROP TABLE source")
    database.execute("COMMIT")
    for _, sql in indexes:
        database.execute(sql)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
