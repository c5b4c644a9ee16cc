"""What a run printed, shown by the log's view: time, stream and text of each line."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from jobdesk.models.records import ConsoleLine, LogLine, ResultNo
from jobdesk.ui.log.ansi import has_codes, plain, runs
from jobdesk.ui.log.columns import GAP_PX, LEFT_PX, ColumnLayout, Columns
from jobdesk.ui.log.inks import InkPainter, cut_runs
from jobdesk.ui.log.painter import PaintedRow, RowPainter
from jobdesk.ui.log.shown import message_words
from jobdesk.ui.theme import Theme

_EDGE_PX = 3
_CODES_PER_CHARACTER = 16  # characters looked at for each one that has room
_TIME = "00:00:00.000"


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
    """A printed line as a row; its colours are for the painter."""
    text = line.text.rstrip("\r\n").rpartition("\r")[2]  # a progress line shows its last state
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
        return Columns(
            LEFT_PX,
            message,
            0,
            0,
            message,
            0,
            0,
            room,
            has_level=False,
            first_title=self.time_title,
        )


class ConsolePainter(RowPainter):
    """Standard error is told by its colour and its edge; the detail names it."""

    def refresh(self) -> None:
        """Take the theme again."""
        super().refresh()
        self._inks = InkPainter(self.mono, self._advance)

    def paint_rows(
        self, painter: QPainter, rows: Sequence[PaintedRow], columns: Columns
    ) -> None:
        """Draw printed lines."""
        for row in rows:
            if row.line is None:
                painter.fillRect(row.rect, Theme.current().color("canvas"))
                self.paint_placeholder(painter, row.rect, columns)
            else:
                self._paint_line(painter, row, columns, row.line)
                self.paint_word(painter, row, columns)

    def shown_text(self, line: LogLine, columns: Columns) -> str:
        """The text as its row shows it, without its colours."""
        return plain(message_words(line.message, self.room(columns)))

    def _paint_line(
        self, painter: QPainter, row: PaintedRow, columns: Columns, line: LogLine
    ) -> None:
        theme, rect, state = Theme.current(), row.rect, row.state
        is_error = line.level == "stderr"
        if state.is_selected:
            ground = "selected" if state.has_focus else "selectedIdle"
        else:
            ground = "hover" if state.is_hovered else "canvas"
        painter.fillRect(rect, theme.color(ground))
        if is_error:
            edge = QRectF(rect.x(), rect.y(), _EDGE_PX, rect.height())
            painter.fillRect(edge, theme.color("warnFill"))
        baseline = rect.y() + (rect.height() + self.layout.mono.capHeight()) / 2
        painter.setFont(self.mono)
        painter.setPen(theme.color("text3"))
        painter.drawText(QPointF(columns.time, baseline), row.time)
        self._paint_text(painter, rect, QPointF(columns.message, baseline), columns, line)
        self.paint_focus(painter, rect, state)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRectF,
        place: QPointF,
        columns: Columns,
        line: LogLine,
    ) -> None:
        room = self.room(columns)
        usual = "warn" if line.level == "stderr" else "text"
        if has_codes(line.message):
            text = line.message[: room * _CODES_PER_CHARACTER].expandtabs(4)
            self._inks.draw(painter, place, rect, cut_runs(runs(text), room), usual)
        else:
            painter.setPen(Theme.current().color(usual))
            painter.drawText(place, message_words(line.message, room))
