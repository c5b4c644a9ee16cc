"""Import: all rows of a file or none, looked at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.exchange.columns import Meaning, meaning_of
from jobdesk.inventory.exchange.documents import RawRow, Sheet
from jobdesk.inventory.exchange.references import References, is_said
from jobdesk.inventory.exchange.report import (
    ImportReport,
    NotImported,
    Progress,
    RowError,
    RowReport,
    Tally,
)
from jobdesk.inventory.exchange.rows import Refusal, RowTaker

_STEP = 100  # rows that are prepared at once, and between two words of progress


class _Looked(Exception):
    """Ends a look: what was tried is taken back."""


def look(
    label: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """What an import would do; it is tried and taken back, so rows may refer to each other.

    Args:
        label: of the kind that the rows are.
        sheet: the rows.
        mapping: what single columns mean, where their titles do not say it; empty: nothing.
        progress: told how many rows are done; what it raises ends the look.
    """
    reports: list[ImportReport] = []
    try:
        with transaction.atomic():
            reports.append(_run(label, sheet, mapping, progress, is_done=False))
            raise _Looked
    except _Looked:
        return reports[0]


def bring_in(
    label: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Do it; called through `InventoryDoor.change`: all of it or nothing.

    Raises:
        NotImported: rows are wrong.
    """
    report = _run(label, sheet, mapping, progress, is_done=True)
    if not report.is_good:
        raise NotImported(report)
    return report


def bring_in_what_fits(
    label: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take the rows that are right, each by itself; the report tells of the others."""
    report = _run(label, sheet, mapping, progress, is_done=True)
    return replace(report, is_done=True)


def _run(
    label: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None,
    progress: Progress | None,
    *,
    is_done: bool,
) -> ImportReport:
    meaning = meaning_of(label, _spoken(label, sheet, mapping), mapping)
    tally = Tally(label, tuple(c for c in sheet.columns if c not in meaning.read))
    for error in _title_errors(meaning, sheet):
        tally.refuse(error)
    if meaning.plain or meaning.groups:
        _take_all(RowTaker(label, meaning, References()), sheet.rows, tally, progress)
    return tally.report(is_done=is_done and not tally.failed)


def _spoken(label: str, sheet: Sheet, mapping: Mapping[str, str] | None) -> list[str]:
    """The columns but those that are unknown and empty: they say nothing that would be lost."""
    unknown = {column for column, _ in meaning_of(label, sheet.columns, mapping).unknown}
    return [
        column
        for column in sheet.columns
        if column not in unknown or any(is_said(row.values.get(column)) for row in sheet.rows)
    ]


def _title_errors(meaning: Meaning, sheet: Sheet) -> list[RowError]:
    found: list[RowError] = []
    for column, nearest in meaning.unknown:
        hint = f"; “{nearest}” may be meant" if nearest else ""
        found.append(RowError(1, column, f"There is no such field{hint}."))
    if not meaning.plain and not meaning.groups and not found:
        found.append(RowError(1, "", "No column names a field that can be set."))
    if not sheet.rows and not found:
        found.append(RowError(1, "", "There are no rows."))
    return found


def _take_all(
    taker: RowTaker, rows: Sequence[RawRow], tally: Tally, progress: Progress | None
) -> None:
    """Row by row; those that wait for another one are tried again while that helps."""
    waiting: Sequence[RawRow] = rows
    is_last = False
    while waiting:
        later: list[RawRow] = []
        for place, row in enumerate(waiting):
            if place % _STEP == 0:
                if progress is not None and place:  # also while all of them wait for others
                    progress(tally.done, len(rows))
                taker.prepare(waiting[place : place + _STEP])
            found = taker.take(row)
            if isinstance(found, Refusal) and found.waits and not is_last:
                later.append(row)
                continue
            _tell(tally, found)
        is_last = len(later) == len(waiting)  # nothing moved: now they are told why
        waiting = later


def _tell(tally: Tally, found: RowReport | Refusal) -> None:
    if not isinstance(found, Refusal):
        tally.add(found)
        return
    for error in found.errors:
        tally.refuse(error)
