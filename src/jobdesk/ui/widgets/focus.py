"""Handing on the focus that a page is given.

`QWidget.setFocusProxy` does that too, but then Tab leaves out all that stands before the proxy.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


def hand_focus(page: QWidget, target: QWidget) -> None:
    """Whoever gives the focus to `page` gives it to `target`; Tab passes all parts in turn."""
    page.installEventFilter(_Hand(page, target))


class _Hand(QObject):
    def __init__(self, page: QWidget, target: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._target = target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand it on."""
        if watched is self._page and isinstance(event, QFocusEvent) and event.gotFocus():
            self._target.setFocus(event.reason())
        return super().eventFilter(watched, event)
