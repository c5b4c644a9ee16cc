"""FoundPainter: draws the rows of the results; lines are drawn as the log draws them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from jobdesk.models.records import LogLine
from jobdesk.ui.find.found import FoundRun
from jobdesk.ui.find.words import offer_words
from jobdesk.ui.log.columns import ColumnLayout, Columns
from jobdesk.ui.log.painter import PaintedRow, RowPainter, RowState
from jobdesk.ui.log.query import Marker
from jobdesk.ui.log.shown import time_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import age_text

INDENT_PX = 24  # lines stand so far right of their run
_LEFT_PX = 20
_CARET_PX, _ICON_PX = 12, 14
_GAP_PX = 8
_WIDE_GAP_PX = 14


class FoundPainter:
    """Fonts, colours and columns for the theme in use."""

    def __init__(self) -> None:
        self.layout = ColumnLayout()
        self.lines = RowPainter(self.layout)
        self.refresh()

    def refresh(self) -> None:
        """Take the theme again."""
        theme = Theme.current()
        self.layout.measure_fonts()
        self.lines.refresh()
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        for style in ("section", "cell", "label"):
            font = theme.font(style)
            self._fonts[style] = (font, QFontMetricsF(font))
        self.head_height = max(
            theme.size("rowGroup"), int(self._fonts["section"][1].height()) + 14
        )

    @property
    def line_height(self) -> int:
        """Logical pixels of a line, as in the log."""
        return self.layout.row_height

    def set_marker(self, marker: Marker | None) -> None:
        """Mark what matches in the messages."""
        self.lines.marker = marker

    def columns(self, width: int) -> Columns:
        """Where the parts of a line lie, right of the indent."""
        return self.layout.columns(width - INDENT_PX)

    def is_cut(self, line: LogLine, width: int) -> bool:
        """The row does not show the whole message."""
        room = self.lines.room(self.columns(width))
        return len(line.message) > room or "\n" in line.message

    def paint_lines(
        self, painter: QPainter, rows: Sequence[tuple[QRectF, LogLine, RowState]], width: int
    ) -> None:
        """Draw lines, all at once: every change of a font costs as much as a short word."""
        shown = [
            PaintedRow(
                QRectF(-INDENT_PX, rect.y(), width, rect.height()),
                line,
                state,
                time_words(line),
            )
            for rect, line, state in rows
        ]
        painter.save()
        painter.translate(INDENT_PX, 0)
        columns = self.columns(width)
        start = 0
        for at in range(1, len(shown) + 1):  # the painter draws one ground for rows together
            is_apart = (
                at == len(shown) or shown[at].rect.y() > shown[at - 1].rect.bottom() + 0.5
            )
            if is_apart:
                self.lines.paint_rows(painter, shown[start:at], columns)
                start = at
        painter.restore()

    def paint_head(
        self,
        painter: QPainter,
        rect: QRectF,
        run: FoundRun,
        state: RowState,
        now: datetime,
    ) -> None:
        """Draw a run: caret, status, number, job, when, how many lines."""
        theme, hits = Theme.current(), run.hits
        self._paint_ground(painter, rect, state)
        look = theme.status(hits.status.value)
        right = self._paint_right(painter, rect, run.count_words)
        x = rect.x() + _LEFT_PX
        self._picture(painter, x, rect, "caret-right" if run.is_folded else "caret-down")
        x += _CARET_PX + _GAP_PX
        self._picture(painter, x, rect, look.icon, look.token, _ICON_PX)
        x += _ICON_PX + _GAP_PX
        x = self._write(painter, x, rect, f"#{hits.no}", "cell", "text2", right)
        x = self._write(painter, x + _GAP_PX, rect, hits.job_name, "section", "text", right)
        token = "text2" if look.token == "idle" else look.token
        x = self._write(painter, x + _WIDE_GAP_PX, rect, look.word, "label", token, right)
        when = age_text(hits.date_created, now)
        self._write(painter, x + _WIDE_GAP_PX, rect, when, "cell", "text2", right)
        self.lines.paint_focus(painter, rect, state)

    def paint_offer(
        self, painter: QPainter, rect: QRectF, run: FoundRun, state: RowState
    ) -> None:
        """Draw the row that brings more lines."""
        self._paint_ground(painter, rect, state)
        x = rect.x() + _LEFT_PX + INDENT_PX
        token = "text2" if run.is_reading else "accentText"
        self._write(painter, x, rect, offer_words(run), "label", token, rect.right())
        self.lines.paint_focus(painter, rect, state)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        token = "canvas"
        if state.is_selected:
            token = "selected" if state.has_focus else "selectedIdle"
        elif state.is_hovered:
            token = "hover"
        painter.fillRect(rect, Theme.current().color(token))

    def _paint_right(self, painter: QPainter, rect: QRectF, words: str) -> float:
        """The words at the right end; where the room before them ends."""
        font, metrics = self._fonts["cell"]
        x = rect.right() - _LEFT_PX - metrics.horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(Theme.current().color("text2"))
        painter.drawText(QPointF(x, self._baseline(rect, metrics)), words)
        return x - _WIDE_GAP_PX

    def _picture(
        self,
        painter: QPainter,
        x: float,
        rect: QRectF,
        name: str,
        token: str = "text2",
        side: int = _CARET_PX,
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = Theme.current().pixmap(name, token, side, ratio)
        top = rect.y() + round((rect.height() - side) / 2)
        painter.drawPixmap(QPointF(round(x), top), picture)

    def _write(
        self,
        painter: QPainter,
        x: float,
        rect: QRectF,
        text: str,
        style: str,
        token: str,
        right: float,
    ) -> float:
        """One word or name, … where the room ends; the x after it."""
        font, metrics = self._fonts[style]
        if right - x < metrics.averageCharWidth() * 2:
            return right
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - x)
        painter.setFont(font)
        painter.setPen(QPen(QColor(Theme.current().color(token))))
        painter.drawText(QPointF(x, self._baseline(rect, metrics)), shown)
        return x + metrics.horizontalAdvance(shown)

    @staticmethod
    def _baseline(rect: QRectF, metrics: QFontMetricsF) -> float:
        return round(rect.y() + (rect.height() + metrics.capHeight()) / 2)
