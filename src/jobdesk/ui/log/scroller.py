"""LogScroller: which rows of a LogSource of any length are in view, and reads them.

Law: one scroll unit is one row; the source is asked for the pages in view and nothing else;
rows keep their place unless the user scrolls or the end is followed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.models.records import LogLine
from jobdesk.ui.log.position import TailPosition
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.window import LogWindow


class LogScroller(QAbstractScrollArea):
    """Rows of one height over a source; a subclass paints them and says how high they are.

    Signals:
        follow_changed(bool): the end is followed, or was left.
        scrolled(): other rows are in view, or there are more below.
        moved(): the user scrolled.
        read_failed(str): rows could not be read, in words.
    """

    follow_changed = Signal(bool)
    scrolled = Signal()
    moved = Signal()
    read_failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: LogSource | None = None
        self._window: LogWindow[LogLine] = LogWindow()
        self._position = TailPosition()
        self._is_own_scroll = False
        self._problem = ""
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def row_height(self) -> int:
        """Logical pixels of one row."""
        raise NotImplementedError

    def _source_changed(self) -> None:
        """Another source is shown."""

    def _lines_seen(self, lines: Sequence[LogLine]) -> None:
        """These lines are in view."""

    def _rows_above(self) -> int:
        """So many rows above those in view are to be held too."""
        return 0

    @property
    def count(self) -> int:
        """Rows there are."""
        return self._position.count

    @property
    def is_following(self) -> bool:
        """The end stays in view while the log grows."""
        return self._position.is_following

    @property
    def new_lines(self) -> int:
        """Rows that came since the end was left."""
        return self._position.new_lines

    def rows_in_view(self) -> range:
        """The rows that are at least partly visible."""
        first = self._position.first
        room = -(-self.viewport().height() // self.row_height)
        return range(first, min(first + room, self.count))

    def line(self, row: int) -> LogLine | None:
        """The line at `row` when it is held, as the rows in view are."""
        return self._window.row(row)

    def row_at(self, y: float) -> int:
        """The row at a height of the viewport, or the nearest one; -1 without rows."""
        row = self._position.first + int(y // self.row_height)
        return max(0, min(row, self.count - 1)) if self.count else -1

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport."""
        top = (row - self._position.first) * self.row_height
        return QRect(0, top, self.viewport().width(), self.row_height)

    def show_source(self, source: LogSource, *, following: bool) -> None:
        """Show another source: from its end when it is followed, else from its start."""
        self._source = source
        self._problem = ""
        self._window.clear(source.count)
        self._source_changed()
        self._position.begin(source.count, following=following)
        self._settle()
        self.viewport().update()
        self.follow_changed.emit(following)

    def refresh(self) -> None:
        """Look at the source again: it may have other rows than before."""
        if self._source is None:
            return
        before, count = self.count, self._source.count
        if count == before and not self._problem:
            return
        self._window.set_count(count)
        self._position.grow(count, is_news=not self._source.is_catching_up)
        self._settle()
        if before == 0 or count < before:
            self.viewport().update()
        else:
            self._update_rows(range(before, count))

    def reload(self) -> None:
        """Read everything again: some rows are others than before."""
        if self._source is not None:
            self._window.clear(self._source.count)
            self._position.grow(self._source.count, is_news=False)
            self._settle()
            self.viewport().update()

    def set_following(self, following: bool) -> None:
        """Go to the end and stay there, or stay here."""
        if following != self.is_following:
            self._position.follow(following)
            self._settle()
            self.follow_changed.emit(following)

    def scroll_to(self, first: int) -> None:
        """Put row `first` on top, as if the user had scrolled there."""
        self.verticalScrollBar().setValue(first)

    def _settle(self) -> None:
        """Bring scroll bar, pages and columns in line with the position."""
        bar = self.verticalScrollBar()
        self._is_own_scroll = True
        bar.setPageStep(self._position.visible)
        bar.setRange(0, self._position.last_first)
        bar.setValue(self._position.first)
        self._is_own_scroll = False
        self._load()
        self.scrolled.emit()

    def _load(self) -> None:
        """Read the pages in view that are not held."""
        rows = self.rows_in_view()
        if self._source is None or not rows:
            return
        try:
            start = max(0, rows.start - self._rows_above())
            for wanted in self._window.missing(start, rows.stop - 1):
                self._window.store(wanted.start, self._source.rows(wanted.start, len(wanted)))
        except JobDeskError as error:
            if not self._problem:
                self._problem = str(error)
                self.read_failed.emit(self._problem)
            return
        self._problem = ""
        seen = (self._window.row(row) for row in rows)
        self._lines_seen([line for line in seen if line is not None])

    def _update_rows(self, rows: range) -> None:
        shown = self.rows_in_view()
        start, stop = max(rows.start, shown.start), min(rows.stop, shown.stop)
        if start < stop:
            self.viewport().update(self.row_rect(start).united(self.row_rect(stop - 1)))

    # Qt overrides

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what stays in view and paint the rest."""
        del dx
        if not self._is_own_scroll:
            was_following = self.is_following
            self._position.scroll(self.verticalScrollBar().value(), by_user=True)
            if self.is_following != was_following:
                self.follow_changed.emit(self.is_following)
            self._load()
        step = self.row_height * self.devicePixelRatioF()
        # A picture cannot be moved by half a device pixel (1.25 and 1.75 have such rows).
        if abs(dy) >= self._position.visible or step != int(step):
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy * self.row_height)
        if not self._is_own_scroll:
            self.scrolled.emit()
            self.moved.emit()
