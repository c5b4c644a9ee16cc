"""LogWindow: which rows of an endless log are held, which are missing, which to forget.

No Qt in this file. A row is known by its index in the source shown, not by its id.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Generic, TypeVar

PAGE_ROWS = 64  # little more than a screenful: a busy log brings one with every look
PAGES_HELD = 256

Row = TypeVar("Row")


class LogWindow(Generic[Row]):
    """A bounded cache of whole pages over `count` rows.

    It promises: what `row` returns is what was stored for that index; never more than
    `pages_held` pages are kept; pages used last are forgotten last. Rows are append-only: a
    page that was read while the log was shorter is completed, not read again.
    """

    def __init__(self, page_rows: int = PAGE_ROWS, pages_held: int = PAGES_HELD) -> None:
        self._page_rows = page_rows
        self._pages_held = pages_held
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._count = 0

    @property
    def count(self) -> int:
        """Rows of the source, held or not."""
        return self._count

    @property
    def held(self) -> int:
        """Rows in memory."""
        return sum(len(page) for page in self._pages.values())

    def clear(self, count: int = 0) -> None:
        """Forget everything: another source, or one that was replaced."""
        self._pages.clear()
        self._count = max(0, count)

    def set_count(self, count: int) -> None:
        """Take the new number of rows; a smaller one drops what is beyond it."""
        if count < self._count:
            self._cut(max(0, count))
        self._count = max(0, count)

    def row(self, index: int) -> Row | None:
        """The row at `index`, or None while it is not held."""
        page = self._pages.get(index // self._page_rows)
        if page is None or not 0 <= index < self._count:
            return None
        offset = index % self._page_rows
        return page[offset] if offset < len(page) else None

    def missing(self, first: int, last: int) -> list[range]:
        """What must be read so that the rows first to last (included) are held.

        Whole pages, each at most once, in order; pages asked for count as used now.
        """
        first, last = max(0, first), min(last, self._count - 1)
        ranges: list[range] = []
        for number in range(first // self._page_rows, last // self._page_rows + 1):
            if number in self._pages:
                self._pages.move_to_end(number)
            start = number * self._page_rows + len(self._pages.get(number, ()))
            stop = min((number + 1) * self._page_rows, self._count)
            if start < stop:
                ranges.append(range(start, stop))
        return ranges

    def store(self, first: int, rows: Sequence[Row]) -> None:
        """Keep rows that were read from index `first` on.

        Rows beyond the count, rows already held, and rows that would leave a hole in their
        page are ignored: the next `missing` names what lacks.
        """
        end = min(first + len(rows), self._count)
        number = first // self._page_rows
        while number * self._page_rows < end:
            start = number * self._page_rows
            page = self._pages.get(number, [])
            begin, stop = start + len(page), min(start + self._page_rows, end)
            if first <= begin < stop:
                page.extend(rows[begin - first : stop - first])
                self._pages[number] = page
                self._pages.move_to_end(number)
            number += 1
        while len(self._pages) > self._pages_held:
            self._pages.popitem(last=False)

    def _cut(self, count: int) -> None:
        for number in [n for n in self._pages if (n + 1) * self._page_rows > count]:
            kept = count - number * self._page_rows
            if kept > 0:
                del self._pages[number][kept:]
            else:
                del self._pages[number]
