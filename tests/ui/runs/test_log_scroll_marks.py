"""The scroll bar of a log shows where its failures, matches and marks are."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from jobdesk.models.records import Status
from jobdesk.ui.log.marked_bar import FAILURE, MARK, MATCH, WARNING
from jobdesk.ui.theme import Theme


def rows(count):
    for seq in range(count):
        level = {700: "failure", 300: "warning", 301: "error"}.get(seq, "info")
        yield level, f"line {seq}", "fetch", f"ber-acc-{seq % 7:02d}"


@pytest.fixture
def page(desk, open_page):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, list(rows(1000)))
    desk.end(no, Status.SUCCESS)
    return open_page(no)


def ticks(page):
    bar = page.log.scroll_marks.bar
    bar.grab()
    return {(tick.kind, tick.row) for tick in bar.ticks}


def test_failures_and_warnings_have_ticks_where_they_are(qtbot, page):
    wanted = {(FAILURE, 700), (FAILURE, 301), (WARNING, 300)}
    qtbot.waitUntil(lambda: ticks(page) == wanted)

    bar = page.log.scroll_marks.bar
    tick = next(tick for tick in bar.ticks if tick.row == 700)
    assert abs(tick.y - 0.7 * bar.height()) <= 1
    picture = bar.grab().toImage()
    assert picture.pixelColor(bar.width() - 4, tick.y) == QColor(
        Theme.current().color("badFill")
    )
    assert bar.accessibleDescription() == "2 failures, 1 warning"


def test_a_click_on_a_tick_goes_there_and_beside_it_scrolls(qtbot, page):
    qtbot.waitUntil(lambda: (FAILURE, 700) in ticks(page))
    bar, view = page.log.scroll_marks.bar, page.log.view
    tick = next(tick for tick in bar.ticks if tick.row == 700)

    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, tick.y + 1))
    assert view.current_line().seq == 700
    assert 700 in view.rows_in_view()

    before = view.rows_in_view().start
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, bar.height() - 20))
    assert view.rows_in_view().start > before
    assert view.current_line().seq == 700


def test_marks_and_matches_have_ticks_and_hidden_lines_have_none(qtbot, page):
    qtbot.waitUntil(lambda: len(ticks(page)) == 3)
    page.log.marks.toggle([500])
    page.log.tools.search.search_for('"line 42"')
    qtbot.waitUntil(lambda: {(MARK, 500), (MATCH, 42), (FAILURE, 700)} <= ticks(page))

    page.log.tools.search.search_for("")
    page.log.tools.chips.chips["failure"].click()
    qtbot.waitUntil(lambda: ticks(page) == {(FAILURE, 0), (FAILURE, 1)})


def test_a_live_log_gets_more_ticks(qtbot, desk, open_page):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, list(rows(300)))
    page = open_page(no)
    assert ticks(page) == set()

    desk.append(no, [("warning", "late", "", ""), ("failure", "later", "", "")])

    qtbot.waitUntil(lambda: ticks(page) == {(WARNING, 300), (FAILURE, 301)})
