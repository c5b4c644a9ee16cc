"""What a run printed, shown by the log's view: time, stream and text of each line."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from jobdesk.models.records import ConsoleLine, LogLine, ResultNo
from jobdesk.ui.log.columns import GAP_PX, LEFT_PX, ColumnLayout, Columns
from jobdesk.ui.log.painter import PaintedRow, RowPainter, RowState
from jobdesk.ui.log.shown import shown_of
from jobdesk.ui.theme import Theme

_EDGE_PX = 3
_TIME = "00:00:00.000"
# Colours and cursor moves that a printed line may hold; a terminal eats them.
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|[@-Z\\-_])")


class ConsoleReader(Protocol):
    """What is needed of the log store."""

    def console(self, no: ResultNo, first: int, count: int) -> Sequence[ConsoleLine]:
        """Printed lines `first` and following."""
        ...


class ConsoleSource:
    """The printed lines of one run as rows; the level is the stream."""

    def __init__(self, store: ConsoleReader, no: ResultNo, count: int = 0) -> None:
        self._store = store
        self._no = no
        self.count = count
        self.is_catching_up = False

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The lines `first` and following."""
        return [as_row(line) for line in self._store.console(self._no, first, count)]

    def index_of(self, seq: int) -> int:
        """Line and index are the same."""
        return seq

    def seq_of(self, index: int) -> int:
        """Line and index are the same."""
        return index

    def snapshot(self) -> Callable[[int, int], Sequence[LogLine]]:
        """`rows` for another thread."""
        return self.rows


def as_row(line: ConsoleLine) -> LogLine:
    """A printed line without what only a terminal understands."""
    text = _ESCAPES.sub("", line.text) if "\x1b" in line.text else line.text
    text = text.rstrip("\r\n").rpartition("\r")[2]  # a progress line shows its last state
    return LogLine(line.no, line.seq, line.created, line.stream, "", text, "", "")


class ConsoleLayout(ColumnLayout):
    """Time and text only."""

    def see(self, lines: Iterable[LogLine]) -> bool:
        """There are no columns that grow."""
        del lines
        return False

    def columns(self, width: float) -> Columns:
        """Time, then text to the right edge."""
        message = LEFT_PX + self.mono.horizontalAdvance(_TIME) + GAP_PX
        room = max(0.0, width - message - GAP_PX)
        return Columns(LEFT_PX, message, 0, 0, message, 0, 0, room, has_level=False)


class ConsolePainter(RowPainter):
    """Standard error is told by its colour and its edge; the detail names it."""

    def paint_rows(
        self, painter: QPainter, rows: Sequence[PaintedRow], columns: Columns
    ) -> None:
        """Draw printed lines."""
        for rect, line, state in rows:
            if line is None:
                painter.fillRect(rect, Theme.current().color("canvas"))
                self.paint_placeholder(painter, rect, columns)
            else:
                self._paint_line(painter, rect, columns, line, state)

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRectF,
        columns: Columns,
        line: LogLine,
        state: RowState,
    ) -> None:
        theme = Theme.current()
        shown = shown_of(line, self.room(columns))
        baseline = rect.y() + (rect.height() + self.layout.mono.capHeight()) / 2
        is_error = line.level == "stderr"
        if state.is_selected:
            ground = "selected" if state.has_focus else "selectedIdle"
        else:
            ground = "hover" if state.is_hovered else "canvas"
        painter.fillRect(rect, theme.color(ground))
        if is_error:
            edge = QRectF(rect.x(), rect.y(), _EDGE_PX, rect.height())
            painter.fillRect(edge, theme.color("warnFill"))
        painter.setFont(self.mono)
        painter.setPen(theme.color("text3"))
        painter.drawText(QPointF(columns.time, baseline), shown.time)
        painter.setPen(theme.color("warn" if is_error else "text"))
        painter.drawText(QPointF(columns.message, baseline), shown.message)
        self.paint_focus(painter, rect, state)
