"""FoldingTabs: tabs that never scroll; those without room stand in a menu at their end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QWidget

from jobdesk.ui.actions import add_choices
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.tab_commands import SHOW_PART

_STYLED = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


class _Bar(QTabBar):
    """Left and Right reach all tabs, also those that stand in the menu."""

    def widths(self) -> list[int]:
        """What each tab needs, seen or not."""
        return [self.tabSizeHint(at).width() for at in range(self.count())]

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = self.currentIndex() + step
        if not step:
            super().keyPressEvent(event)
        elif 0 <= at < self.count():
            self.setCurrentIndex(at)


class FoldingTabs(QTabWidget):
    """The tab in front is always seen; the others as far as there is room, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = _Bar()
        self.setTabBar(self.bar)
        self.setDocumentMode(True)
        self.rest = button("More", "ghost", icon="caret-down", tip="Tabs without room")
        self.rest.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        self.rest.setParent(self)
        self.rest.hide()
        self._is_fitting = False
        self.rest.clicked.connect(self._on_rest)
        self.currentChanged.connect(self.fit)

    def folded(self) -> list[int]:
        """The places of the tabs that stand in the menu."""
        return [at for at in range(self.count()) if not self.isTabVisible(at)]

    def setTabText(self, at: int, text: str) -> None:  # noqa: N802 -- Qt's name
        """Another text may need another amount of room."""
        if text != self.tabText(at):
            super().setTabText(at, text)
            self.fit()

    @Slot()
    def fit(self) -> None:
        """Show as many tabs as there is room for."""
        if self._is_fitting or not self.isVisible():
            return
        self._is_fitting = True
        seen = self._fitting(self.bar.widths())
        # The front one first: Qt goes to a tab that comes into view while that one is hidden.
        for at in sorted(range(self.count()), key=lambda at: at != self.currentIndex()):
            if self.isTabVisible(at) != (at in seen):
                self.setTabVisible(at, at in seen)
        is_whole = len(seen) == self.count()
        self.rest.setVisible(not is_whole)
        if not is_whole:
            self._place(max(seen, default=0))
        self._is_fitting = False

    def _fitting(self, widths: list[int]) -> set[int]:
        room = self.width() - (self.bar.tabRect(0).left() if widths else 0)
        if sum(widths) <= room:
            return set(range(len(widths)))
        front = self.currentIndex()
        seen, room = {front}, room - self.rest.sizeHint().width() - widths[front]
        for at, width in enumerate(widths):
            if at == front:
                continue
            room -= width
            if room < 0:
                break
            seen.add(at)
        return seen

    def _place(self, last: int) -> None:
        hint = self.rest.sizeHint()
        left = min(self.bar.tabRect(last).right(), self.width() - hint.width())
        top = self.bar.y() + (self.bar.height() - hint.height()) // 2
        self.rest.setGeometry(left, top, hint.width(), hint.height())
        self.rest.raise_()

    def make_menu(self) -> QMenu:
        """The tabs that have no room."""
        menu = QMenu(self)
        pairs = [(self.tabText(at).replace("&", "&&"), at) for at in self.folded()]
        add_choices(menu, SHOW_PART, pairs)
        menu.triggered.connect(self._on_chosen)
        return menu

    @Slot()
    def _on_rest(self) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.rest.mapToGlobal(QPoint(0, self.rest.height())))

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.setCurrentIndex(int(action.data()))
        self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def tabInserted(self, index: int) -> None:  # noqa: N802 -- Qt's name
        """One more needs room."""
        super().tabInserted(index)
        self.fit()

    def tabRemoved(self, index: int) -> None:  # noqa: N802 -- Qt's name
        """One less does."""
        super().tabRemoved(index)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another amount of room."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile is fitted now."""
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() in _STYLED:
            self.fit()
