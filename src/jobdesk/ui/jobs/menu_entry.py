"""Entries of menus that live only while they are open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import Command, new_action, set_usable


def add_entry(
    menu: QMenu,
    command: Command,
    work: Callable[[], object],
    *,
    text: str = "",
    why_not: str = "",
) -> QAction:
    """Put a command into a menu.

    Args:
        menu: where it goes; the entry lives as long.
        command: what it is.
        work: what a click does.
        text: instead of the command's own.
        why_not: why it cannot be done now; empty when it can.
    """
    menu.setToolTipsVisible(True)
    action = _Entry(command, work, menu, text).action
    set_usable(action, why_not)
    menu.addAction(action)
    return action


class _Entry(QObject):
    def __init__(
        self, command: Command, work: Callable[[], object], menu: QMenu, text: str
    ) -> None:
        super().__init__(menu)
        self._work = work
        self.action = new_action(command, menu, text)
        self.action.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        self._work()
