"""LogSummary: one line of words about a log: its lines, what is followed, what is selected."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.errors import JobDeskError
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.panel_words import selection_words
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.view import LogView

_SAY_MS = 120
_GROWN_MS = 1_000  # other words may lay out the whole window: a busy log is counted seldom
_BETWEEN = "  ·  "


class LogSummary(QObject):
    """Says it anew when something of it is different.

    Signals:
        said(str): other words.
    """

    said = Signal(str)

    def __init__(self, lookup: LogLookup, view: LogView, parent: QObject) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._view = view
        self.words = ""
        self.is_live = False
        self._late = QTimer(self, singleShot=True, interval=_SAY_MS)
        self._late.timeout.connect(self._on_late)
        self._grown = QTimer(self, singleShot=True, interval=_GROWN_MS)
        self._grown.timeout.connect(self._on_late)
        for signal in (view.selection_changed, view.follow_changed):
            signal.connect(self.say_soon)
        view.scrolled.connect(self._on_scrolled)
        lookup.shown_changed.connect(self.say_soon)

    @Slot()
    def say_soon(self) -> None:
        """Something may be different."""
        if not self._late.isActive():
            self._late.start()

    def stop(self) -> None:
        """Say nothing any more."""
        self._late.stop()
        self._grown.stop()

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._grown.isActive():
            self._grown.start()

    @Slot()
    def _on_late(self) -> None:
        words = _BETWEEN.join(part for part in self._parts() if part)
        if words != self.words:
            self.words = words
            self.said.emit(words)

    def _parts(self) -> tuple[str, ...]:
        total, shown = self._lookup.whole.count, self._view.count
        lines = f"{total:,} line{'' if total == 1 else 's'}"
        rows = f"{shown:,} shown" if shown != total else ""
        follow = ""
        if self.is_live:
            follow = f"follow is {'on' if self._view.is_following else 'off'}"
        return lines, rows, follow, self._selected()

    def _selected(self) -> str:
        selection, line = self._view.selection, self._view.current_line()
        count = len(selection)
        current = -1 if line is None else line.seq
        return selection_words(count, current, self._span() if count > 1 else None)

    def _span(self) -> tuple[datetime, datetime] | None:
        """Times of the first and the last selected row: two reads by key."""
        spans, shown = self._view.selection.spans, self._lookup.shown
        first, last = (_time(shown, row) for row in (spans[0].start, spans[-1].stop - 1))
        return None if first is None or last is None else (first, last)


def _time(source: LogSource, row: int) -> datetime | None:
    try:
        return next((line.created for line in source.rows(row, 1)), None)
    except JobDeskError:
        return None
