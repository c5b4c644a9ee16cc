"""RowSelection: the current row and the rows selected with it. No Qt in this file."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Spans = Sequence[range]
"""Rows as runs of neighbours, lowest first, none of them empty or touching the next."""


class RowSelection:
    """Rows chosen one by one or in runs; -1 means that no row is current.

    Every run costs the same however long it is, so all rows of any log are selected at once.
    """

    def __init__(self) -> None:
        self.anchor = -1
        self.current = -1
        self._others: list[range] = []  # beside the run that Shift extends
        self._run = range(0)
        self._take(range(0))

    def __len__(self) -> int:
        return sum(map(len, self.spans))

    def __contains__(self, row: int) -> bool:
        at = bisect_right(self._starts, row) - 1
        return at >= 0 and row < self.spans[at].stop

    @property
    def is_empty(self) -> bool:
        """No row is selected."""
        return not self.spans

    def move(self, row: int, *, extend: bool = False, add: bool = False) -> None:
        """Make `row` current and select it.

        Args:
            row: the row.
            extend: with all rows from the anchor, which stays.
            add: what was selected before stays too.
        """
        self.current = row
        if not extend or self.anchor < 0:
            self.anchor = row
        if not add:
            self._others = []
        self._take(range(min(self.anchor, row), max(self.anchor, row) + 1))

    def toggle(self, row: int) -> None:
        """Select one more row, or one less; it is current then."""
        was_in = row in self
        self._others = [*self.spans] if not was_in else _without(self.spans, row)
        self.anchor = self.current = row
        self._take(range(0) if was_in else range(row, row + 1))

    def walk(self, row: int) -> None:
        """Make `row` current; what is selected stays."""
        self.current = row

    def select_all(self, count: int) -> None:
        """Select every row; the last becomes current."""
        if count:
            self.anchor, self.current, self._others = 0, count - 1, []
            self._take(range(count))

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.current = -1
        self._others = []
        self._take(range(0))

    def limit(self, count: int) -> None:
        """Rows from `count` on are gone."""
        last = self.spans[-1].stop - 1 if self.spans else -1
        if max(self.current, self.anchor, last) >= count:
            self.clear()

    def _take(self, run: range) -> None:
        self.spans: Spans = _joined([*self._others, run])
        self._starts = [span.start for span in self.spans]


def first_rows(spans: Iterable[range], count: int) -> list[range]:
    """As many rows of the spans as are wanted, from the first."""
    found: list[range] = []
    for span in spans:
        if count <= 0:
            break
        found.append(span[:count])
        count -= len(span)
    return found


def _joined(spans: Iterable[range]) -> tuple[range, ...]:
    found: list[range] = []
    for span in sorted((each for each in spans if each), key=lambda each: each.start):
        if found and span.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, span.stop))
        else:
            found.append(span)
    return tuple(found)


def _without(spans: Iterable[range], row: int) -> list[range]:
    found: list[range] = []
    for span in spans:
        if row in span:
            found += [range(span.start, row), range(row + 1, span.stop)]
        else:
            found.append(span)
    return found
