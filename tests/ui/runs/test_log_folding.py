"""Groups of a log folded, as a user meets them."""

import pytest
from PySide6.QtCore import Qt

from jobdesk.models.records import Status

LOG = [
    ("info", "plan read", "plan"),
    ("info", "site created", "create"),
    ("failure", "rack refused", "create"),
    ("info", "device created", "create"),
    ("info", "cabled", "cable"),
    ("debug", "tested", "cable"),
]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 30)
    return no


@pytest.fixture
def page(no, open_page):
    return open_page(no)


def fold(qtbot, page):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    page.log.view.setFocus()
    qtbot.keyClick(page.log.view, Qt.Key.Key_G, keys)
    qtbot.waitUntil(lambda: page.log.view.count == 90)
    page.log.view.scroll_to(0)
    return page.log.view


def seqs(view, count):
    return [view.line(row).seq for row in range(count)]


def test_lines_of_one_group_become_one_row_that_says_its_worst(qtbot, page):
    view = fold(qtbot, page)

    assert seqs(view, 4) == [0, 1, 4, 6]
    assert view.row_state(0).fold == ""
    assert view.row_state(1).fold == "▸ 3 lines  "
    assert view.row_state(1).fold_level == "failure"


def test_keys_open_and_close_a_fold(qtbot, page):
    view = fold(qtbot, page)
    view.select_row(1)

    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert seqs(view, 6) == [0, 1, 2, 3, 4, 6]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Left)

    assert seqs(view, 4) == [0, 1, 4, 6]
    assert view.selection.current == 1


def test_a_click_on_the_mark_opens_and_closes(qtbot, page):
    view = fold(qtbot, page)
    place = view.row_rect(1).center()
    place.setX(int(view._columns.message) + 4)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.count == 92
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert view.count == 90


def test_a_match_in_a_fold_opens_it(qtbot, page):
    view = fold(qtbot, page)
    page.log.tools.search.search_for("refused")
    qtbot.waitUntil(lambda: page.log.lookup.matches.count == 30)

    qtbot.keyClick(view, Qt.Key.Key_F3)

    assert view.current_line().seq == 2
    assert view.count == 92


def test_folds_grow_while_the_run_is_live(qtbot, desk, page, no):
    view = fold(qtbot, page)

    desk.append(no, [("info", "cabled", "cable")] * 5 + LOG)

    qtbot.waitUntil(lambda: view.count == 93)
    view.scroll_to(89)
    assert view.row_state(89).fold == "▸ 7 lines  "


def test_a_filter_shows_lines_and_folds_come_back(qtbot, page, open_page, no):
    view = fold(qtbot, page)
    page.log.tools.chips.chips["failure"].click()
    qtbot.waitUntil(lambda: view.count == 30)
    assert view.row_state(0).fold == ""

    page.log.tools.chips.chips["failure"].click()
    qtbot.waitUntil(lambda: view.count == 90)
    page.shut_down()

    other = open_page(no)
    qtbot.waitUntil(lambda: other.log.view.count == 90)
    assert other.log.actions_here["log.fold"].isChecked()


def test_a_failed_run_opens_at_its_failure_in_its_fold(qtbot, desk, page, open_page, no):
    fold(qtbot, page)
    page.shut_down()
    desk.end(no, Status.FAILURE, reason="it failed")

    other = open_page(no)

    qtbot.waitUntil(lambda: other.log.view.current_line() is not None)
    assert other.log.view.current_line().seq == 2


def test_the_raw_view_says_folds_too(qtbot, page):
    view = fold(qtbot, page)
    folded = view.viewport().grab(view.row_rect(1)).toImage()
    page.log.actions_here["log.raw"].trigger()
    raw = view.viewport().grab(view.row_rect(1)).toImage()

    page.log.folding.set_on(False)
    view.scroll_to(0)

    assert raw != folded
    assert view.viewport().grab(view.row_rect(1)).toImage() != raw
