"""A workspace with hooks and buttons, and the pages over it."""

import shutil

import pytest
from tests.support.starter_desk import StarterDesk

from jobdesk.ui import background
from jobdesk.ui.hooks.buttons_page import ButtonsPage
from jobdesk.ui.hooks.hooks_page import HooksPage


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = StarterDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def open_page(desk, qtbot):
    kept = []

    def open_(kind):
        page = kind(desk.session)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.data is not None and bool(page._labels))
        return page

    return open_


@pytest.fixture
def hooks_page(open_page):
    return lambda: open_page(HooksPage)


@pytest.fixture
def buttons_page(open_page):
    return lambda: open_page(ButtonsPage)
