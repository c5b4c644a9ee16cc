"""What is called in the inventory's thread for an import. No Django before a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobdesk.inventory.remote.report import RemoteReport

if TYPE_CHECKING:
    from jobdesk.inventory.remote.applying import Applier

Row = Mapping[str, Any]


def begin(report: RemoteReport, is_trial: bool) -> Applier:
    """Who takes the objects; it stays in the inventory's thread."""
    from jobdesk.inventory.remote.applying import Applier

    return Applier(report, is_trial=is_trial)


def portion(applier: Applier, label: str, rows: Sequence[Row], is_second: bool) -> list[Row]:
    """Take some objects; those are given back that have to wait."""
    return applier.portion(label, rows, is_second=is_second)


def give_up(applier: Applier, label: str, rows: Sequence[Row]) -> None:
    """Tell why these cannot be taken."""
    applier.give_up(label, rows)


def gone(applier: Applier, label: str, keys: Sequence[str]) -> list[str]:
    """Which of these objects are still here."""
    return applier.gone(label, keys)


def delete(applier: Applier, label: str, keys: Sequence[str]) -> None:
    """Delete objects that are gone there."""
    applier.delete(label, keys)


def places_of_older_systems() -> None:
    """The location types that sites and regions of older systems need."""
    from jobdesk.inventory.dcim.older import SITE, kind_of

    kind_of(SITE)
