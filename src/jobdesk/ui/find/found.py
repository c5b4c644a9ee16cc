"""FoundRuns: what was found, as rows: one for each run, below it its lines. No Qt in this file.

Rows are only ever added at the end, or opened and closed by the user: what is read stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jobdesk.models.records import LogLine

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits

HEAD = -1


class Row(NamedTuple):
    """A row by its run (in order of finding) and line; HEAD is the run itself.

    The number after the last line is the row that offers more of them.
    """

    group: int
    line: int


@dataclass(slots=True)
class FoundRun:
    """One run with the lines found in it so far."""

    hits: RunHits
    lines: Sequence[LogLine]
    has_more: bool
    is_folded: bool = False
    is_told_folded: bool = False  # what its row says; it follows when its rows have gone
    is_reading: bool = False  # more of its lines are on their way

    @property
    def size(self) -> int:
        """Rows it takes now."""
        return 1 if self.is_folded else 1 + len(self.lines) + self.has_more

    @property
    def count_words(self) -> str:
        """`12 lines`, or that there are more."""
        count = len(self.lines)
        words = f"{count:,} line{'' if count == 1 else 's'}"
        return f"{words} and more" if self.has_more else words


class FoundRuns:
    """The rows of one search."""

    def __init__(self) -> None:
        self.groups: list[FoundRun] = []
        self._rows: list[Row] = []

    @property
    def count(self) -> int:
        """Rows there are."""
        return len(self._rows)

    @property
    def line_count(self) -> int:
        """Lines found, folded or not."""
        return sum(len(group.lines) for group in self.groups)

    def row(self, at: int) -> Row | None:
        """What stands at a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def group(self, at: int) -> FoundRun | None:
        """The run that a row belongs to."""
        row = self.row(at)
        return None if row is None else self.groups[row.group]

    def line(self, at: int) -> LogLine | None:
        """The line at a row; None on heads and offers."""
        row = self.row(at)
        if row is None or row.line == HEAD:
            return None
        lines = self.groups[row.group].lines
        return lines[row.line] if row.line < len(lines) else None

    def is_head(self, at: int) -> bool:
        """The row stands for a run."""
        row = self.row(at)
        return row is not None and row.line == HEAD

    def is_offer(self, at: int) -> bool:
        """The row offers more lines."""
        row = self.row(at)
        return row is not None and row.line == len(self.groups[row.group].lines)

    def head_of(self, group: int) -> int:
        """The row of a run."""
        return sum(each.size for each in self.groups[:group])

    def hit_beside(self, at: int, by: int) -> int:
        """The next row with a line (1) or the one before (-1) a row; -1 at the end."""
        at += by
        while 0 <= at < len(self._rows):
            if self.line(at) is not None:
                return at
            at += by
        return -1

    # Changes; each says which rows come or go

    def clear(self) -> None:
        """Forget all."""
        self.groups.clear()
        self._rows.clear()

    def rows_for(self, found: Sequence[RunHits]) -> int:
        """How many rows these runs will take."""
        return sum(1 + len(hits.lines) + hits.more for hits in found)

    def add(self, found: Sequence[RunHits]) -> None:
        """Add runs at the end."""
        for hits in found:
            group = len(self.groups)
            self.groups.append(FoundRun(hits, hits.lines, hits.more))
            self._rows += (Row(group, line) for line in range(HEAD, self.groups[-1].size - 1))

    def below(self, group: int) -> range:
        """The rows below the head of an open run, or those that would open."""
        head = self.head_of(group)
        found = self.groups[group]
        return range(head + 1, head + 1 + len(found.lines) + found.has_more)

    def fold(self, group: int) -> None:
        """Close a run: its rows `below` go."""
        rows = self.below(group)
        self.groups[group].is_folded = True
        del self._rows[rows.start : rows.stop]

    def open(self, group: int) -> None:
        """Open a run: its rows `below` come."""
        rows = self.below(group)
        self.groups[group].is_folded = False
        self._rows[rows.start : rows.start] = [Row(group, line) for line in range(len(rows))]

    def set_all_folded(self, *, is_folded: bool) -> None:
        """Close or open all runs."""
        for each in self.groups:
            each.is_folded = is_folded
        self._rows = [
            Row(number, line)
            for number, each in enumerate(self.groups)
            for line in range(HEAD, each.size - 1)
        ]

    def add_lines(self, group: int, lines: Sequence[LogLine]) -> range:
        """More lines of an open or folded run, before its offer; the rows that came."""
        found = self.groups[group]
        first = self.head_of(group) + 1 + len(found.lines)
        found.lines = (*found.lines, *lines)
        found.is_reading = False
        if found.is_folded:
            return range(first, first)
        self._write(group)
        return range(first, first + len(lines))

    def drop_offer(self, group: int) -> None:
        """The run has no more lines than those."""
        self.groups[group].has_more = False
        if not self.groups[group].is_folded:
            self._write(group)

    def _write(self, group: int) -> None:
        """Number the rows of a run anew."""
        found, head = self.groups[group], self.head_of(group)
        start = stop = head + 1
        while stop < len(self._rows) and self._rows[stop].group == group:
            stop += 1
        self._rows[start:stop] = [Row(group, line) for line in range(found.size - 1)]
