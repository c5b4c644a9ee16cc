"""Tabs with counts; a tab without content stays away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import hairline

_BETWEEN_PX = 24
_GAP_PX = 7  # between a title and its count
_LINE_PX = 2
_AROUND_PX = 5  # the ring of the focus around a title
_HEIGHT_PX = 36


class CountBar(QTabBar):
    """Titles with counts in a quieter style; the count is part of its tab."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, str] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFont(Theme.current().font("rowTitle"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Parts of the run")

    def name_at(self, index: int) -> str:
        """The name of a tab; empty without one."""
        return str(self.tabData(index)) if index >= 0 else ""

    def count_at(self, index: int) -> str:
        """The count of a tab, as it is written."""
        return self._counts.get(self.name_at(index), "")

    def set_count(self, index: int, words: str) -> None:
        """Write another count behind the title."""
        if words == self.count_at(index):
            return
        self._counts[self.name_at(index)] = words
        title = self.tabText(index)
        self.setAccessibleTabName(index, f"{title}, {words}" if words else title)
        self.setTabText(index, title)  # the bar measures its tabs again
        self.update()

    def _widths(self, index: int) -> tuple[int, int]:
        title = QFontMetrics(self.font()).horizontalAdvance(self.tabText(index))
        words = self.count_at(index)
        metrics = QFontMetrics(Theme.current().font("cell"))
        return title, _GAP_PX + metrics.horizontalAdvance(words) if words else 0

    # Qt overrides

    def tabSizeHint(self, index: int) -> QSize:
        """Title, count and the room to the next tab."""
        height = max(_HEIGHT_PX, QFontMetrics(self.font()).height() + 16)
        return QSize(sum(self._widths(index)) + _BETWEEN_PX, height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tabs."""
        del event
        painter = QPainter(self)
        try:
            for index in range(self.count()):
                self._paint_tab(painter, index)
        finally:
            painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        theme, rect = Theme.current(), self.tabRect(index)
        is_current = index == self.currentIndex()
        title, count = self._widths(index)
        metrics = QFontMetrics(self.font())
        baseline = rect.top() + (rect.height() + metrics.capHeight()) / 2
        token = "text" if is_current else "text2"
        left = rect.left() + _AROUND_PX
        if is_current and self.hasFocus():
            token = "accentText"
            self._paint_focus(painter, QRectF(rect.left(), 0, title + count, self.height()))
        painter.setFont(self.font())
        painter.setPen(theme.color(token))
        painter.drawText(QPointF(left, baseline), self.tabText(index))
        painter.setFont(theme.font("cell"))
        painter.setPen(theme.color("text2" if is_current else "text3"))
        place = QPointF(left + title + _GAP_PX, baseline)
        painter.drawText(place, self.count_at(index))
        if is_current:
            line = QRectF(left, self.height() - _LINE_PX, title + count, _LINE_PX)
            painter.fillRect(line, theme.color("accent"))

    @staticmethod
    def _paint_focus(painter: QPainter, room: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Theme.current().color("accent"), 2))
        ring = room.adjusted(1, 5, 2 * _AROUND_PX - 1, -_LINE_PX - 4)
        painter.drawRoundedRect(ring, 4, 4)
        painter.restore()


@dataclass(slots=True)
class _Tab:
    title: str
    make: Callable[[], QWidget]
    page: QWidget | None = None
    is_shown: bool = False


class CountTabs(QWidget):
    """A tab bar over pages; pages are known by name and made when they are first shown.

    Signals:
        current_changed(str): another page is about to be shown.
    """

    current_changed = Signal(str)

    def __init__(self, pages: Mapping[str, tuple[str, Callable[[], QWidget]]]) -> None:
        super().__init__()
        self.bar = CountBar()
        self._stack = QStackedWidget()
        self._tabs = {name: _Tab(title, make) for name, (title, make) in pages.items()}
        line = QHBoxLayout()
        line.setContentsMargins(20 - _AROUND_PX, 0, 20, 0)
        line.addWidget(self.bar)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._on_bar_changed)

    @property
    def current(self) -> str:
        """The name of the page shown."""
        return self.bar.name_at(self.bar.currentIndex())

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._stack.currentWidget()

    @property
    def shown(self) -> list[str]:
        """The names of the tabs there are."""
        return [name for name, tab in self._tabs.items() if tab.is_shown]

    def count_of(self, name: str) -> str:
        """The count of a tab, as it is written."""
        return self.bar.count_at(self.shown.index(name)) if name in self.shown else ""

    def set_tab(self, name: str, *, shown: bool, count: int | None = None) -> None:
        """Show or take away a tab, and say how many things are in it."""
        tab = self._tabs[name]
        if shown and not tab.is_shown:
            tab.is_shown = True
            index = self.shown.index(name)
            self.bar.insertTab(index, tab.title)
            self.bar.setTabData(index, name)
            if self.bar.currentIndex() == index:
                self._on_bar_changed(index)  # the bar said so before it knew the name
        elif not shown and tab.is_shown:
            index = self.shown.index(name)
            tab.is_shown = False
            self.bar.removeTab(index)
        if tab.is_shown:
            words = "" if count is None else f"{count:,}"
            self.bar.set_count(self.shown.index(name), words)

    def show_page(self, name: str) -> None:
        """Go to a page."""
        if name in self.shown:
            self.bar.setCurrentIndex(self.shown.index(name))

    @Slot(int)
    def _on_bar_changed(self, index: int) -> None:
        name = self.bar.name_at(index)
        tab = self._tabs.get(name)
        if tab is None:
            return
        if tab.page is None:
            tab.page = tab.make()
            self._stack.addWidget(tab.page)
        self.current_changed.emit(name)
        self._stack.setCurrentWidget(tab.page)
        if not self.bar.hasFocus():
            tab.page.setFocus(Qt.FocusReason.OtherFocusReason)
