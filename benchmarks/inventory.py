"""Figures of the inventory: a validated save with its change row, the start of a child.

Measured in children: Django is switched on once per process.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from benchmarks.limits import interleaved, medians, process_ms
from benchmarks.report import Measure, measured

_ROUNDS = 7
_EXCHANGE = Path(__file__).resolve().with_name("inventory_exchange.py")
_LISTS = Path(__file__).resolve().with_name("inventory_lists.py")
_SOME, _MANY = 200_000, 1_000_000  # rows of a list; BENCH=full: many
_CHILD = Path(__file__).resolve().with_name("inventory_saves.py")
_START = """
from pathlib import Path
from jobdesk.inventory.start import InventoryPlace, start
place = Path({folder!r})
start(InventoryPlace(place / "inventory.db", place / "inventory.gate"))
"""
_MAPPER = """
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
"""


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Those that are asked for."""
    if "inventory_save" in names:
        yield _save()
    if "inventory_start" in names:
        yield _start()
    if "inventory_list" in names:
        yield _list()
    if "inventory_import" in names or "inventory_export" in names:
        yield from _exchange(names)


def _save() -> Measure:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(_CHILD), folder], capture_output=True, text=True, check=True
        )
    found = json.loads(done.stdout)
    note = (
        f"limit: raw inserts, a commit each; {found['plain']:,.0f} saves/s without validation, "
        f"{found['unlogged']:,.0f} validated without a change row"
    )
    return measured("inventory_save", found["logged"], found["raw"], note)


def _list() -> Measure:
    rows = _MANY if os.environ.get("BENCH") == "full" else _SOME
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(_LISTS), folder, str(rows)],
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(done.stdout)
    note = (
        f"processor time, {found['rows']:,} interfaces; limit: the same rows by plain SQL; "
        f"by status {found['status']:.0f}, by a text {found['found']:.0f}, by one that is not "
        f"there {found['absent']:.0f}, their number {found['total']:.0f} ms"
    )
    return measured("inventory_list", found["first"], found["raw"], note)


def _exchange(names: Collection[str]) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(_EXCHANGE), folder], capture_output=True, text=True, check=True
        )
    found = json.loads(done.stdout)
    if "inventory_import" in names:
        note = "CSV, checked, with change rows, one transaction; limit: raw inserts in one"
        yield measured("inventory_import", found["imported"], found["raw"], note)
    if "inventory_export" in names:
        note = (
            f"100,000 interfaces as CSV with names of what they refer to; limit: their columns "
            f"read and joined; made in {found['sample_s']:.0f} s with all of their network"
        )
        yield measured("inventory_export", found["exported"], found["read"], note)


def _start() -> Measure:
    with tempfile.TemporaryDirectory() as folder:
        code = _START.format(folder=folder)
        found = medians(
            interleaved(
                _ROUNDS,
                {
                    "models": lambda: process_ms("-c", code),
                    "mapper": lambda: process_ms("-c", _MAPPER),
                    "bare": lambda: process_ms("-c", "pass"),
                },
            )
        )
    note = f"limit: SQLAlchemy's ORM alone; an interpreter {found['bare']:.0f} ms of each"
    return measured("inventory_start", found["models"], found["mapper"], note)
