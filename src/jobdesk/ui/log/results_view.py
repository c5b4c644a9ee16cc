"""ResultsView: the rows of the results pane, in the columns of the log over it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.log.columns import ColumnLayout
from jobdesk.ui.log.painter import RowPainter, RowState
from jobdesk.ui.log.view import LogView
from jobdesk.ui.theme import Theme


class ResultsView(LogView):
    """Matches stand out, lines around them are quiet, a line parts those that are far apart.

    Signals:
        left(): Return: on with the log itself.
    """

    accessible_role = Role.List

    left = Signal()

    def __init__(
        self, over: LogView, measures: ColumnLayout, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, RowPainter(measures))
        self.is_match: Callable[[int], bool] | None = None
        self.setAccessibleName("Results")
        self.hide_head()
        over.columns_changed.connect(self.take_columns)
        self.columns_changed.connect(over.take_columns)

    def row_state(self, row: int) -> RowState:
        """How a row stands; lines around matches are quiet."""
        state = super().row_state(row)
        line = self.line(row)
        if self.is_match is None or line is None or self.is_match(line.seq):
            return state
        return replace(state, is_quiet=True)

    def _source_changed(self) -> None:
        """The log over this one measures the columns: they stay as they are."""
        self._times.forget()

    def _paint_rows(self, painter: QPainter, area: QRect) -> int:
        bottom = super()._paint_rows(painter, area)
        if self.is_match is None:
            return bottom
        color = Theme.current().color("lineStrong")
        for row in self.rows_in_view():
            line, before = self.line(row), self.line(row - 1)
            if line is not None and before is not None and line.seq != before.seq + 1:
                top = self.row_rect(row).top()
                painter.fillRect(QRect(0, top, self.viewport().width(), 1), color)
        return bottom

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the log."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
