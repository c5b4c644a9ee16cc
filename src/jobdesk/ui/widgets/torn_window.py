"""TornWindow: a page in a window of its own."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import hairline
from jobdesk.ui.widgets.tab_commands import BACK, CLOSE, TORN


class TornWindow(QWidget):
    """Holds one page; its title is the page's.

    Signals:
        back_requested(): the page is wanted in the main window again.
        closed(): the window goes, and its page with it.
        moved(): it has another place or size.
    """

    back_requested = Signal()
    closed = Signal()
    moved = Signal()

    def __init__(self, page: QWidget, title: str, icon: QIcon, place: str) -> None:
        super().__init__()
        self.page = page
        self.title = title
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "canvas")
        least = Theme.current().token("size", "window", "min")
        self.setMinimumSize(int(least[0]) * 2 // 3, int(least[1]) * 2 // 3)
        self.actions_here = ActionRegistry(self, TORN)
        back = self.actions_here.make(BACK, self.back_requested.emit)
        self.actions_here.make(CLOSE, self.close)
        bar = QWidget()
        bar.setProperty("ground", "chrome")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 4, 12, 4)
        line.addStretch(1)
        line.addWidget(action_button(back, "ghost"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hairline())
        column.addWidget(page, 1)
        self.rename(title)
        self.setWindowIcon(icon)
        page.show()

    @Slot(str)
    def rename(self, title: str) -> None:
        """Take the page's title."""
        self.title = title
        self.setWindowTitle(f"{title} \N{EN DASH} {self._place}" if self._place else title)

    # Qt overrides

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell that it has another place."""
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that it has another size."""
        super().resizeEvent(event)
        self.moved.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the page first; it may refuse."""
        if self.page.parent() is self and not self.page.close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
