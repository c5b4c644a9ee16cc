"""Brings the looks of the window back to the usual, and what they were before again.

Law: what a person made or chose to see stays: open tabs, filters, folders, the palette.
States and sizes as Qt tells them (splitters, heads of tables, windows) are layout under any
key, so that no newcomer is forgotten. Words are layout where `_LAYOUT` names them, so that
nothing is lost by a key that is forgotten there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, cast

from PySide6.QtCore import QByteArray, QSize

from jobdesk.ui.layout_state import LayoutState

_LAYOUT = (  # how keys begin
    "window/sidebar",
    "run_dialog/",
    "runs/traceback_",
    "runs/profile_",
    "runs/preview/",
    "runs/result/",
    "log/hidden_columns",
    "log/times",
    "log/raw_",
    "log/zoom",
    "log/folded",
    "log/detail_",
    "log/results",
)
_JOBS_LAYOUT = ("sorting", "order", "hidden", "widths", "tiles")
_LIST_LAYOUT = ("columns", "widths", "sort")


def reset_layout(store: LayoutState) -> dict[str, Any]:
    """Forget sizes, columns and places; returns what was there, for `take_back`."""
    before = _layout_of(store)
    for key in before:
        store.remove(key)
    for key, without_layout in _MIXED.items():
        mixed = store.value(key)
        if mixed is not None:
            before[key] = mixed
            store.setValue(key, json.dumps(without_layout(_document(mixed))))
    store.taken.emit()
    return before


def take_back(store: LayoutState, before: Mapping[str, Any]) -> None:
    """Have the layout again that was there before a reset."""
    for key in _layout_of(store):
        store.remove(key)
    for key, value in before.items():
        store.setValue(key, value)
    store.taken.emit()


def _layout_of(store: LayoutState) -> dict[str, Any]:
    values = {key: store.value(key) for key in store.allKeys()}
    return {key: value for key, value in values.items() if _is_layout(key, value)}


def _is_layout(key: str, value: object) -> bool:
    return isinstance(value, QByteArray | QSize) or key.startswith(_LAYOUT)


def _without(names: tuple[str, ...], found: object) -> dict[str, Any]:
    known = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    return {name: value for name, value in known.items() if name not in names}


def _jobs_without_layout(state: dict[str, Any]) -> dict[str, Any]:
    return _without(_JOBS_LAYOUT, state)


def _lists_without_layout(lists: dict[str, Any]) -> dict[str, Any]:
    return {kind: _without(_LIST_LAYOUT, choice) for kind, choice in lists.items()}


def _document(value: object) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        found: object = json.loads(str(value))
        if isinstance(found, dict):
            return cast("dict[str, Any]", found)
    return {}


_MIXED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {  # layout and filters
    "jobs/state": _jobs_without_layout,
    "inventory/lists_1": _lists_without_layout,
}
