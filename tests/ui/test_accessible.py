"""What the walk over the screens asks (test_layout) of names, roles, commands and alarms."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from tests.support.accessible import commands_beside_the_registry, unnamed_controls
from tests.support.leaks import is_running

from jobdesk.ui.widgets.gauge import Gauge

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shown(qtbot):
    """Shows parts, one below the other; the window."""

    def show(*parts):
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        window.show()
        return window

    return show


def test_a_control_without_a_name_is_found(shown):
    named, nameless, hidden = QPushButton("Run"), QPushButton(), QPushButton()
    window = shown(QLabel("Word"), named, nameless, hidden)
    hidden.hide()
    assert len(unnamed_controls(window)) == 1

    nameless.setAccessibleName("Run")

    assert unnamed_controls(window) == []


def test_a_control_without_a_role_is_found(shown):
    painted = Painted()
    painted.setAccessibleName("Share")

    [fault] = unnamed_controls(shown(painted))

    assert fault.startswith("no role: Painted")


class Painted(QWidget):
    __module__ = "jobdesk.painted"

    def paintEvent(self, event):
        """Paint nothing."""


def test_commands_beside_the_registry_are_found(shown):
    window = shown(QPushButton("Run"))
    assert commands_beside_the_registry(window) == []

    window.addAction(QAction("Run twice", window))
    QShortcut(QKeySequence("F12"), window)

    found = commands_beside_the_registry(window)
    assert [fault.split("“")[1].split("”")[0] for fault in found] == ["Run twice", "F12"]


def test_a_timer_that_repeats_is_left_behind_and_a_pause_is_not(qapp):
    repeating, pause = QTimer(interval=60_000), QTimer(interval=60_000, singleShot=True)
    for timer in (repeating, pause):
        timer.start()

    assert [is_running(repeating), is_running(pause)] == [True, False]
    repeating.stop()


WARNED = """
import logging, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, qWarning
from tests.support.alarms import Alarms
alarms = Alarms()
app = QCoreApplication([])
def fail():
    raise LookupError("no such port")
class Lost:
    def __del__(self):
        fail()
QTimer.singleShot(0, fail)
QTimer.singleShot(1, app.quit)
app.exec()
Lost()
qWarning("This plugin does not support raise()")
qWarning("no such slot")
logging.getLogger("jobdesk.ui").warning("it was slow")
print(*alarms.heard(), sep="\\n")
print(alarms.heard())
"""


@pytest.mark.process
def test_the_walk_hears_of_errors_and_warnings():
    said = subprocess.run(
        [sys.executable, "-c", WARNED], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert ["LookupError: no such port" in line for line in said[:2]] == [True, True]
    assert said[2:] == ["Qt: no such slot", "log: WARNING: it was slow", "[]"]


def test_a_painted_bar_tells_its_value(qtbot):
    bar = Gauge("Progress")
    qtbot.addWidget(bar)
    bar.set_share(0.42)

    told = QAccessible.queryAccessibleInterface(bar)

    assert told.role() == QAccessible.Role.ProgressBar
    assert told.text(QAccessible.Text.Name) == "Progress: 42%"
    assert told.text(QAccessible.Text.Value) == "42%"
