"""Lengths: which tables are so short that nothing in them has to be quick."""

from __future__ import annotations

from typing import Any

SHORT = 20_000
"""Rows that are sorted or looked through without an index in some milliseconds."""


def is_short(model: Any) -> bool:
    """The table of a model is short."""
    return not model._base_manager.order_by()[SHORT : SHORT + 1].exists()
