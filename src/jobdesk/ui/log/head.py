"""The titles above the log's columns."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.log.columns import Columns
from jobdesk.ui.theme import Theme


class LogHead(QWidget):
    """One line of titles over the rows.

    Signals:
        menu_requested(QPoint): the menu of the columns, at a global point.
    """

    accessible_role = Role.ColumnHeader

    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: Columns | None = None
        self._is_focused = False
        self.setAccessibleName("Time, level, group, object, message")

    def show_columns(self, columns: Columns) -> None:
        """Draw the titles at these places."""
        self._columns = columns
        self.setAccessibleName(", ".join(title for _, title in columns.heads()))
        self.update()

    def set_focused(self, *, is_focused: bool) -> None:
        """Mark that the rows have the keyboard: without a current row nothing else would."""
        self._is_focused = is_focused
        self.update()

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the columns."""
        self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw titles and the hairline under them."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), theme.color("canvas"))
            thick = 2 if self._is_focused else 1
            line = QRectF(0, self.height() - thick, self.width(), thick)
            painter.fillRect(line, theme.color("accent" if self._is_focused else "line"))
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text3"))
            metrics = QFontMetricsF(painter.font())
            baseline = (self.height() + metrics.capHeight()) / 2
            for x, title in self._columns.heads() if self._columns is not None else ():
                painter.drawText(QPointF(x, baseline), title)
        finally:
            painter.end()
