"""Folds: lines of one group that follow each other as one row, or as many. No Qt here."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence


class Folds:
    """Rows over blocks of lines; a block is one row until it is opened.

    Every look-up takes as long as a search among the opened blocks, whatever the log's length.
    """

    def __init__(self) -> None:
        self._starts = array("q")
        self._levels = array("q")
        self._total = 0
        self._opened: list[int] = []
        self._rows: list[int] = []  # where each opened block begins
        self._extra: list[int] = []  # rows that it and those before have more than one each

    def copy(self) -> "Folds":
        """The rows as they are now, for another thread."""
        made = Folds()
        made._starts, made._levels = self._starts[:], self._levels[:]
        made._total, made._opened = self._total, self._opened[:]
        made._place()
        return made

    @property
    def count(self) -> int:
        """Rows."""
        return len(self._starts) + (self._extra[-1] if self._extra else 0)

    def add(self, found: Sequence[int], total: int) -> None:
        """Take more blocks, up to line `total`.

        Args:
            found: three numbers for each: its first line, its highest level, and 0 when it goes
                on with the block before.
            total: the lines looked at.
        """
        starts, levels, flags = (array("q", found[at::3]) for at in range(3))
        at = 0
        while (at := _find(flags, 0, at)) >= 0:
            level = levels.pop(at)
            starts.pop(at)
            flags.pop(at)
            before, index = (levels, at - 1) if at else (self._levels, -1)
            before[index] = max(before[index], level)
        self._starts.extend(starts)
        self._levels.extend(levels)
        self._total = total
        self._place()

    def block_of(self, seq: int) -> int:
        """The block that has line `seq`."""
        return max(0, bisect_right(self._starts, seq) - 1)

    def lines(self, block: int) -> range:
        """The lines of a block."""
        is_last = block + 1 >= len(self._starts)
        return range(self._starts[block], self._total if is_last else self._starts[block + 1])

    def level(self, block: int) -> int:
        """The number of the highest level in a block."""
        return self._levels[block]

    def is_open(self, block: int) -> bool:
        """Its lines are rows of their own."""
        at = bisect_right(self._opened, block) - 1
        return at >= 0 and self._opened[at] == block

    def set_open(self, block: int, is_open: bool) -> bool:
        """Open or close a block; False when there is nothing to change."""
        if is_open == self.is_open(block) or (is_open and len(self.lines(block)) < 2):
            return False
        if is_open:
            self._opened.insert(bisect_right(self._opened, block), block)
        else:
            self._opened.remove(block)
        self._place()
        return True

    @property
    def opened_lines(self) -> list[int]:
        """The first line of every opened block."""
        return [self._starts[block] for block in self._opened]

    def place_of(self, row: int) -> tuple[int, int]:
        """The block of a row, and which of its lines it shows."""
        at = bisect_right(self._rows, row) - 1
        if at < 0:
            return row, 0
        block, offset = self._opened[at], row - self._rows[at]
        if offset < len(self.lines(block)):
            return block, offset
        return row - self._extra[at], 0

    def seq_of(self, row: int) -> int:
        """The line that a row shows."""
        block, offset = self.place_of(row)
        return self._starts[block] + offset

    def row_of(self, seq: int) -> int:
        """The row that shows line `seq`, or its block."""
        if seq >= self._total or not self._starts:
            return self.count
        block = self.block_of(seq)
        at = bisect_right(self._opened, block) - 1
        if at >= 0 and self._opened[at] == block:
            return self._rows[at] + seq - self._starts[block]
        return block + (self._extra[at] if at >= 0 else 0)

    def _place(self) -> None:
        self._rows, self._extra, extra = [], [], 0
        for block in self._opened:
            self._rows.append(block + extra)
            extra += len(self.lines(block)) - 1
            self._extra.append(extra)


def _find(numbers: "array[int]", wanted: int, start: int) -> int:
    try:
        return numbers.index(wanted, start)
    except ValueError:
        return -1
