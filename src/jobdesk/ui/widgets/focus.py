"""Handing on the focus that a page is given.

`QWidget.setFocusProxy` does that too, but then Tab leaves out all that stands before the proxy.
"""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


def hand_focus(page: QWidget, target: QWidget) -> None:
    """Whoever gives the focus to `page` gives it to `target`; Tab passes all parts in turn."""
    page.installEventFilter(_Hand(page, target))


def tab_into(before: QWidget, late: QWidget) -> None:
    """Let Tab lead from the last part of `before` to `late`, which was made after all others.

    Qt takes the order in which widgets came into their window.
    """
    new = _stops(late)
    old = [each for each in _stops(before) if each not in new]
    for one, two in pairwise([*old[-1:], *new]):
        QWidget.setTabOrder(one, two)


def _stops(root: QWidget) -> list[QWidget]:
    """What Tab can stop at; dialogs and menus are windows of their own."""
    window, tab = root.window(), Qt.FocusPolicy.TabFocus
    return [
        each
        for each in (root, *root.findChildren(QWidget))
        if each.focusPolicy() & tab and each.focusProxy() is None and each.window() is window
    ]


class _Hand(QObject):
    def __init__(self, page: QWidget, target: QWidget) -> None:
        super().__init__(page)
        self._target = target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand it on; the event is asked first: a page that is collected still gets others."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._target.setFocus(event.reason())
        return super().eventFilter(watched, event)
