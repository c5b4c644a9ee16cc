"""Tabs with counts; a tab without content stays away."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import hairline, label


@dataclass(slots=True)
class _Tab:
    title: str
    page: QWidget
    count: QLabel
    is_shown: bool = False


class CountTabs(QWidget):
    """A tab bar over pages; pages are known by name.

    Signals:
        current_changed(str): another page is shown.
    """

    current_changed = Signal(str)

    def __init__(self, pages: Mapping[str, tuple[str, QWidget]]) -> None:
        super().__init__()
        self._bar = QTabBar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setFont(Theme.current().font("rowTitle"))
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.setAccessibleName("Parts of the run")
        self._stack = QStackedWidget()
        self._tabs: dict[str, _Tab] = {}
        for name, (title, page) in pages.items():
            self._tabs[name] = _Tab(title, page, label("", "cell", "text3"))
            self._stack.addWidget(page)
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 0)
        line.addWidget(self._bar)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._on_bar_changed)

    @property
    def current(self) -> str:
        """The name of the page shown."""
        return self._name_at(self._bar.currentIndex())

    @property
    def shown(self) -> list[str]:
        """The names of the tabs there are."""
        return [name for name, tab in self._tabs.items() if tab.is_shown]

    def set_tab(self, name: str, *, shown: bool, count: int | None = None) -> None:
        """Show or take away a tab, and say how many things are in it."""
        tab = self._tabs[name]
        if shown and not tab.is_shown:
            tab.is_shown = True
            index = self.shown.index(name)
            self._bar.insertTab(index, tab.title)
            self._bar.setTabData(index, name)
            self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, tab.count)
        elif not shown and tab.is_shown:
            index = self.shown.index(name)
            tab.is_shown = False
            self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, None)  # pyright: ignore[reportArgumentType]  # the stub forbids None
            self._bar.removeTab(index)
        words = "" if count is None else f"{count:,}"
        if tab.is_shown and words != tab.count.text():
            tab.count.setText(words)
            tab.count.adjustSize()
            # The bar measures a button only when it is set, and hides the one that was there.
            index = self.shown.index(name)
            self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, tab.count)
            tab.count.show()

    def show_page(self, name: str) -> None:
        """Go to a page."""
        if name in self.shown:
            self._bar.setCurrentIndex(self.shown.index(name))

    def _name_at(self, index: int) -> str:
        return str(self._bar.tabData(index)) if index >= 0 else ""

    @Slot(int)
    def _on_bar_changed(self, index: int) -> None:
        name = self._name_at(index)
        if name in self._tabs:
            self._stack.setCurrentWidget(self._tabs[name].page)
            self.current_changed.emit(name)
