"""What somebody chose for the lists: columns, widths, order, filters, folded groups."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, cast

from PySide6.QtCore import QSettings

_KEY = "inventory/lists_1"  # another number forgets what an older version kept
_PLACE = "inventory/place"
_FOLDED = "inventory/folded"


@dataclass(frozen=True, slots=True)
class ListChoice:
    """How the list of one kind looks.

    Attributes:
        columns: names of fields; empty for the usual ones.
        widths: pixels, by name.
        sort: a field, with `-` for downwards; empty for the first order.
        filter: the terms as text.
    """

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict[str, int])
    sort: str = ""
    filter: str = ""


class Choices:
    """Kept in the layout of the window; a value holds at once."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def store(self) -> QSettings:
        """Where it is kept."""
        return self._store

    def of(self, kind: str) -> ListChoice:
        """How the list of a kind looks; what does not fit is left out."""
        found = self._all().get(kind)
        if not isinstance(found, dict):
            return ListChoice()
        known = cast("dict[str, Any]", found)
        columns, widths = known.get("columns"), known.get("widths")
        return ListChoice(
            _names(columns),
            _numbers(widths),
            str(known.get("sort", "")),
            str(known.get("filter", "")),
        )

    def change(self, kind: str, **values: Any) -> ListChoice:
        """Look otherwise from now on."""
        made = replace(self.of(kind), **values)
        whole = self._all()
        whole[kind] = {
            "columns": list(made.columns),
            "widths": dict(made.widths),
            "sort": made.sort,
            "filter": made.filter,
        }
        self._store.setValue(_KEY, json.dumps(whole))
        return made

    def _all(self) -> dict[str, Any]:
        with suppress(ValueError, RecursionError):
            found: object = json.loads(str(self._store.value(_KEY, "{}")))
            if isinstance(found, dict):
                return cast("dict[str, Any]", found)
        return {}

    @property
    def kind(self) -> str:
        """The kind that was looked at last."""
        return str(self._store.value(_PLACE, "")) or "dcim.device"

    def keep_kind(self, kind: str) -> None:
        """Come back to it."""
        self._store.setValue(_PLACE, kind)

    @property
    def folded(self) -> list[str]:
        """The groups that were folded; at first those that few people need."""
        kept = str(self._store.value(_FOLDED, "\t"))
        if kept == "\t":
            return ["Templates of device types", "Redundancy and reservations"]
        return [one for one in kept.split("\n") if one]

    def keep_folded(self, names: list[str]) -> None:
        """Come back to it."""
        self._store.setValue(_FOLDED, "\n".join(names))


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(str(one) for one in cast("list[object]", found))


def _numbers(found: object) -> dict[str, int]:
    if not isinstance(found, dict):
        return {}
    known = cast("dict[str, object]", found)
    return {name: width for name, width in known.items() if isinstance(width, int)}
