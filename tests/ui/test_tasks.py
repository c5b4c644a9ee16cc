"""Long work is listed in the status line, with progress and the way out."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from jobdesk.ui.background import run_in_background
from jobdesk.ui.tasks import tasks
from jobdesk.ui.widgets.task_bar import TaskBar


@pytest.fixture
def bar(qtbot):
    made = TaskBar()
    qtbot.addWidget(made)
    return made


def begin_seen(qtbot, bar, title, cancel=None, owner=None):
    task = tasks().begin(title, owner or bar, cancel)
    qtbot.waitUntil(bar.isVisible)
    return task


def test_what_takes_long_is_told_with_its_progress_until_it_ends(qtbot, bar):
    task = begin_seen(qtbot, bar, "Saving a.zip")
    task.advance(0.4)

    assert bar.words.text() == "Saving a.zip"
    assert bar.gauge.accessible_value() == "40%"
    assert bar.stop.isHidden()

    task.end()
    assert bar.isHidden()


def test_what_is_done_at_once_is_not_told(qtbot, bar):
    task = tasks().begin("Saving", bar)
    assert bar.isHidden()
    task.end()

    assert not bar._late.isActive()


def test_the_line_cancels_the_oldest_and_the_list_any_of_them(qtbot, bar):
    given_up = []
    begin_seen(qtbot, bar, "One", lambda: given_up.append("one"))
    tasks().begin("Two", bar, lambda: given_up.append("two"))
    tasks().begin("Three", bar)
    assert bar.words.text() == "One and 2 more"

    QTest.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.words, Qt.MouseButton.LeftButton)
    cancels = bar.list.findChildren(QPushButton)
    assert [each.accessibleName() for each in cancels] == ["Cancel: One", "Cancel: Two"]
    cancels[1].click()
    assert given_up == ["one", "two"]

    QTest.keyClick(bar.list, Qt.Key.Key_Escape)
    assert bar.list.isHidden()


def test_a_task_goes_with_its_owner(qtbot, bar):
    owner = QObject()
    begin_seen(qtbot, bar, "One", owner=owner)

    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)

    assert tasks().under_way == []
    assert bar.isHidden()


@pytest.mark.parametrize("fails", [False, True])
def test_work_in_the_background_tells_of_itself(qtbot, bar, fails):
    gate, ends = threading.Event(), []

    def work():
        gate.wait(30)
        if fails:
            raise OSError("gone")

    run_in_background(bar, work, ends.append, failed=ends.append, task="Refreshing jobs")
    qtbot.waitUntil(bar.isVisible)
    assert bar.words.text() == "Refreshing jobs"

    gate.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert bar.isHidden()
