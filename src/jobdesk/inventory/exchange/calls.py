"""What window and command line call in the inventory's thread. No Django before a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jobdesk.inventory.exchange.documents import Sheet
from jobdesk.inventory.exchange.report import ImportReport, Plan, Progress

Terms = tuple[tuple[str, str], ...]


def plan_export(
    kind: str, terms: Terms, keys: tuple[str, ...], fields: tuple[str, ...], sort: str
) -> Plan:
    """What is to be written.

    Args:
        kind: of the objects, as a person names it.
        terms: which objects, as the filter line has them.
        keys: only these; empty for all.
        fields: only these; empty for all that can be set.
        sort: in the order of this field.

    Raises:
        NotFound: there is no such kind.
        InputErrors: a term or a field means nothing.
    """
    from jobdesk.inventory.exchange import columns, exporting

    return exporting.plan(columns.label_given(kind), terms, keys, fields, sort)


def export_page(plan: Plan, first: int) -> list[list[Any]]:
    """The rows of one page, in plain values."""
    from jobdesk.inventory.exchange import exporting

    return exporting.page(plan, first)


def look_at_import(
    kind: str, sheet: Sheet, mapping: Mapping[str, str] | None, progress: Progress | None
) -> ImportReport:
    """What an import would do."""
    from jobdesk.inventory.exchange import columns, importing

    return importing.look(columns.label_given(kind), sheet, mapping, progress)


def bring_in(
    kind: str, sheet: Sheet, mapping: Mapping[str, str] | None, progress: Progress | None
) -> ImportReport:
    """Do it; NotImported when rows are wrong."""
    from jobdesk.inventory.desk.editing import step_now
    from jobdesk.inventory.exchange import columns, importing

    report = importing.bring_in(columns.label_given(kind), sheet, mapping, progress)
    return replace(report, step=step_now())


def targets(kind: str) -> tuple[tuple[str, str], ...]:
    """What a column may be said to mean: name and words."""
    from jobdesk.inventory.exchange import columns

    return columns.columns_to_map(columns.label_given(kind))


def kinds_to_choose() -> tuple[tuple[str, str], ...]:
    """All kinds of objects: label and words, in the order of the words."""
    from jobdesk.inventory.desk.kinds import kind_groups

    found = [(kind.label, kind.plural) for group in kind_groups() for kind in group.kinds]
    return tuple(sorted(found, key=lambda one: one[1].lower()))
