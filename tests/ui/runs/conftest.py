"""Pages over a workspace with runs, and a live run with a log."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from tests.support.log_page import LOG

from jobdesk.ui.runs.page import RunPage
from jobdesk.ui.runs.view import RunsPage


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
def no(desk):
    """A live run with four hundred lines."""
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 50)
    return no


@pytest.fixture
def page(no, open_page):
    return open_page(no)
