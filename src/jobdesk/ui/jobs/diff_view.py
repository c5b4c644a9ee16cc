"""A difference of code to read: both line numbers, signs, grounds and the colours of code."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextBlock

from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.code_diff import FILE, GAP, NEW, OLD, DiffLine
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.code_view import CodeView, spans_by_line

_GROUNDS = {NEW: "okTint", OLD: "badTint", FILE: "hover", GAP: "hover"}
_GAP_PX = 12
_Spans = list[list[tuple[int, int, str]]]


class DiffView(CodeView):
    """Lines of a difference; every changed line starts with + or -, also when it is copied."""

    def __init__(self, name: str) -> None:
        self._lines: list[DiffLine] = []
        super().__init__(name)

    def show_lines(self, lines: list[DiffLine]) -> None:
        """Show a difference."""
        self._lines = lines
        self._highlighter.use([])
        self.setPlainText("\n".join(_shown(line) for line in lines))
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        work, take = partial(_colours, lines), self._highlighter.use
        run_in_background(self, work, take, store="colours", name="colours")

    # CodeView's gutter, with two columns

    def _column_width(self) -> int:
        largest = max((max(line.before, line.after) for line in self._lines), default=1)
        digits = max(2, len(str(largest)))
        return QFontMetrics(self.font()).horizontalAdvance("9") * digits

    def gutter_width(self) -> int:
        """Room for two numbers."""
        return 2 * self._column_width() + 3 * _GAP_PX

    def paint_gutter(self, painter: QPainter, rect: QRect) -> None:
        """Draw the numbers of each line in the earlier and the later text."""
        theme = Theme.current()
        painter.fillRect(rect, theme.color("sunken"))
        painter.setFont(self.font())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        width = self._column_width()
        for line, place in self._seen_lines(rect.bottom()):
            ground = _GROUNDS.get(line.kind)
            if ground is not None:
                whole = QRectF(0, place.top(), self.gutter_width(), place.height())
                painter.fillRect(whole, theme.color(ground))
            painter.setPen(theme.color("text2"))
            for column, number in enumerate((line.before, line.after)):
                x = _GAP_PX / 2 + column * (width + _GAP_PX)
                if number:
                    cell = QRectF(x, place.top(), width, place.height())
                    painter.drawText(cell, right, str(number))

    def _seen_lines(self, bottom: int) -> list[tuple[DiffLine, QRectF]]:
        """The lines that are in view, and where."""
        found: list[tuple[DiffLine, QRectF]] = []
        block: QTextBlock = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() < len(self._lines):
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > bottom:
                break
            found.append((self._lines[block.blockNumber()], place))
            block = block.next()
        return found

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of changed lines under the text."""
        painter = QPainter(self.viewport())
        try:
            theme, width = Theme.current(), self.viewport().width()
            for line, place in self._seen_lines(event.rect().bottom()):
                ground = _GROUNDS.get(line.kind)
                if ground is not None:
                    whole = QRectF(0, place.top(), width, place.height())
                    painter.fillRect(whole, theme.color(ground))
        finally:
            painter.end()
        super().paintEvent(event)


def _shown(line: DiffLine) -> str:
    if line.kind == FILE:
        return line.text
    if line.kind == GAP:
        return f"  … {line.text}"
    return f"{line.kind} {line.text}"


def _colours(lines: list[DiffLine]) -> _Spans:
    """Where each line has which colour: old lines as in the old text, others as in the new."""
    spans: _Spans = [[] for _ in lines]
    for kinds in ((OLD,), (NEW, " ")):
        told = [place for place, line in enumerate(lines) if line.kind in kinds]
        found = spans_by_line("\n".join(lines[place].text for place in told), "python")
        for place, one in zip(told, found, strict=False):
            spans[place] = [(start + 2, length, token) for start, length, token in one]
    for place, line in enumerate(lines):
        if line.kind == GAP:
            spans[place] = [(0, len(_shown(line)), "text2")]
    return spans
