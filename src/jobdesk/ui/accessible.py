"""What painted widgets tell a screen reader; Qt would call each of them a nameless area.

A widget says its role in the class attribute `accessible_role` and, where it has one, its value
in a method `accessible_value`; its name is its accessible name.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role


class _Painted(QAccessibleWidget):
    """A widget that knows its own value."""

    def text(self, what: QAccessible.Text) -> str:
        """Name and help as Qt has them, the value from the widget."""
        if what == QAccessible.Text.Value:
            say = getattr(self.object(), "accessible_value", None)
            return "" if say is None else str(say())
        return super().text(what)


def install() -> None:
    """Let Qt ask us about our own widgets; once, when there is an application."""
    QAccessible.installFactory(_make)


def tell_value(widget: QWidget, value: str) -> None:
    """Tell a screen reader, where one listens, that a widget has another value."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))


def _make(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    return _Painted(thing, role, "")
