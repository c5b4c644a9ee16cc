"""FeedList: entries with when, what, which object, and who did it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from jobdesk.inventory.history.records import ChangeRow
from jobdesk.ui.changes.feed_model import FeedModel
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.changes.words import WORDS, by_words, full_name
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import age_text

_LEFT_PX, _GAP_PX, _ICON_PX = 20, 14, 13
_NARROW_PX, _NARROWEST_PX = 560, 420


class FeedList(PaintedRows):
    """One line an entry; where there is little room the kind and who did it give way."""

    def __init__(self, model: FeedModel, name: str = "Change log") -> None:
        super().__init__(name)
        self._feed = model
        self.setModel(model)
        model.read.connect(self.viewport().update)  # the same entries may be older now

    def entry(self, row: int) -> ChangeRow | None:
        """The entry in a row."""
        return self._feed.entry(row)

    def _columns(self, width: float) -> tuple[float, ...]:
        """Widths of time, action, kind, object, user, by."""
        pen = self.pen
        longest = "yesterday 00:00" if width >= _NARROWEST_PX else "59 min ago"
        time = pen.width(longest, "cell") + 4
        action = _ICON_PX + 6 + max(pen.width(word, "label") for word in WORDS.values())
        rest = width - 2 * _LEFT_PX - time - action - 5 * _GAP_PX
        if width < _NARROW_PX:
            return time, action, 0, rest * 0.6, 0, rest * 0.4
        return time, action, rest * 0.18, rest * 0.4, rest * 0.16, rest * 0.26

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw an entry."""
        del look
        entry = self._feed.entry(row)
        if entry is None:
            return
        pen = self.pen
        icon, token = Theme.current().token("icons", "names", "change", entry.action)
        user = entry.user if rect.width() >= _NARROW_PX else ""
        by = by_words(entry)
        if rect.width() < _NARROW_PX:  # what it was done by is told below the list, too
            by = f"{entry.user}, {by}" if rect.width() >= _NARROWEST_PX else entry.user
        cells = (
            (age_text(entry.time, datetime.now(UTC)), "cell", "text2"),
            (WORDS[entry.action], "label", token),
            (entry.kind, "cell", "text2"),
            (full_name(entry), "rowTitle", "text"),
            (user, "cell", "text"),
            (by, "cell", "text2"),
        )
        x = rect.left() + _LEFT_PX
        for at, (width, (text, style, ink)) in enumerate(
            zip(self._columns(rect.width()), cells, strict=True)
        ):
            if width <= 0:
                continue
            room = QRectF(x, rect.top(), width, rect.height())
            if at == 1:
                pen.picture(painter, x, rect, icon, token, _ICON_PX)
                room.setLeft(x + _ICON_PX + 6)
            pen.write(painter, room, text, style, ink)
            x += width + _GAP_PX
