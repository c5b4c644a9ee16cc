"""A run opened at a line that was found elsewhere."""

import pytest

from jobdesk.models.records import Status
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.runs.page import RunPage

LOG = [
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("warning", "host key changed", "connect", "ber-acc-10"),
    ("failure", "authentication failed", "connect", "ber-acc-12"),
    ("success", "unchanged", "store", "ber-acc-07"),
]


@pytest.fixture
def no(desk):
    number = desk.ask(desk.job()).no
    desk.begin(number)
    desk.append(number, LOG * 50)
    desk.end(number, Status.FAILURE)
    return number


def current(page):
    line = page.log.view.current_line()
    return -1 if line is None else line.seq


def test_a_new_page_opens_at_the_line_and_not_at_the_first_failure(qtbot, desk, keep, no):
    page = keep(RunPage(desk.session, no))
    page.show_line(101, LogQuery(None, "host key"))
    page.resize(1228, 800)
    page.show()

    qtbot.waitUntil(lambda: current(page) == 101)
    qtbot.waitUntil(lambda: page.log.tools.search.hits == "26 of 50 lines")
    assert current(page) == 101
    assert 101 in page.log.view.rows_in_view()
    assert page.tabs.current == "log"


def test_what_hid_the_line_in_an_open_page_gives_way(qtbot, open_page, no):
    page = open_page(no)
    log = page.log
    log.tools.chips.chips["success"].click()
    log.tools.search.only_switch.click()
    log.tools.search.search_for("unchanged")
    qtbot.waitUntil(lambda: log.view.count == 50)
    page.tabs.show_page("inputs")

    page.show_line(121, LogQuery(None, "HOST", case_sensitive=False))

    qtbot.waitUntil(lambda: current(page) == 121)
    assert log.view.count == 200
    assert log.tools.chips.chosen == frozenset()
    assert page.tabs.current == "log"


def test_the_case_comes_with_the_text_and_a_fold_opens(qtbot, open_page, no):
    page = open_page(no)
    page.log.folding.set_on(True)
    page.show_line(42, LogQuery(None, "authentication", case_sensitive=True))

    qtbot.waitUntil(lambda: current(page) == 42)
    assert page.log.tools.search.case_switch.isChecked()


def test_without_a_text_the_search_field_stays(qtbot, open_page, no):
    page = open_page(no)
    page.log.tools.search.search_for("host")
    page.show_line(7, LogQuery())

    qtbot.waitUntil(lambda: current(page) == 7)
    assert page.log.tools.search.text() == "host"
