"""GroupedRows: the entries of a run under their kinds, read page by page. No Qt in this file.

How many there are is known from the outline; so each row has its place before it is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobdesk.inventory.history.records import PAGE, ChangeRow, KindCount, Outline

_KEPT = 40  # pages; the oldest is forgotten


class Place(NamedTuple):
    """Where a row is: of which kind, which entry of it; -1: its head."""

    kind: int
    entry: int

    @property
    def page(self) -> tuple[int, int]:
        """The page that it is on."""
        return self.kind, self.entry // PAGE


class GroupedRows:
    """Heads of kinds and the entries under those that are open."""

    def __init__(self, outline: Outline | None = None) -> None:
        self.outline = outline or Outline()
        self._folded: set[int] = set()
        self._starts: list[int] = []
        self._pages: dict[tuple[int, int], tuple[ChangeRow, ...]] = {}
        self.count = 0
        self._lay_out()

    def grown(self, outline: Outline) -> GroupedRows:
        """The same list with more entries: what is folded and what is read stays so."""
        made = GroupedRows(outline)
        places = {_key(kind): number for number, kind in enumerate(made.kinds)}
        now = {old: places.get(_key(kind)) for old, kind in enumerate(self.kinds)}
        made._folded = {new for old in self._folded if (new := now[old]) is not None}
        for (old, number), rows in self._pages.items():
            new = now[old]
            if new is not None and len(rows) <= made._length((new, number)):
                made._pages[new, number] = rows
        made._lay_out()
        return made

    def row_of(self, kind: KindCount, entry: int) -> int:
        """The row of an entry of a kind; -1 where it cannot be seen."""
        keys = [_key(one) for one in self.kinds]
        if _key(kind) not in keys:
            return -1
        at = keys.index(_key(kind))
        if entry >= 0 and (at in self._folded or entry >= self.kinds[at].total):
            return -1
        return self._starts[at] + 1 + entry

    def _length(self, page: tuple[int, int]) -> int:
        """How many entries a page has when it is read."""
        kind, number = page
        return max(0, min(PAGE, self.kinds[kind].total - number * PAGE))

    @property
    def kinds(self) -> Sequence[KindCount]:
        """The kinds, in their order."""
        return self.outline.kinds

    def _lay_out(self) -> None:
        self._starts, at = [], 0
        for number, kind in enumerate(self.kinds):
            self._starts.append(at)
            at += 1 + (0 if number in self._folded else kind.total)
        self.count = at

    def place(self, row: int) -> Place:
        """Where a row is."""
        kind = bisect_right(self._starts, row) - 1
        return Place(kind, row - self._starts[kind] - 1)

    def head_of(self, kind: int) -> int:
        """The row of a kind's head."""
        return self._starts[kind]

    def head(self, row: int) -> KindCount | None:
        """The kind whose head a row is."""
        if not 0 <= row < self.count:
            return None
        place = self.place(row)
        return self.kinds[place.kind] if place.entry < 0 else None

    def entry(self, row: int) -> ChangeRow | None:
        """The entry in a row; None for a head, and while it is not read."""
        if not 0 <= row < self.count:
            return None
        place = self.place(row)
        if place.entry < 0:
            return None
        page = self._pages.get(place.page, ())
        at = place.entry % PAGE
        return page[at] if at < len(page) else None

    def is_folded(self, kind: int) -> bool:
        """The entries of a kind are put away."""
        return kind in self._folded

    def fold(self, kind: int, *, is_folded: bool) -> None:
        """Put the entries of a kind away, or show them."""
        (self._folded.add if is_folded else self._folded.discard)(kind)
        self._lay_out()

    def missing(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Pages that these rows need and that are not read."""
        told: set[tuple[int, int]] = set()
        for row in range(max(0, first), min(last, self.count - 1) + 1):
            place = self.place(row)
            if place.entry < 0 or place.page in told:
                continue
            if len(self._pages.get(place.page, ())) < self._length(place.page):
                told.add(place.page)
                yield place.page

    def take(self, page: tuple[int, int], rows: tuple[ChangeRow, ...]) -> range:
        """A page was read; the rows that it fills."""
        self._pages[page] = rows
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        kind, number = page
        if kind in self._folded:
            return range(0)
        first = self._starts[kind] + 1 + number * PAGE
        return range(first, first + len(rows))


def _key(kind: KindCount) -> tuple[str, bool]:
    return kind.model, kind.is_unlogged
