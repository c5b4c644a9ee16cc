"""The right edge of the sidebar: dragged it is wider or narrower, in the end icons only."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.widgets.sidebar import WIDTHS_PX, Sidebar, theme_width

_GRIP_PX = 5


class SidebarEdge(QWidget):
    """A grip over the edge; a double click makes the sidebar narrow or wide.

    Signals:
        dragged(): somebody gave the sidebar another shape.
    """

    accessible_role = Role.Separator

    dragged = Signal()

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName("Edge of the sidebar")
        sidebar.installEventFilter(self)
        self._place()
        self.show()

    def _place(self) -> None:
        width, height = self._sidebar.width(), self._sidebar.height()
        self.setGeometry(width - _GRIP_PX, 0, _GRIP_PX, height)
        self.raise_()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold it."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the width that the pointer shows; half of the least one is narrow."""
        if not event.buttons() & Qt.MouseButton.LeftButton or not self._sidebar.has_room:
            return
        x = self.mapTo(self._sidebar, event.position().toPoint()).x()
        _, wide = self._sidebar.shape
        is_narrow = x < (WIDTHS_PX[0] + theme_width()) // 2
        self._sidebar.set_shape(is_narrow, wide if is_narrow else x)
        self.dragged.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Narrow, or wide."""
        event.accept()
        is_narrow, wide = self._sidebar.shape
        self._sidebar.set_shape(not is_narrow, wide)
        self.dragged.emit()
