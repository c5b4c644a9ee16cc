"""The window: places at the left, tabs over pages, a status line.

Law: this file is what is seen first, so it imports Qt and the frame's own parts only. All that
it holds is built by `ui/desk.py`, after the first paint.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.folders import dropped_folder
from jobdesk.ui.widgets.sidebar import Sidebar
from jobdesk.ui.widgets.status_line import StatusLine
from jobdesk.ui.widgets.tab_strip import TabStrip

FIRST_STEPS, JOBS, RUNS, QUEUES = "First steps", "Jobs", "Runs", "Queues"
INVENTORY = "Inventory"
CHANGE_LOG = "Change log"
HOOKS, BUTTONS = "Job hooks", "Job buttons"
ICONS = {
    FIRST_STEPS: "places/Home",
    JOBS: "places/Jobs",
    RUNS: "places/Runs",
    HOOKS: "places/Job hooks",
    BUTTONS: "places/Job buttons",
    QUEUES: "places/Queues",
    INVENTORY: "places/Inventory",
    CHANGE_LOG: "places/Change log",
}


SIDEBAR_KEY = "window/sidebar"  # `wide 212` or `narrow 212`
_KEEP_MS = 300  # after the last change, so that a killed window comes back as it was


class Contents(Protocol):
    """What the frame asks of what fills it."""

    def may_close(self) -> bool:
        """Whether the window may close now."""
        ...

    def leave(self) -> None:
        """The window closes."""
        ...

    def add_folder(self, folder: str) -> None:
        """A folder was dropped on the window."""
        ...


class MainWindow(QMainWindow):
    """One workspace in one window.

    Signals:
        first_painted(): the frame is on the screen; now is the time to fill it.
    """

    first_painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._contents: Contents | None = None
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self._on_keep)
        self.setWindowTitle(f"{session.paths.home.name} \N{EN DASH} JobDesk")
        self.setAcceptDrops(True)
        self.sidebar = Sidebar(session.paths.home.name)
        self.stack = QStackedWidget()
        self.strip = TabStrip(self.stack)
        self.status = StatusLine()
        self._build()
        self.take_layout()
        blank = QWidget()
        blank.setObjectName("page")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sidebar.set_active(JOBS)
        self.strip.set_place(blank, JOBS, ICONS[JOBS])
        self._first_paint = _FirstPaint(self)

    def hold(self, contents: Contents) -> None:
        """Take what fills the window; it is asked before the window closes."""
        self._contents = contents

    def _build(self) -> None:
        for name, icon in ICONS.items():
            self.sidebar.add_place(name, icon)
        self.sidebar.set_place_visible(FIRST_STEPS, visible=False)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.sidebar)
        upper.addLayout(right, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.setMinimumSize(*Theme.current().token("size", "window", "min"))

    @Slot()
    def take_layout(self) -> None:
        """Have the size and the sidebar that were kept; the usual ones where none were."""
        store = self._session.layout_state
        geometry = store.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(*Theme.current().token("size", "window", "default"))
        kept, width = str(store.value(SIDEBAR_KEY, "")).partition(" ")[::2]
        usual = Theme.current().size("sidebar")
        self.sidebar.set_shape(kept == "narrow", int(width) if width.isdecimal() else usual)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that live runs go on, once; remember the window."""
        if self._contents is not None and not self._contents.may_close():
            event.ignore()
            return
        self._keeping.stop()
        self._on_keep()
        if self._contents is not None:
            self._contents.leave()
        self._session.layout_state.finish()
        super().closeEvent(event)

    @Slot()
    def _on_keep(self) -> None:
        store, geometry = self._session.layout_state, self.saveGeometry()
        if store.value("window/geometry") != geometry:
            store.setValue("window/geometry", geometry)
            store.sync()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember where it is."""
        super().moveEvent(event)
        if self.isVisible():
            self._keeping.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the sidebar where there is no room."""
        super().resizeEvent(event)
        if self.isVisible():
            self._keeping.start()
        limit = int(Theme.current().token("breakpoints", "sidebarCollapses"))
        self.sidebar.set_room(event.size().width() >= limit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders."""
        if (
            dropped_folder(event)
            and self._session.services is not None
            and self._contents is not None
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add a folder that was dropped."""
        folder = dropped_folder(event)
        if folder and self._contents is not None:
            event.acceptProposedAction()
            self._contents.add_folder(folder)


class _FirstPaint(QObject):
    """Tells the window once that it was painted, then goes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.sidebar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, and then for its end."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_painted(self) -> None:
        self._window.first_painted.emit()
        self.deleteLater()
