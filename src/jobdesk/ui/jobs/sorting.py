"""The order of the jobs: by one column, then by others. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobdesk.ui.jobs.rows import JobRow

# Columns and whether downwards, the most important first.
Sorting = tuple[tuple[str, bool], ...]
BY_NAME: Sorting = (("name", False),)


def next_sorting(present: Sorting, column: str, *, is_added: bool) -> Sorting:
    """What a click on the title of a column makes of the order.

    A click orders by that column, a second one turns it round. With Shift the column is added
    to the others; the third click takes it away again.
    """
    found = dict(present)
    if not is_added:
        is_turned = found.get(column) is False and len(present) == 1
        return ((column, is_turned),)
    if column not in found:
        return (*present, (column, False))
    if found[column] is False:
        return tuple((name, down or name == column) for name, down in present)
    return tuple(one for one in present if one[0] != column) or BY_NAME


def sort_rows(rows: Iterable[JobRow], sorting: Sorting) -> list[JobRow]:
    """Order rows; equal ones stay in the order of their names, upwards."""
    ordered = list(rows)
    if "name" not in dict(sorting):
        ordered.sort(key=_name_key)
    for column, descending in reversed(sorting):
        ordered.sort(key=SORT_KEYS.get(column, _name_key), reverse=descending)
    return ordered


def _name_key(row: JobRow) -> str:
    return row.title.casefold()


def _last_run_key(row: JobRow) -> float:
    last = row.record.last_result if row.record else None
    return last.date_created.timestamp() if last else 0.0


def _enabled_key(row: JobRow) -> bool:
    return not (row.record is not None and row.record.enabled)


def _flags_key(row: JobRow) -> tuple[str, ...]:
    return tuple(flag.word for flag in row.flags)


def _labels_key(row: JobRow) -> tuple[bool, tuple[str, ...]]:
    """Rows without a label come last."""
    return not row.labels, tuple(label.casefold() for label in row.labels)


def _queue_key(row: JobRow) -> str:
    return row.record.default_job_queue.casefold() if row.record else ""


def _source_key(row: JobRow) -> str:
    return row.source.casefold()


def _path_key(row: JobRow) -> str:
    return row.record.class_path.casefold() if row.record else ""


SORT_KEYS: dict[str, Callable[[JobRow], Any]] = {
    "name": _name_key,
    "enabled": _enabled_key,
    "flags": _flags_key,
    "labels": _labels_key,
    "last_run": _last_run_key,
    "queue": _queue_key,
    "source": _source_key,
    "path": _path_key,
}
