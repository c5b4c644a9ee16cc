"""Entries of the change log as CSV (a line per changed field) or JSON, page by page."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from jobdesk.inventory.history.detail import detail
from jobdesk.inventory.history.feed import page
from jobdesk.inventory.history.records import ChangeDetail, ChangeFilter, ChangeRow, Cursor

_STEP = 100  # entries between two words of progress
_HEAD = ("time", "user", "run", "action", "model", "object", "id", "field", "before", "after")


Told = Callable[[int], None]
"""How many are written; what it raises ends the work."""


def export(wanted: ChangeFilter, form: str, target: Path, told: Told) -> int:
    """Write the entries that fit to a file, the newest first; how many.

    Args:
        wanted: the entries.
        form: `csv` or `json`.
        target: the file.
        told: told how many are written.
    """
    return write(entries(wanted), form, target, told)


def write(found: Iterable[ChangeDetail], form: str, target: Path, told: Told) -> int:
    """Write entries to a file as `csv` or `json`; how many."""
    with target.open("w", encoding="utf-8", newline="") as file:
        counted = _counted(found, told)
        return _write_csv(counted, file) if form == "csv" else _write_json(counted, file)


def _counted(found: Iterable[ChangeDetail], told: Told) -> Iterator[ChangeDetail]:
    for done, one in enumerate(found):
        if done % _STEP == 0:
            told(done)
        yield one


def entries(wanted: ChangeFilter) -> Iterator[ChangeDetail]:
    """The entries that fit with their fields, the newest first."""
    after: Cursor | None = None
    while True:
        some = page(wanted, after)
        for row in some.rows:
            yield detail(row.id)
        after = some.after
        if after is None:
            return


def document(found: ChangeDetail) -> dict[str, Any]:
    """An entry for JSON: who, what, and each changed field before and after."""
    row = found.row
    return {
        **_facts(row),
        "fields": {
            one.name: {"before": one.before, "after": one.after} for one in found.changed
        },
    }


def _facts(row: ChangeRow) -> dict[str, Any]:
    return {
        "time": row.time.isoformat(),
        "user": row.user,
        "run": row.result_no or None,
        "action": row.action,
        "model": row.model,
        "object": row.name,
        "id": row.object_id,
    }


def _write_csv(found: Iterable[ChangeDetail], file: TextIO) -> int:
    lines, count = csv.writer(file), 0
    lines.writerow(_HEAD)
    for one in found:
        count += 1
        facts = list(_facts(one.row).values())
        for field in one.changed:
            lines.writerow([*facts, field.name, field.before, field.after])
        if not one.changed:
            lines.writerow([*facts, "", "", ""])
    return count


def _write_json(found: Iterable[ChangeDetail], file: TextIO) -> int:
    count = 0
    file.write("[")
    for one in found:
        file.write(",\n" if count else "\n")
        json.dump(document(one), file, ensure_ascii=False)
        count += 1
    file.write("\n]\n")
    return count
