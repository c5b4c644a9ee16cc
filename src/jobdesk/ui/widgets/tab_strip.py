"""The strip of tabs over the pages: the place first, then what was opened."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button

_TURN_MS = 1  # a timer of 0 ms is no turn: it comes before what the user does
_OUT_PX = 30  # so far above or below the strip a tab is let go as a window


class TabStrip(QFrame):
    """Tabs that belong to the pages of a stack; the first is the place and stays.

    Signals:
        page_shown(QWidget): another page is in front; one that was just made is painted a
            turn of the event loop later.
        pages_changed(): a page was opened or closed.
        page_closed(QWidget): a page goes; it is still there to be asked.
        tear_requested(QWidget, QPoint): a tab was dragged out, to this place on the screen.
        menu_requested(QPoint): a menu is wanted for the tab in front.
    """

    page_shown = Signal(object)
    tear_requested = Signal(object, object)
    menu_requested = Signal(QPoint)
    pages_changed = Signal()
    page_closed = Signal(object)

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setObjectName("tabStrip")
        self._stack = stack
        self._pages: list[QWidget] = []
        self._movable: set[QWidget] = set()
        self._unseen: set[QWidget] = set()  # never shown: that styles it, and takes a while
        self._turn = QTimer(self, singleShot=True, interval=_TURN_MS)
        self._turn.timeout.connect(self._show_current)
        self.bar = _Bar()
        self.bar.currentChanged.connect(self._on_current_changed)
        self.bar.close_requested.connect(self.close_at)
        self.bar.dragged_out.connect(self._on_dragged_out)
        self.bar.menu_requested.connect(self.menu_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.bar, 1)
        self.setFixedHeight(Theme.current().size("tabStrip"))

    @property
    def holder(self) -> QStackedWidget:
        """What holds the pages; one that is made in it need not be styled once more."""
        return self._stack

    @property
    def pages(self) -> list[QWidget]:
        """The pages, in the order of their tabs."""
        return list(self._pages)

    def set_place(self, page: QWidget, title: str, icon: str) -> None:
        """Show a place in the first tab."""
        themed = Theme.current().icon(icon)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            self._unseen.add(page)
        if not self._pages:
            self._pages.append(page)
            self.bar.addTab(themed, title)
        else:
            self._pages[0] = page
            self.bar.setTabText(0, title)
            self.bar.setTabIcon(0, themed)
        self.bar.setCurrentIndex(0)
        self._on_current_changed(0)

    def open(
        self,
        page: QWidget,
        title: str,
        icon: str,
        token: str = "text2",
        *,
        in_front: bool = True,
        is_movable: bool = False,
    ) -> None:
        """Open a page in a tab of its own and bring it to the front, or leave it behind.

        One that is movable can be moved to a window of its own.
        """
        if is_movable:
            self._movable.add(page)
        self._unseen.add(page)
        self.put(page, title, Theme.current().icon(icon, token), in_front=in_front)

    @property
    def current_page(self) -> QWidget:
        """The page in front."""
        return self._pages[max(0, self.bar.currentIndex())]

    def is_movable(self, page: QWidget) -> bool:
        """The page has a tab and can be moved to a window of its own."""
        return page in self._pages[1:] and page in self._movable

    def take(self, page: QWidget) -> tuple[str, QIcon]:
        """Give a page away, open as it is; returns its title and icon."""
        place = self._pages.index(page)
        title, icon = self.bar.tabToolTip(place), self.bar.tabIcon(place)
        self._pages.pop(place)
        self.bar.removeTab(place)
        self._stack.removeWidget(page)
        self._unseen.discard(page)
        self.pages_changed.emit()
        return title, icon

    def put(self, page: QWidget, title: str, icon: QIcon, *, in_front: bool = True) -> None:
        """Show a page in a new tab."""
        self._stack.addWidget(page)
        self._pages.append(page)
        place = self.bar.addTab(icon, title.replace("&", "&&"))
        self.bar.setTabToolTip(place, title)
        closer = button("", "icon", icon="x", tip="Close (Ctrl+W)", name=f"Close {title}")
        closer.setIconSize(QSize(11, 11))
        closer.setFixedSize(20, 20)
        closer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        closer.clicked.connect(self._on_closer_clicked)
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, closer)
        if in_front:
            self.bar.setCurrentIndex(place)
        self.pages_changed.emit()

    def show_page(self, page: QWidget) -> None:
        """Bring an open page to the front."""
        if page in self._pages:
            self.bar.setCurrentIndex(self._pages.index(page))

    def rename(self, page: QWidget, title: str) -> None:
        """Give a tab another title."""
        if page in self._pages:
            place = self._pages.index(page)
            self.bar.setTabText(place, title.replace("&", "&&"))
            self.bar.setTabToolTip(place, title)
            closer = self.bar.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if place:
                closer.setAccessibleName(f"Close {title}")

    def set_icon(self, page: QWidget, icon: str, token: str = "text2") -> None:
        """Give a tab another icon."""
        if page in self._pages:
            place = self._pages.index(page)
            self.bar.setTabIcon(place, Theme.current().icon(icon, token))

    def close_page(self, page: QWidget) -> None:
        """Close the tab of a page and delete the page."""
        if page in self._pages[1:]:
            self.close_at(self._pages.index(page))

    @Slot(int)
    def close_at(self, place: int) -> None:
        """Close a tab; the place stays."""
        if place <= 0 or place >= len(self._pages):
            return
        page = self._pages[place]
        if not page.close():
            return
        self.page_closed.emit(page)
        self.take(page)
        self.forget(page)
        page.deleteLater()

    def forget(self, page: QWidget) -> None:
        """A page that was taken has gone."""
        self._movable.discard(page)
        self._unseen.discard(page)

    @Slot(int, QPoint)
    def _on_dragged_out(self, place: int, at: QPoint) -> None:
        if 0 < place < len(self._pages) and self._pages[place] in self._movable:
            self.tear_requested.emit(self._pages[place], at)

    @Slot()
    def close_current(self) -> None:
        """Close the tab in front."""
        self.close_at(self.bar.currentIndex())

    @Slot()
    def show_next(self) -> None:
        """Bring the tab at the right to the front; after the last comes the first."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + 1) % self.bar.count())

    @Slot()
    def show_previous(self) -> None:
        """Bring the tab at the left to the front; before the first comes the last."""
        self.bar.setCurrentIndex((self.bar.currentIndex() - 1) % self.bar.count())

    @Slot(int)
    def _on_current_changed(self, place: int) -> None:
        if not 0 <= place < len(self._pages):
            return
        page = self._pages[place]
        if page in self._unseen and self._stack.isVisible():
            # In a turn of its own: it was built in this one, and that takes as long again.
            self._turn.start()
        else:
            self._show_current()
        self.page_shown.emit(page)

    @Slot()
    def _show_current(self) -> None:
        page = self.current_page
        self._unseen.discard(page)
        self._stack.setCurrentWidget(page)

    @Slot()
    def _on_closer_clicked(self) -> None:
        for place in range(1, self.bar.count()):
            if self.bar.tabButton(place, QTabBar.ButtonPosition.RightSide) is self.sender():
                self.close_at(place)
                return


class _Bar(QTabBar):
    """Middle click closes; Delete closes the tab that has the keyboard."""

    close_requested = Signal(int)
    dragged_out = Signal(int, QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._pressed = -1
        self.setObjectName("frameTabs")
        self.setAccessibleName("Open pages")
        # As high as the strip: its hint is of before the style sheet, and Qt keeps that one.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which tab is dragged."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.tabAt(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a tab would become a window when it is let go."""
        super().mouseMoveEvent(event)
        if self._pressed > 0 and self._is_outside(event):
            self.setCursor(Qt.CursorShape.DragCopyCursor)
        else:
            self.unsetCursor()

    def _is_outside(self, event: QMouseEvent) -> bool:
        y = event.position().y()
        return not -_OUT_PX <= y <= self.height() + _OUT_PX

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the tab under the pointer, or for the one that has the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.tabRect(self.currentIndex())
            self.menu_requested.emit(self.mapToGlobal(rect.bottomLeft()))
            return
        place = self.tabAt(event.pos())
        if place >= 0:
            self.setCurrentIndex(place)
            self.menu_requested.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close with the middle button; let a tab go that was dragged out."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, -1
        self.unsetCursor()
        if event.button() == Qt.MouseButton.LeftButton and pressed > 0:
            if self._is_outside(event):
                self.dragged_out.emit(pressed, event.globalPosition().toPoint())
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self.close_requested.emit(self.tabAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete closes the tab that has the keyboard."""
        if event.key() == Qt.Key.Key_Delete:
            self.close_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
