"""TornTabs: tabs that were moved to windows of their own, and back."""

from PySide6.QtCore import QByteArray, QObject, QPoint, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.on_screen import move_on_screen
from jobdesk.ui.widgets.tab_strip import TabStrip
from jobdesk.ui.widgets.torn_window import TornWindow

_KEY = "torn/geometry"
_CASCADE_PX = 28
_POINTER = QPoint(120, 12)  # from the corner of a window that was dragged out


class TornTabs(QObject):
    """Every page is either in the strip or in a window here, and never in both.

    Signals:
        moved(): a window has another place or size.
        page_closed(QWidget): a page goes with its window; it is still there to be asked.
    """

    moved = Signal()
    page_closed = Signal(object)

    def __init__(self, strip: TabStrip, settings: QSettings, main: QWidget) -> None:
        super().__init__(main)
        self._strip = strip
        self._settings = settings
        self._main = main
        self._windows: dict[QWidget, TornWindow] = {}
        self._is_leaving = False
        strip.tear_requested.connect(self.tear)

    @property
    def pages(self) -> list[QWidget]:
        """The pages in windows of their own."""
        return list(self._windows)

    def window_of(self, page: QWidget) -> TornWindow | None:
        """The window of a page; None while it is in the strip."""
        return self._windows.get(page)

    @Slot()
    def tear_current(self) -> None:
        """Move the tab in front to a window of its own."""
        self.tear(self._strip.current_page)

    @Slot(object, object)
    def tear(self, page: QWidget, at: QPoint | None = None) -> None:
        """Move a tab to a window of its own, there where it was dropped."""
        if not self._strip.is_movable(page):
            return
        window = self._take_out(page)
        self._place(window, at)
        window.show()
        self.show_page(page)
        page.setFocus()

    def tear_quietly(self, page: QWidget, geometry: QByteArray) -> None:
        """Move a tab to a window as it was once, which stays behind what is used."""
        if not self._strip.is_movable(page):
            return
        window = self._take_out(page)
        if not window.restoreGeometry(geometry):  # brings it onto a screen that is there
            self._place(window, None)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.show()
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        self._strip.pages_changed.emit()

    def _take_out(self, page: QWidget) -> TornWindow:
        title, icon = self._strip.take(page)
        window = TornWindow(page, title, icon, self._main.windowTitle())
        self._windows[page] = window
        window.back_requested.connect(self._on_back_requested)
        window.closed.connect(self._on_closed)
        window.moved.connect(self.moved)
        return window

    def geometry_of(self, page: QWidget) -> QByteArray:
        """Place and size of the window of a page."""
        window = self._windows.get(page)
        return QByteArray() if window is None else window.saveGeometry()

    def put_back(self, page: QWidget) -> None:
        """Move a page back into the strip, in front."""
        window = self._windows.pop(page, None)
        if window is None:
            return
        self._keep(window)
        icon = window.windowIcon()
        self._strip.put(page, window.title, icon)
        window.hide()
        window.deleteLater()
        self._main.raise_()
        self._main.activateWindow()

    def show_page(self, page: QWidget) -> bool:
        """Bring the window of a page to the front; False when it has none."""
        window = self._windows.get(page)
        if window is None:
            return False
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        return True

    def rename(self, page: QWidget, title: str) -> None:
        """Give a window another title."""
        if page in self._windows:
            self._windows[page].rename(title)

    def set_icon(self, page: QWidget, icon: str, token: str) -> None:
        """Give a window another icon."""
        if page in self._windows:
            self._windows[page].setWindowIcon(Theme.current().icon(icon, token))

    def close_page(self, page: QWidget) -> None:
        """Close a page and its window."""
        if page in self._windows:
            self._windows[page].close()

    def close_all(self) -> None:
        """The main window closes: the others go with it."""
        self._is_leaving = True
        for window in list(self._windows.values()):
            window.close()

    def _place(self, window: TornWindow, at: QPoint | None) -> None:
        kept = self._settings.value(_KEY)
        if not (isinstance(kept, QByteArray) and window.restoreGeometry(kept)):
            window.resize(self._main.size() * 0.8)
            window.move(self._main.pos() + QPoint(_CASCADE_PX, _CASCADE_PX))
        if at is not None:
            window.move(at - _POINTER)
        else:  # not just over the one before
            others = len(self._windows) - 1
            move_on_screen(window, window.pos() + QPoint(_CASCADE_PX, _CASCADE_PX) * others)
        self._strip.pages_changed.emit()

    def _keep(self, window: TornWindow) -> None:
        self._settings.setValue(_KEY, window.saveGeometry())
        self._settings.sync()

    @Slot()
    def _on_back_requested(self) -> None:
        window = self.sender()
        if isinstance(window, TornWindow):
            self.put_back(window.page)

    @Slot()
    def _on_closed(self) -> None:
        window = self.sender()
        if isinstance(window, TornWindow) and self._windows.pop(window.page, None):
            self._keep(window)
            self._strip.forget(window.page)
            if not self._is_leaving:  # then they count as open, and come back
                self.page_closed.emit(window.page)
                self._strip.pages_changed.emit()
            window.deleteLater()
