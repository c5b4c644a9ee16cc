"""What is said about a log in the status line."""

import pytest

from jobdesk.models.records import Status

LOG = [("info", "read", "fetch"), ("failure", "refused", "store"), ("info", "done", "store")]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 100)
    return no


def test_lines_follow_and_the_current_line_are_said(qtbot, desk, open_page, no):
    page = open_page(no)
    qtbot.waitUntil(lambda: page.counts == "300 lines  ·  follow is on")

    page.log.view.select_row(8)
    qtbot.waitUntil(lambda: page.counts == "300 lines  ·  follow is off  ·  line 9")

    page.log.tools.chips.chips["failure"].click()
    qtbot.waitUntil(lambda: page.counts.startswith("300 lines  ·  100 shown"))


def test_the_time_between_two_selected_lines_is_said(qtbot, desk, open_page, no):
    desk.end(no, Status.SUCCESS)
    page, heard = open_page(no), []
    page.counts_changed.connect(heard.append)

    page.log.view.select_row(10)
    page.log.view.toggle_row(110)
    words = "300 lines  ·  2 lines selected, 3.700 s from first to last"
    qtbot.waitUntil(lambda: page.counts == words)
    assert heard[-1] == words

    page.log.view.select_all()
    qtbot.waitUntil(lambda: "300 lines selected, 11.063 s" in page.counts)
