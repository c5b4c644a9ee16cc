"""FoldedSource: the whole log of a run with its groups folded."""

from array import array
from collections.abc import Sequence

from jobdesk.models.records import LEVEL_NAMES
from jobdesk.ui.log.folds import Folds
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.source import FoundSource, Numbers
from jobdesk.ui.log.streaming import Look, look_for_blocks


class FoldedSource(FoundSource):
    """Lines of one group that follow each other are one row until it is opened."""

    _look: Look = staticmethod(look_for_blocks)

    _folds: Folds
    is_begun = False
    _to_open: Sequence[int] = ()

    @property
    def opened(self) -> Sequence[int]:
        """The lines that opened blocks begin with."""
        return self._folds.opened_lines or self._to_open

    def open_later(self, seqs: Sequence[int]) -> None:
        """Open the blocks of these lines, in order, as soon as they are found."""
        self._to_open = sorted(seqs)

    def begin(self, total: int) -> None:
        """Look for the groups of the first `total` lines, once."""
        if not self.is_begun:
            self.is_begun = True
            self.search(LogQuery(), total)

    @property
    def count(self) -> int:
        """Rows known now."""
        return self._folds.count

    def numbers(self, *, frozen: bool = False) -> Numbers:
        """The lines of the rows; of a folded block its first one."""
        folds = self._folds.copy() if frozen else self._folds

        def numbers(first: int, count: int) -> Sequence[int]:
            return [folds.seq_of(row) for row in range(first, min(first + count, folds.count))]

        return numbers

    def index_of(self, seq: int) -> int:
        """The row of line `seq`, or of the block that hides it."""
        return self._folds.row_of(seq)

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        return self._folds.seq_of(index)

    def fold_of(self, row: int) -> tuple[str, str]:
        """What stands before the message of a row, and its highest level; empty for a line."""
        if row >= self.count:
            return "", ""
        block, offset = self._folds.place_of(row)
        lines = self._folds.lines(block)
        if len(lines) < 2 or offset:
            return "", ""
        if self._folds.is_open(block):
            return "▾ ", ""
        return f"▸ {len(lines):,} lines  ", LEVEL_NAMES[self._folds.level(block)]

    def set_open(self, row: int, is_open: bool) -> int:
        """Open or close the block of a row; its first row, or -1 when nothing changed."""
        block, _ = self._folds.place_of(row)
        if not self._folds.set_open(block, is_open):
            return -1
        return self._folds.row_of(self._folds.lines(block).start)

    def show_line(self, seq: int) -> bool:
        """Open the block that hides line `seq`; False when it is a row already."""
        row = self._folds.row_of(seq)
        if row >= self.count or self._folds.seq_of(row) == seq:
            return False
        return self._folds.set_open(self._folds.block_of(seq), is_open=True)

    def _forget(self) -> None:
        self._folds = Folds()

    def _take(self, found: "array[int]") -> None:
        self._folds.add(found, self._searched)
        while self._to_open and self._to_open[0] < self._searched:
            block = self._folds.block_of(self._to_open[0])
            self._folds.set_open(block, is_open=True)
            self._to_open = self._to_open[1:]
