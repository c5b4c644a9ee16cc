"""TailPosition: which rows are in view and whether the end is followed. No Qt in this file.

The law (Picard's): following is decided by the user's own scrolling and the End key only; what
the program scrolls does not count.
"""


class TailPosition:
    """The first row in view of `count`, with room for `visible` whole rows."""

    def __init__(self) -> None:
        self.count = 0
        self.visible = 1
        self.first = 0
        self.is_following = False
        self._seen = 0

    @property
    def last_first(self) -> int:
        """The highest value `first` can have."""
        return max(0, self.count - self.visible)

    @property
    def is_at_end(self) -> bool:
        """The last row is in view."""
        return self.first >= self.last_first

    @property
    def new_lines(self) -> int:
        """Rows that came since the end was left and were not seen yet."""
        return 0 if self.is_following else max(0, self.count - self._seen)

    def begin(self, count: int, *, following: bool) -> None:
        """Another log: at its end when it is followed, else at its start."""
        self.count = count
        self.is_following = following
        self._seen = count
        self.first = self.last_first if following else 0

    def grow(self, count: int, *, is_news: bool = True) -> None:
        """There are `count` rows now; the view moves only when it follows the end.

        Rows that a search finds among old lines are no news.
        """
        self.count = count
        self._seen = min(self._seen, count) if is_news else count
        self._hold()

    def resize(self, visible: int) -> None:
        """There is room for so many whole rows."""
        self.visible = max(1, visible)
        self._hold()

    def scroll(self, first: int, *, by_user: bool) -> None:
        """Put another row on top."""
        before = self.first
        self.first = max(0, min(first, self.last_first))
        if by_user and self.first != before:
            self.is_following = self.is_at_end
        self._look()

    def follow(self, following: bool) -> None:
        """Go to the end and stay there, or stay here."""
        self.is_following = following
        if not following:
            self._seen = self.count
        self._hold()

    def first_to_show(self, row: int) -> int:
        """What `first` must be so that `row` is in view, moving as little as needed."""
        if row < self.first:
            return row
        return max(self.first, row - self.visible + 1)

    def _hold(self) -> None:
        self.first = self.last_first if self.is_following else min(self.first, self.last_first)
        self._look()

    def _look(self) -> None:
        self._seen = max(self._seen, min(self.count, self.first + self.visible))
        if self.is_following:
            self._seen = self.count
