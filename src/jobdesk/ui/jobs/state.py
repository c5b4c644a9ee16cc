"""What the Jobs page shows and how: plain values, remembered and saved as views. No Qt here.

Law: what is read back may be of another version or by another hand; what does not fit is left
at its default, nothing raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from jobdesk.ui.jobs.columns import COLUMNS, HIDDEN_AT_FIRST
from jobdesk.ui.jobs.rows import CHIPS
from jobdesk.ui.jobs.sorting import BY_NAME, SORT_KEYS, Sorting

FAVOURITES, RECENT = "favourites", "recent"
_STATES = ("any", "yes", "no")
_WIDTHS_PX = (24, 2000)
_KEYS = tuple(column.key for column in COLUMNS)


def first_chips() -> dict[str, str]:
    """The chips as they stand at first: the defaults of Nautobot."""
    return {name: state for name, _, state in CHIPS}


@dataclass(frozen=True, slots=True)
class ColumnsState:
    """Which columns are seen, in which order, how wide.

    Attributes:
        order: keys of columns from the left.
        hidden: keys of columns that somebody turned off.
        widths: logical pixels of those that somebody made wider or narrower.
    """

    order: tuple[str, ...] = _KEYS
    hidden: frozenset[str] = HIDDEN_AT_FIRST
    widths: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class PageState:
    """Filter, order, columns and mode.

    Attributes:
        only: FAVOURITES or RECENT; empty for all jobs.
    """

    search: str = ""
    chips: Mapping[str, str] = field(default_factory=first_chips)
    source: str = ""
    label: str = ""
    only: str = ""
    sorting: Sorting = BY_NAME
    columns: ColumnsState = field(default_factory=ColumnsState)
    is_tiled: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "search": self.search,
            "chips": dict(self.chips),
            "source": self.source,
            "label": self.label,
            "only": self.only,
            "sorting": [list(one) for one in self.sorting],
            "order": list(self.columns.order),
            "hidden": sorted(self.columns.hidden),
            "widths": dict(self.columns.widths),
            "tiles": self.is_tiled,
        }


def read_state(value: object) -> PageState:
    """The state that was written as JSON; defaults for what is missing or wrong."""
    if not isinstance(value, dict):
        return PageState()
    found = cast("dict[str, Any]", value)
    only = _text(found.get("only"))
    return PageState(
        search=_text(found.get("search")),
        chips=_read_chips(found.get("chips")),
        source=_text(found.get("source")),
        label=_text(found.get("label")),
        only=only if only in (FAVOURITES, RECENT) else "",
        sorting=_read_sorting(found.get("sorting")),
        columns=_read_columns(found),
        is_tiled=found.get("tiles") is True,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def text_list(value: object) -> list[str]:
    """The texts in what was read back."""
    return [one for one in _list(value) if isinstance(one, str)]


def _dict(value: object) -> dict[object, object]:
    return cast("dict[object, object]", value) if isinstance(value, dict) else {}


def _read_chips(value: object) -> dict[str, str]:
    given = _dict(value)
    chips = first_chips()
    for name in chips:
        state = given.get(name)
        if state in _STATES:
            chips[name] = str(state)
    return chips


def _read_sorting(value: object) -> Sorting:
    found: dict[str, bool] = {}
    for one in _list(value):
        pair = _list(one)
        if len(pair) == 2 and pair[0] in SORT_KEYS and isinstance(pair[1], bool):
            found[str(pair[0])] = pair[1]
    return tuple(found.items()) or BY_NAME


def _read_columns(found: Mapping[str, Any]) -> ColumnsState:
    order = _known(found.get("order"), lambda key: key in _KEYS)
    hidden = frozenset(_known(found.get("hidden"), lambda key: key in _KEYS))
    if "hidden" not in found:
        hidden = HIDDEN_AT_FIRST
    least, most = _WIDTHS_PX
    return ColumnsState(
        order=with_all_columns(order),
        hidden=hidden,
        widths={
            str(key): width
            for key, width in _dict(found.get("widths")).items()
            if key in _KEYS and type(width) is int and least <= width <= most
        },
    )


def _known(value: object, is_known: Callable[[object], bool]) -> list[str]:
    return list(dict.fromkeys(str(one) for one in _list(value) if is_known(one)))


def with_all_columns(order: list[str]) -> tuple[str, ...]:
    """An order that has every column: new ones stand behind their neighbour of the default."""
    whole = [key for key in order if key not in (_KEYS[0], _KEYS[-1])]
    for place, key in enumerate(_KEYS[1:-1], 1):
        if key not in whole:
            before = _KEYS[place - 1]
            whole.insert(whole.index(before) + 1 if before in whole else 0, key)
    return (_KEYS[0], *whole, _KEYS[-1])
