"""A workspace with runs, and what the window said."""

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from tests.support.run_desk import RunDesk

from jobdesk.ui import background
from jobdesk.ui.runs.page import RunPage
from jobdesk.ui.runs.view import RunsPage


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = RunDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def keep(qapp):
    """Deletes a page after the test, at once: Python's collector must not find it first.

    A page has no parent here. The collector takes its objects apart one by one, and those that
    are left still hear of it.
    """
    kept = []

    def keep_(page):
        kept.append(page)
        return page

    yield keep_
    for page in kept:
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_page(keep, desk):
    def open_(no):
        page = keep(RunPage(desk.session, no))
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        page.setFocus()
        return page

    return open_


@pytest.fixture
def open_runs(qtbot, keep, desk):
    def open_():
        page = keep(RunsPage(desk.session))
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: not page._is_reading)
        return page

    return open_


@pytest.fixture
def clipboard(qapp):
    made = QGuiApplication.clipboard()
    made.setText("nothing")
    return made
