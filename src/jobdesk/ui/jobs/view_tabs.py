"""Saved views as tabs over the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QTabBar, QWidget

from jobdesk.ui.actions import add_entry
from jobdesk.ui.jobs import actions
from jobdesk.ui.jobs.shelf import SavedView
from jobdesk.ui.widgets.buttons import button

DEFAULT_VIEW = "All jobs"
_NAME_LENGTH = 40
_CHANGED = " \N{BULLET}"


class ViewTabs(QWidget):
    """The default view, the saved ones, and what can be done with the one in front.

    Signals:
        chosen(str): another view is in front, by its key; empty for the default.
        save_requested(), revert_requested(): keep or drop what was changed.
        save_as_requested(str): keep it as a new view of this name.
        renamed(str, str): key and new name.
        deleted(str): by key.
        ordered(list): the keys in their new order.
    """

    chosen = Signal(str)
    save_requested = Signal()
    revert_requested = Signal()
    save_as_requested = Signal(str)
    renamed = Signal(str, str)
    deleted = Signal(str)
    ordered = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.bar = _ViewBar()
        self.save = button("Save", "link", name="Save the view")
        self.revert = button("Revert", "link", name="Revert the view")
        self.save_as = button("Save as view…", "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 6)
        line.setSpacing(12)
        line.addWidget(self.bar)
        line.addStretch(1)
        for part in (self.save, self.revert, self.save_as):
            line.addWidget(part)
        self.bar.currentChanged.connect(self._on_current_changed)
        self.bar.tabMoved.connect(self._on_tab_moved)
        self.bar.menu_requested.connect(self._on_menu_requested)
        self.bar.rename_requested.connect(self.ask_name)
        self.bar.delete_requested.connect(self.delete)
        self.bar.step_requested.connect(self.step)
        self.save.clicked.connect(self.save_requested)
        self.revert.clicked.connect(self.revert_requested)
        self.save_as.clicked.connect(self.ask_new)
        self.show_views((), "")
        self.show_changed(changed=False)

    @property
    def current(self) -> str:
        """The key of the view in front; empty for the default."""
        return self._key(self.bar.currentIndex())

    def _key(self, place: int) -> str:
        return str(self.bar.tabData(place) or "")

    def name(self, key: str) -> str:
        """The name of a view."""
        return self.bar.name(self._place(key))

    def _place(self, key: str) -> int:
        return next((p for p in range(self.bar.count()) if self._key(p) == key), 0)

    def show_views(self, views: Sequence[SavedView], current: str) -> None:
        """Show these views and bring one to the front."""
        with QSignalBlocker(self.bar):
            while self.bar.count():
                self.bar.removeTab(0)
            for key, name in (("", DEFAULT_VIEW), *((view.key, view.name) for view in views)):
                place = self.bar.addTab(name)
                self.bar.setTabData(place, key)
                self.bar.remember(place, name)
            self.bar.setCurrentIndex(self._place(current))

    def choose(self, key: str) -> None:
        """Bring a view to the front."""
        self.bar.setCurrentIndex(self._place(key))

    def show_changed(self, *, changed: bool) -> None:
        """Say that what is shown differs from the view in front."""
        for place in range(self.bar.count()):
            name = self.bar.name(place)
            is_marked = changed and place == self.bar.currentIndex()
            text = name + _CHANGED if is_marked else name
            if self.bar.tabText(place) != text:
                self.bar.setTabText(place, text)
                self.bar.setAccessibleTabName(place, f"{name}, changed" if is_marked else name)
        self.save.setVisible(changed and bool(self.current))
        self.revert.setVisible(changed)
        self.save_as.setVisible(changed)

    # What is asked

    @Slot()
    def ask_new(self) -> QInputDialog:
        """Ask how a new view is called."""
        return self._ask("Save as view", "", "Save", self._on_new_name)

    @Slot(str)
    def ask_name(self, key: str) -> QInputDialog | None:
        """Ask how a view is called from now on; the default keeps its name."""
        if not key:
            return None
        dialog = self._ask("Rename view", self.name(key), "Rename", self._on_other_name)
        dialog.setProperty("view_key", key)
        return dialog

    def _ask(self, title: str, text: str, verb: str, slot: object) -> QInputDialog:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText("Name of the view")
        dialog.setTextValue(text)
        dialog.setOkButtonText(verb)
        dialog.textValueSelected.connect(slot)
        dialog.open()
        return dialog

    @Slot(str)
    def delete(self, key: str) -> None:
        """Ask nothing: it can be undone; the default stays."""
        if key:
            self.deleted.emit(key)

    @Slot(str, int)
    def step(self, key: str, by: int) -> None:
        """Move a view one place; the default stays the first."""
        place = self._place(key)
        if key and 1 <= place + by < self.bar.count():
            self.bar.moveTab(place, place + by)

    def menu(self, key: str) -> QMenu:
        """What can be done with a view."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = (
            (actions.VIEW_RENAME, lambda: self.ask_name(key)),
            (actions.VIEW_LEFT, lambda: self.step(key, -1)),
            (actions.VIEW_RIGHT, lambda: self.step(key, 1)),
            (actions.VIEW_DELETE, lambda: self.delete(key)),
        )
        for command, work in entries:
            why_not = "" if key else f"“{DEFAULT_VIEW}” is always there."
            add_entry(menu, command, work, reason=why_not)
        return menu

    # Slots

    @Slot(int)
    def _on_current_changed(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self._key(place))

    @Slot(int, int)
    def _on_tab_moved(self, before: int, after: int) -> None:
        del before, after
        if self._key(0):  # the default was pushed away
            with QSignalBlocker(self.bar):
                self.bar.moveTab(self._place(""), 0)
        self.ordered.emit([self._key(place) for place in range(1, self.bar.count())])

    @Slot(str)
    def _on_new_name(self, text: str) -> None:
        name = _clean(text)
        if name:
            self.save_as_requested.emit(name)

    @Slot(str)
    def _on_other_name(self, text: str) -> None:
        dialog = self.sender()
        name = _clean(text)
        if name:
            self.renamed.emit(str(dialog.property("view_key")), name)

    @Slot(str, QPoint)
    def _on_menu_requested(self, key: str, position: QPoint) -> None:
        self.menu(key).popup(position)


def _clean(text: str) -> str:
    return " ".join(text.split())[:_NAME_LENGTH]


class _ViewBar(QTabBar):
    """F2 renames, Delete deletes, Ctrl+Shift+Left and Right move, the menu key has it all."""

    menu_requested = Signal(str, QPoint)
    rename_requested = Signal(str)
    delete_requested = Signal(str)
    step_requested = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("viewTabs")
        self.setAccessibleName("Views")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._names: dict[str, str] = {}

    def remember(self, place: int, name: str) -> None:
        """Know the name of a tab without its mark."""
        self._names[str(self.tabData(place) or "")] = name

    def name(self, place: int) -> str:
        """The name of a tab without its mark."""
        return self._names.get(str(self.tabData(place) or ""), "")

    def _key_at(self, place: int) -> str:
        return str(self.tabData(place) or "")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, delete, move."""
        key = self._key_at(self.currentIndex())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        has_both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(key)
        elif event.key() in steps and event.modifiers() & has_both == has_both:
            self.step_requested.emit(key, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        place = self.tabAt(event.position().toPoint())
        if place >= 0:
            self.rename_requested.emit(self._key_at(place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a tab."""
        place, position = self.tabAt(event.pos()), event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse or place < 0:
            place = self.currentIndex()
            position = self.mapToGlobal(self.tabRect(place).bottomLeft())
        self.menu_requested.emit(self._key_at(place), position)
