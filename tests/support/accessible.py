"""Finds controls without a name or a role, and commands that no registry knows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)
from tests.support.layout import place_of

from jobdesk.ui.actions import command_of

_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QTextEdit,
    QAbstractItemView,
    QTabBar,
)
# Parts that Qt makes inside of its own widgets and tells of by itself.
_QT_INSIDE = (QScrollBar, QHeaderView, QTabWidget)
_QT_NAMES = {"qt_tableview_cornerbutton", "qt_spinbox_lineedit"}
# Qt has no role for an area that scrolls; it has a name.
_WITHOUT_ROLE = (QScrollArea,)


def unnamed_controls(root):
    """What a screen reader could not tell of a window, in words."""
    return [
        f"{fault}: {place_of(widget)}"
        for widget in _seen(root)
        if _is_control(widget)
        for fault in _faults_of(widget)
    ]


def commands_beside_the_registry(root):
    """Entries and shortcuts of a window that the list of commands does not have."""
    return [
        f"not a registered command, “{words}”: {place_of(widget)}"
        for widget in _seen(root)
        for words in _beside(widget)
    ]


def _seen(root):
    return [each for each in [root, *root.findChildren(QWidget)] if each.isVisible()]


def _is_control(widget):
    if isinstance(widget, _QT_INSIDE) or widget.objectName() in _QT_NAMES:
        return False
    if isinstance(widget, QToolButton) and isinstance(widget.parent(), QLineEdit):
        return False  # a picture, or Qt's own cross
    is_painted = (
        type(widget).__module__.startswith("jobdesk")
        and "paintEvent" in vars(type(widget))
        and not isinstance(widget, QLabel)
    )
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return isinstance(widget, _CONTROLS) or takes_focus or is_painted


def _faults_of(widget):
    told = QAccessible.queryAccessibleInterface(widget)
    name, role = told.text(QAccessible.Text.Name), told.role()
    is_picture = role == QAccessible.Role.Graphic and widget.focusPolicy() == (
        Qt.FocusPolicy.NoFocus
    )
    if not name and not is_picture and role != QAccessible.Role.StaticText:
        yield "no name"
    is_area = name and isinstance(widget, _WITHOUT_ROLE)
    if role in (QAccessible.Role.NoRole, QAccessible.Role.Client) and not is_area:
        yield "no role"


def _beside(widget):
    if isinstance(widget, QLineEdit | QMenu) or isinstance(widget.parent(), QLineEdit):
        owned = []  # a field's pictures, Qt's own entries
    else:
        owned = [
            each for each in widget.actions() if command_of(each) is None and not each.menu()
        ]
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [action.text() for action in owned] + [
        shortcut.key().toString() for shortcut in widget.findChildren(QShortcut, options=direct)
    ]
