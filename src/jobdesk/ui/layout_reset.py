"""Brings the looks of the window back to the usual, and what they were before again.

Law: what a person made or chose to see stays: open tabs, filters, folders, the palette. All
else in `window.ini` is layout.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from jobdesk.ui.session import LayoutState

_STAYS = (
    "window/place",
    "window/open_tabs",
    "window/theme",
    "folders/",
    "queues/chosen",
    "runs/filter_",
    "log/export_folder",
)
_JOBS = "jobs/state"  # filter and columns of the Jobs page are one value
_JOBS_LAYOUT = ("sorting", "order", "hidden", "widths", "tiles")


def reset_layout(store: LayoutState) -> dict[str, Any]:
    """Forget sizes, columns and places; returns what was there, for `take_back`."""
    before = _layout_of(store)
    for key in before:
        store.remove(key)
    if _JOBS in before:
        store.setValue(_JOBS, _without_layout(str(before[_JOBS])))
    store.taken.emit()
    return before


def take_back(store: LayoutState, before: Mapping[str, Any]) -> None:
    """Have the layout again that was there before a reset."""
    for key in _layout_of(store).keys() - before.keys():
        store.remove(key)
    for key, value in before.items():
        store.setValue(key, value)
    store.taken.emit()


def _layout_of(store: LayoutState) -> dict[str, Any]:
    keys = [key for key in store.allKeys() if not key.startswith(_STAYS)]
    return {key: store.value(key) for key in keys}


def _without_layout(text: str) -> str:
    found: object = None
    with suppress(ValueError):
        found = json.loads(text)
    state = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    return json.dumps({key: value for key, value in state.items() if key not in _JOBS_LAYOUT})
