"""Brings the looks of the window back to the usual, and what they were before again.

Law: what a person made or chose to see stays: open tabs, filters, folders, the palette.
Layout is what `_LAYOUT` names, so that nothing is lost by a key that is forgotten there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from jobdesk.ui.layout_state import LayoutState

_LAYOUT = (  # how keys begin
    "window/geometry",
    "window/sidebar",
    "torn/",
    "run_dialog/",
    "jobs/splitter",
    "jobs/bulk_splitter",
    "queues/splitter",
    "runs/columns_",
    "runs/splitter",
    "runs/files_splitter",
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
_JOBS = "jobs/state"  # filter and columns of the Jobs page are one value
_JOBS_LAYOUT = ("sorting", "order", "hidden", "widths", "tiles")


def reset_layout(store: LayoutState) -> dict[str, Any]:
    """Forget sizes, columns and places; returns what was there, for `take_back`."""
    before = _layout_of(store)
    for key in before:
        store.remove(key)
    state = store.value(_JOBS)
    if state is not None:
        before[_JOBS] = state
        store.setValue(_JOBS, _without_layout(str(state)))
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
    keys = [key for key in store.allKeys() if key.startswith(_LAYOUT)]
    return {key: store.value(key) for key in keys}


def _without_layout(text: str) -> str:
    found: object = None
    with suppress(ValueError):
        found = json.loads(text)
    state = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    return json.dumps({key: value for key, value in state.items() if key not in _JOBS_LAYOUT})
