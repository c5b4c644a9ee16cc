"""The results pane of a log, as a user meets it."""

from PySide6.QtCore import Qt
from tests.support.log_page import LOG, listed, open_results, press, search_for


def test_matches_are_listed_below_and_a_key_leads_to_the_line(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "level:warning -failed", 50)
    qtbot.waitUntil(lambda: pane.view.count == 50)
    assert listed(pane)[:2] == [3, 11]
    assert pane.matches.text() == "Matches  50"

    pane.view.setFocus()
    press(qtbot, pane.view, Qt.Key.Key_Down)
    press(qtbot, pane.view, Qt.Key.Key_Down)

    assert page.log.view.current_line().seq == 11
    assert page.log.view.line(10).seq == 10, "the log itself shows every line"
    press(qtbot, pane.view, Qt.Key.Key_Return)
    assert page.log.view.hasFocus()


def test_a_click_in_the_pane_leads_to_the_line(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, '"host key"', 50)
    qtbot.waitUntil(lambda: pane.view.count == 50)

    middle = pane.view.row_rect(2).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert page.log.view.current_line().seq == 19


def test_f3_moves_both_and_goes_round(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)
    page.log.view.scroll_to(0)

    press(qtbot, page.log.view, Qt.Key.Key_F3)
    press(qtbot, page.log.view, Qt.Key.Key_F3)
    assert page.log.view.current_line().seq == 11
    assert pane.view.current_line().seq == 11
    press(qtbot, page.log.view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, page.log.view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)

    assert pane.view.current_line().seq == 49 * 8 + 3


def test_lines_around_matches_are_listed_once_and_quiet(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host or authentication", 100)

    pane.context.setValue(2)

    qtbot.waitUntil(lambda: pane.view.count > 300)
    assert [pane.view.line(row).seq for row in range(9)] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [pane.view.row_state(row).is_quiet for row in range(4)] == [True, True, False, True]


def test_matches_are_listed_while_the_run_is_live(qtbot, desk, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)

    desk.append(page.no, LOG * 10)

    qtbot.waitUntil(lambda: pane.view.count == 60)
    assert pane.matches.text() == "Matches  60"


def test_without_a_search_the_failures_are_listed(qtbot, page):
    pane = open_results(qtbot, page)

    qtbot.waitUntil(lambda: pane.view.count == 50)
    assert pane.matches.text() == "Failures  50"


def test_the_pane_and_its_size_are_there_again(qtbot, page, open_page, no):
    pane = open_results(qtbot, page)
    pane.context.setValue(3)
    page.log.results.splitter.setSizes([200, 260])
    page.log.results.splitter.splitterMoved.emit(200, 1)
    page.shut_down()

    other = open_page(no)

    again = other.log.results.pane
    assert again.isVisible()
    assert again.context.value() == 3
    qtbot.waitUntil(lambda: abs(again.height() - pane.height()) < 12)


def test_words_are_marked_only_in_lines_that_match_the_whole_query(qtbot, page):
    view = page.log.view
    search_for(qtbot, page, "configuration -object:acc-10", 50)
    qtbot.waitUntil(lambda: page.log.lookup.matches.is_complete)
    view.scroll_to(0)

    assert [view.row_state(row).is_no_match for row in (0, 1, 4)] == [True, False, True]
    page.log.tools.search.search_for("configuration")
    assert not view.row_state(4).is_no_match


def test_the_results_keep_the_columns_of_the_table_beside_plain_text(qtbot, page):
    pane = open_results(qtbot, page)

    page.log.viewing.set_raw(True)
    page.log.viewing.set_raw(False)

    assert pane.view.measures is page.log.view.measures


def test_the_pane_stays_where_it_is_read_while_lines_come(qtbot, desk, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)
    qtbot.waitUntil(lambda: pane.view.count == 50)
    pane.view.scroll_to(20)
    top = pane.view.line(20).seq

    for _ in range(5):
        desk.append(page.no, LOG * 20)
    qtbot.waitUntil(lambda: pane.view.count == 150)
    assert pane.view.rows_in_view().start == 20

    pane.context.setValue(2)
    qtbot.waitUntil(lambda: pane.view.count == 150 * 5)
    qtbot.waitUntil(lambda: pane.view.line(pane.view.rows_in_view().start).seq == top)
    page.log.results.set_visible(False)
    page.log.results.set_visible(True)
    qtbot.waitUntil(lambda: pane.view.count == 150 * 5)
    qtbot.waitUntil(lambda: pane.view.line(pane.view.rows_in_view().start).seq == top)


def test_a_search_that_begins_in_a_burst_finds_every_line(qtbot, desk, page):
    pane = open_results(qtbot, page)
    for text in ("host or authentication", "/auth\\w+/ -nothing", "level:warning"):
        page.log.tools.search.search_for(text)
        desk.append(page.no, LOG * 200)

    total = page.log.lookup.whole
    qtbot.waitUntil(lambda: total.count == 8 * 650)
    qtbot.waitUntil(lambda: pane.view.count == 650 * 2)
    assert pane.matches.text() == "Matches  1,300"
    assert [pane.view.line(row).seq for row in range(3)] == [3, 6, 11]


def test_what_is_excluded_is_not_listed_and_nothing_is_marked(qtbot, page):
    pane = open_results(qtbot, page)

    search_for(qtbot, page, "-configuration -host", 250)

    qtbot.waitUntil(lambda: pane.view.count == 250)
    listed_lines = [pane.view.line(row).message for row in pane.view.rows_in_view()]
    assert not any("configuration" in line or "host" in line for line in listed_lines)
    assert page.log.view.row_painter.marker is None


def test_a_double_click_in_the_pane_goes_on_in_the_log(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)
    qtbot.waitUntil(lambda: pane.view.count == 50)

    middle = pane.view.row_rect(1).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert page.log.view.hasFocus()
    assert page.log.view.current_line().seq == 11
