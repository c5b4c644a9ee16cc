"""The raw view: each line of the same log as one row of plain text, as it is exported."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from jobdesk.models.records import LogLine
from jobdesk.ui.log.ansi import plain, runs
from jobdesk.ui.log.columns import GAP_PX, LEFT_PX, ColumnLayout, Columns
from jobdesk.ui.log.highlight_paint import paint_highlights
from jobdesk.ui.log.inks import InkPainter, cut_runs
from jobdesk.ui.log.painter import FAILURE_LEVELS, PaintedRow, RowPainter, RowState, as_fold
from jobdesk.ui.log.shown import MORE_MARK, pictured
from jobdesk.ui.theme import Theme

_DIGITS = 6  # of the greatest line number, at least
_CHARS_SEEN = 4_000  # of a line: more does not fit on a screen


class RawLayout(ColumnLayout):
    """The number of the line, then its text."""

    def __init__(self) -> None:
        self._digits = _DIGITS
        super().__init__()

    def clear(self) -> None:
        """Forget what was seen."""
        super().clear()
        self._digits = _DIGITS

    def see(self, lines: Iterable[LogLine]) -> bool:
        """Make room for the numbers of these lines."""
        digits = max((len(f"{line.seq + 1:,}") for line in lines), default=0)
        if digits <= self._digits:
            return False
        self._digits = digits
        return True

    def columns(self, width: float) -> Columns:
        """Number, then text to the right edge."""
        message = LEFT_PX + self.mono.horizontalAdvance("0" * self._digits) + GAP_PX
        room = max(0.0, width - message - GAP_PX)
        return Columns(LEFT_PX, message, 0, 0, message, 0, 0, room, False, "Line")


class RawPainter(RowPainter):
    """Draws `time level group: [object] message`; failures are tinted as in the table."""

    def refresh(self) -> None:
        """Take the theme again."""
        super().refresh()
        self._inks = InkPainter(self.mono, self._advance)

    def paint_rows(
        self, painter: QPainter, rows: Sequence[PaintedRow], columns: Columns
    ) -> None:
        """Draw lines of text."""
        rows = [as_fold(row) if row.state.fold else row for row in rows]
        self._paint_grounds(painter, rows)
        painter.setFont(self.mono)
        for row in rows:
            if row.line is None:
                self.paint_placeholder(painter, row.rect, columns)
                continue
            if row.state.is_marked:
                self._paint_bookmark(painter, row.rect)
            self._paint_line(painter, row.rect, columns, row.line, row.state)
            self.paint_focus(painter, row.rect, row.state)
            self.paint_word(painter, row, columns)

    def shown_text(self, line: LogLine, columns: Columns) -> str:
        """The text as its row shows it."""
        return plain(raw_words(line)[0])[: self.room(columns)]

    def _paint_line(
        self, painter: QPainter, rect: QRectF, columns: Columns, line: LogLine, state: RowState
    ) -> None:
        baseline = rect.y() + (rect.height() + self.layout.mono.capHeight()) / 2
        number = f"{line.seq + 1:,}"
        right = columns.message - GAP_PX - self._advance * len(number)
        painter.setPen(Theme.current().color("text3"))
        painter.drawText(QPointF(right, baseline), number)
        room = self.room(columns)
        text, is_cut = raw_words(line)
        message = plain(text)[:room]
        is_lit = bool(self.highlights) and paint_highlights(
            painter, rect, columns, self.highlights, message, self._x_of
        )
        if self.marker is not None and not state.is_no_match:
            self._paint_marks(painter, rect, columns, message)
        place = QPointF(columns.message, baseline)
        is_failure = line.level in FAILURE_LEVELS  # no other colour is meant for its ground
        text = plain(text) if is_failure or is_lit else text
        shown = cut_runs(runs(text + MORE_MARK * is_cut), room)
        ink = "text" if is_lit else _usual(line.level)
        self._inks.draw(painter, place, rect, shown, ink)


def raw_words(line: LogLine) -> tuple[str, bool]:
    """The first line of what is exported, and whether the message has more."""
    from jobdesk.operations.logs import text_line

    if len(line.message) > _CHARS_SEEN:
        line = replace(line, message=line.message[:_CHARS_SEEN])
    whole = text_line(line)[:_CHARS_SEEN].rstrip("\n")
    first, newline, _ = whole.partition("\n")
    if not first.isprintable():
        first = pictured(first)
    return first.expandtabs(4), bool(newline)


def _usual(level: str) -> str:
    if level in FAILURE_LEVELS:
        return "bad"
    return {"warning": "warn", "debug": "text3"}.get(level, "text")
