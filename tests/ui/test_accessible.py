"""Every screen of the gallery: its controls have name and role, its commands are registered."""

import pytest
from benchmarks.gallery.__main__ import screens
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.workspace import make_workspace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
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

from jobdesk.ui.actions import command_of
from jobdesk.ui.widgets.gauge import Gauge

pytestmark = pytest.mark.slow

CONTROLS = (
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
QT_INSIDE = (QScrollBar, QHeaderView, QTabWidget)
QT_NAMES = {"qt_tableview_cornerbutton", "qt_spinbox_lineedit"}
# Qt has no role for an area that scrolls; it has a name.
WITHOUT_ROLE = (QScrollArea,)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    home = tmp_path_factory.mktemp("gallery") / "Backbone lab"
    services = make_workspace(home)
    yield services, home
    services.close()


@pytest.fixture
def take(qtbot, workspace):
    """Shows a screen of the gallery; the widget that it pictures."""
    services, home = workspace
    cameras = []

    def show(name):
        (home / "window.ini").unlink(missing_ok=True)
        camera = Camera(services, home, is_brisk=True)
        cameras.append(camera)
        shown = screens()[name](camera)
        camera.settle()
        return shown

    yield show
    for camera in cameras:
        camera.close()
    for window in QApplication.topLevelWidgets():
        window.close()


def walked(root):
    return [each for each in [root, *root.findChildren(QWidget)] if each.isVisible()]


def is_control(widget):
    if isinstance(widget, QT_INSIDE) or widget.objectName() in QT_NAMES:
        return False
    if isinstance(widget, QToolButton) and isinstance(widget.parent(), QLineEdit):
        return False  # a picture, or Qt's own cross
    is_painted = (
        type(widget).__module__.startswith("jobdesk")
        and "paintEvent" in vars(type(widget))
        and not isinstance(widget, QLabel)
    )
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return isinstance(widget, CONTROLS) or takes_focus or is_painted


def faults_of(widget):
    told = QAccessible.queryAccessibleInterface(widget)
    name, role = told.text(QAccessible.Text.Name), told.role()
    is_picture = role == QAccessible.Role.Graphic and widget.focusPolicy() == (
        Qt.FocusPolicy.NoFocus
    )
    if not name and not is_picture and role != QAccessible.Role.StaticText:
        yield "no name"
    is_area = name and isinstance(widget, WITHOUT_ROLE)
    if role in (QAccessible.Role.NoRole, QAccessible.Role.Client) and not is_area:
        yield "no role"


def place_of(widget):
    names = []
    while widget is not None:
        names.append(widget.objectName() or type(widget).__name__)
        widget = widget.parent()
    return " < ".join(names[:4])


def commands_beside_the_registry(widget):
    if isinstance(widget, QLineEdit | QMenu) or isinstance(widget.parent(), QLineEdit):
        owned = []  # a field's pictures, Qt's own entries
    else:
        owned = [
            each for each in widget.actions() if command_of(each) is None and not each.menu()
        ]
    return [action.text() for action in owned] + [
        shortcut.key().toString()
        for shortcut in widget.findChildren(
            QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
    ]


@pytest.mark.parametrize("name", sorted(screens()))
def test_every_control_has_a_name_and_a_role_and_every_command_is_registered(take, name):
    root = take(name)

    faults = [
        f"{fault}: {place_of(widget)}"
        for widget in walked(root)
        if is_control(widget)
        for fault in faults_of(widget)
    ]
    beside = [
        f"{word}: {place_of(widget)}"
        for widget in walked(root)
        for word in commands_beside_the_registry(widget)
    ]

    assert faults == []
    assert beside == []


def test_a_painted_bar_tells_its_value(qtbot):
    bar = Gauge("Progress")
    qtbot.addWidget(bar)
    bar.set_share(0.42)

    told = QAccessible.queryAccessibleInterface(bar)

    assert told.role() == QAccessible.Role.ProgressBar
    assert told.text(QAccessible.Text.Name) == "Progress: 42%"
    assert told.text(QAccessible.Text.Value) == "42%"
