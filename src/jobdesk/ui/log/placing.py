"""LogPlacing: what is read stays in view while the rows change, and is found again."""

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.ui.log.detail_place import DetailPlace
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.reading_place import MOST_FOLDS, LogPlace, ReadingPlace
from jobdesk.ui.log.tool_line import LogToolLine
from jobdesk.ui.log.view import LogView

_NOTE_MS = 200


class LogPlacing(QObject):
    """Brings one view back to a line as soon as its row is known, and keeps where it is.

    Attributes:
        is_live: the run goes on; the end of an ended one is a place like others.
    """

    def __init__(
        self,
        kept: LogPlace,
        lookup: LogLookup,
        view: LogView,
        tools: LogToolLine,
        detail: DetailPlace,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.is_live = False
        self._kept = kept
        self._lookup = lookup
        self._view = view
        self._tools = tools
        self._detail = detail
        self._read: ReadingPlace | None = None  # when the query changed
        self._offset = 0  # rows between the first in view and the line wanted on top
        self._wanted: ReadingPlace | None = None  # it is not known yet where its rows are
        self._late = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._late.timeout.connect(self.write)
        view.moved.connect(self._on_moved)
        view.current_changed.connect(self.note)
        view.follow_changed.connect(self.note)
        view.fold_requested.connect(self.note)
        detail.closed.connect(self.note)

    def read(self) -> ReadingPlace | None:
        """Where this log was left; None when it was never read."""
        return self._kept.read()

    def begin(self, place: ReadingPlace) -> None:
        """Go to a place; what happens on the way is not worth to be kept."""
        self._wanted, self._offset = place, 0
        self.come_back()
        self.rest()

    def rest(self) -> None:
        """What was done up to now was not the reader's doing."""
        self._late.stop()

    def give_up(self) -> None:
        """Somebody goes elsewhere: come back to nothing."""
        self._wanted = None
        self.note()

    def take_reading(self) -> None:
        """The rows are about to be others: remember which line is read, and where it stands."""
        line, rows = self._view.current_line(), self._view.rows_in_view()
        top, self._offset = self._seq_of(rows.start), 0
        if line is None:
            self._read = ReadingPlace(top=top)
        else:
            at = self._view.selection.current
            self._offset = at - rows.start if at in rows else 0
            self._read = ReadingPlace(line.seq, line.seq, has_detail=self._detail.is_open)
        self.note()

    def rows_changed(self) -> None:
        """Other rows are shown: the line that was read comes back to where it stood."""
        if self._wanted is None:
            self._wanted = self._read
        self.come_back()

    def come_back(self) -> None:
        """Go where it is wanted, when that is known."""
        wanted, shown = self._wanted, self._lookup.shown
        if wanted is None or self._view.is_following:
            self._wanted = None
            return
        row = shown.index_of(wanted.top)
        known = shown.index_of(max(wanted.top, wanted.current)) < shown.count
        if not known and not self._lookup.is_complete:
            return
        self._wanted = None
        if wanted.current >= 0:
            self._select(wanted)
        self._view.scroll_to(row - self._offset)
        self._offset = 0

    def _select(self, wanted: ReadingPlace) -> None:
        row = self._lookup.shown.index_of(wanted.current)
        if self._seq_of(row) != wanted.current:
            return
        self._view.select_row(row)
        if wanted.has_detail:
            self._view.opened.emit(row)
        else:
            self._detail.hide_detail()

    def _seq_of(self, row: int) -> int:
        shown = self._lookup.shown
        return shown.seq_of(row) if 0 <= row < shown.count else 0

    @Slot()
    def note(self) -> None:
        """Something of the place is different: it is kept soon."""
        self._late.start()

    @Slot()
    def _on_moved(self) -> None:
        self._wanted = None
        self.note()

    @Slot()
    def write(self) -> None:
        """Keep where the reader is now, if that was to be noted."""
        self._late.stop()
        if self._wanted is not None:
            self._late.start()
            return
        line = self._view.current_line()
        place = ReadingPlace(
            top=self._seq_of(self._view.rows_in_view().start),
            current=-1 if line is None else line.seq,
            follows=self.is_live and self._view.is_following,
            has_detail=line is not None and self._detail.is_open,
            opened=tuple(self._lookup.folded.opened[:MOST_FOLDS]),
        )
        self._kept.keep(self._tools.told(place))

    def stop(self) -> None:
        """Keep what was not kept yet."""
        if self._late.isActive():
            self._wanted = None
            self.write()
