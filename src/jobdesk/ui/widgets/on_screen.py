"""Keeps windows where they can be seen and reached."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def move_on_screen(window: QWidget, wanted: QPoint) -> None:
    """Move a window to a place, or as near as its screen has room; its head is always seen."""
    screen = window.screen().availableGeometry()
    size = window.frameGeometry().size()
    right = max(screen.left(), screen.right() + 1 - size.width())
    bottom = max(screen.top(), screen.bottom() + 1 - size.height())
    x = min(max(wanted.x(), screen.left()), right)
    y = min(max(wanted.y(), screen.top()), bottom)
    window.move(x, y)
