"""RowSelection: the current row and the rows selected with it. No Qt in this file."""


class RowSelection:
    """One run of rows from an anchor to the current row; -1 means none."""

    def __init__(self) -> None:
        self.anchor = -1
        self.current = -1

    @property
    def is_empty(self) -> bool:
        """No row is current."""
        return self.current < 0

    @property
    def rows(self) -> range:
        """The selected rows, lowest first."""
        if self.is_empty:
            return range(0)
        return range(min(self.anchor, self.current), max(self.anchor, self.current) + 1)

    def move(self, row: int, *, extend: bool = False) -> None:
        """Make `row` current; with `extend` the anchor stays."""
        self.current = row
        if not extend or self.anchor < 0:
            self.anchor = row

    def select_all(self, count: int) -> None:
        """Select every row; the last becomes current."""
        if count:
            self.anchor, self.current = 0, count - 1

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.current = -1

    def limit(self, count: int) -> None:
        """Rows from `count` on are gone."""
        if self.current >= count or self.anchor >= count:
            self.clear()
