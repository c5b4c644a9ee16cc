"""The results pane, marks and failures of a log, as a user meets them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from jobdesk.ui.log.menu import make_menu
from jobdesk.ui.log.results_pane import MARKS

LOG = [
    ("debug", "ssh 10.42.7.11:22", "connect", "ber-acc-07"),
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("success", "unchanged", "store", "ber-acc-07", "https://netops.example/7"),
    ("warning", "host key changed", "connect", "ber-acc-10"),
    ("info", "running configuration read", "fetch", "ber-acc-10"),
    ("success", "unchanged", "store", "ber-acc-10"),
    ("failure", "authentication failed", "connect", "ber-acc-12"),
    ("info", "skipped", "connect", "ber-acc-12"),
]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 50)
    return no


@pytest.fixture
def page(no, open_page):
    return open_page(no)


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def open_results(qtbot, page):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, page.log.view, Qt.Key.Key_F, keys)
    assert page.log.results.pane.isVisible()
    return page.log.results.pane


def listed(pane):
    return [pane.view.line(row).seq for row in pane.view.rows_in_view()]


def search_for(qtbot, page, text, count):
    page.log.tools.search.search_for(text)
    qtbot.waitUntil(lambda: page.log.lookup.matches.count == count)


def test_matches_are_listed_below_and_a_key_leads_to_the_line(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "level:warning -failed", 50)
    qtbot.waitUntil(lambda: pane.matches.text() == "Matches  50")
    assert pane.view.count == 50
    assert listed(pane)[:2] == [3, 11]

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

    qtbot.waitUntil(lambda: pane.matches.text() == "Matches  60")
    assert pane.view.count == 60


def test_without_a_search_the_failures_are_listed(qtbot, page):
    pane = open_results(qtbot, page)

    qtbot.waitUntil(lambda: pane.matches.text() == "Failures  50")
    assert pane.view.count == 50


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


def test_e_goes_to_the_next_failure_whatever_is_searched(qtbot, page):
    view = page.log.view
    search_for(qtbot, page, "unchanged", 100)
    view.setFocus()
    view.scroll_to(0)

    press(qtbot, view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: view.current_line() is not None)
    assert view.current_line().seq == 6
    press(qtbot, view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: view.current_line().seq == 14)
    press(qtbot, view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: view.current_line().seq == 6)
    press(qtbot, view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)

    qtbot.waitUntil(lambda: view.current_line().seq == 49 * 8 + 6)


def test_letters_typed_into_the_search_are_text(qtbot, page):
    search = page.log.tools.search
    search.setFocus()

    qtbot.keyClicks(search, "[eM]")

    assert search.text() == "[eM]"
    assert not page.log.marks.seqs


def test_marked_lines_are_listed_stepped_through_and_kept(qtbot, desk, page, open_page, no):
    view = page.log.view
    view.setFocus()
    for row in (5, 30):
        view.select_row(row)
        press(qtbot, view, Qt.Key.Key_M)
    page.log.results.show_marks()
    assert listed(page.log.results.pane) == [5, 30]
    assert page.log.results.pane.marks.text() == "Marks  2"
    assert view.row_state(5).is_marked

    view.select_row(10)
    press(qtbot, view, Qt.Key.Key_BracketRight)
    assert view.current_line().seq == 30
    press(qtbot, view, Qt.Key.Key_BracketRight)
    assert view.current_line().seq == 5
    press(qtbot, view, Qt.Key.Key_BracketLeft)
    assert view.current_line().seq == 30

    kept, user = desk.services.kept, str(desk.session.user.id)
    qtbot.waitUntil(lambda: kept.get(user, "log_mark", str(no)) == [5, 30])
    assert open_page(no).log.marks.seqs == [5, 30]


def test_m_again_takes_the_mark_away(qtbot, desk, page, no):
    view = page.log.view
    view.setFocus()
    view.select_row(5)
    press(qtbot, view, Qt.Key.Key_M)
    press(qtbot, view, Qt.Key.Key_M)

    assert page.log.marks.seqs == []
    page.shut_down()
    assert desk.services.kept.get(str(desk.session.user.id), "log_mark", str(no)) is None


def menu_entry(page, words):
    menu = make_menu(page.log)
    menus = [menu, *(action.menu() for action in menu.actions() if action.menu())]
    found = (action for each in menus for action in each.actions())
    return next(action for action in found if action.text() == words)


def test_the_menu_narrows_the_log_to_an_object_and_out_of_a_group(qtbot, page):
    view = page.log.view
    view.select_row(6)

    menu_entry(page, "Only object “ber-acc-12”").trigger()
    qtbot.waitUntil(lambda: view.count == 100)
    assert page.log.tools.search.text() == 'object:="ber-acc-12"'

    view.select_row(0)
    menu_entry(page, "Only object “ber-acc-12”").trigger()
    view.select_row(1)
    menu_entry(page, "Not group “connect”").trigger()
    qtbot.waitUntil(lambda: view.count == 0)

    page.log.tools.search.regex_switch.setChecked(True)
    page.log.tools.search.search_for("^(running|unchanged)$")
    qtbot.waitUntil(lambda: view.count == 100)
    view.select_row(1)
    menu_entry(page, "Not object “ber-acc-10”").trigger()
    qtbot.waitUntil(lambda: view.count == 50)
    assert not page.log.tools.search.regex_switch.isChecked()


def test_words_are_marked_only_in_lines_that_match_the_whole_query(qtbot, page):
    view = page.log.view
    search_for(qtbot, page, "configuration -object:acc-10", 50)
    qtbot.waitUntil(lambda: page.log.lookup.matches.is_complete)
    view.scroll_to(0)

    assert [view.row_state(row).is_no_match for row in (0, 1, 4)] == [True, False, True]
    page.log.tools.search.search_for("configuration")
    assert not view.row_state(4).is_no_match


def test_lines_like_this_are_shown_alone_or_left_out(qtbot, page):
    view = page.log.view
    view.setFocus()
    view.select_row(0)

    press(qtbot, view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: view.count == 350)
    assert page.log.tools.search.text() == r"-message:/^ssh \d[\d.:]*$/"

    view.select_row(0)
    press(qtbot, view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: view.count == 250)
    page.log.tools.search.search_for("")
    qtbot.waitUntil(lambda: view.count == 400)
    view.select_row(6)
    press(qtbot, view, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: view.count == 50)


def test_a_level_is_shown_alone_or_left_out(qtbot, page):
    view = page.log.view
    view.select_row(3)
    menu_entry(page, "Not level warning").trigger()
    qtbot.waitUntil(lambda: view.count == 350)
    assert page.log.tools.chips.chosen == {"debug", "info", "success", "failure"}

    view.select_row(0)
    menu_entry(page, "Only level debug").trigger()
    qtbot.waitUntil(lambda: view.count == 50)
    assert view.current_line().seq == 0, "the line that was read is still the current one"
    menu_entry(page, "Not level debug").trigger()
    qtbot.waitUntil(lambda: view.count == 350)


def test_the_clicked_cell_is_the_first_filter_of_the_menu(qtbot, page):
    view = page.log.view
    view.scroll_to(0)
    place = view.row_rect(3).topLeft() + QPoint(int(view._columns.object) + 5, 6)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    words = [action.text() for action in make_menu(page.log).actions()]

    at = words.index("Only object “ber-acc-10”")
    assert words[at + 1] == "Not object “ber-acc-10”"
    assert at < words.index("Show only")


def test_the_menu_of_the_results_is_the_log_s_and_acts_on_its_rows(qtbot, page, clipboard):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)
    qtbot.waitUntil(lambda: pane.view.count == 50)
    pane.view.setFocus()
    pane.view.select_row(1)
    pane.view.select_row(3, extend=True)
    log_words = [action.text() for action in make_menu(page.log).actions()]

    menu = make_menu(page.log, page.log.rows.acting)
    words = [action.text() for action in menu.actions()]
    assert [word for word in log_words if word in words] == words
    next(a for a in menu.actions() if a.text() == "Copy message").trigger()
    qtbot.waitUntil(lambda: clipboard.text() == "host key changed\n" * 3)

    press(qtbot, pane.view, Qt.Key.Key_M)
    assert page.log.marks.seqs == [11, 19, 27]


@pytest.mark.parametrize("place", ["log", "results", "console"])
def test_the_menu_key_opens_the_menu_where_the_row_is(qtbot, desk, page, place):
    desk.append(page.no, [], console=[(1, "printed\n")])
    pane = open_results(qtbot, page)
    if place == "console":
        qtbot.waitUntil(lambda: "console" in page.tabs.shown)
        page.tabs.show_page("console")
    view = {"log": page.log.view, "results": pane.view}.get(place) or page.console.view
    view.setFocus()
    view.select_row(0)

    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(view, event)

    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()][:3] == [
        "&Copy",
        "Copy message",
        "Copy as",
    ]
    menu.close()


def test_columns_and_times_are_chosen_from_the_titles_and_kept(qtbot, page, open_page, no):
    view = page.log.view
    pane = open_results(qtbot, page)
    view.head_menu_requested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    titles = {action.text(): action for action in menu.actions()}
    assert titles["Time of day"].isChecked()

    titles["Group"].trigger()
    titles["Time since the line above"].trigger()
    menu.close()

    assert view._columns.group_width == 0
    assert pane.view._columns.group_width == 0
    assert pane.view._columns.message == view._columns.message
    assert view._columns.first_title == "From above"
    assert view.times.words(view.line(395), view.line(394)).strip() == "+0.037"
    page.shut_down()
    other = open_page(no).log
    assert other.view._columns.group_width == 0
    assert other.columns.times == "before"
    other.columns.show_times("start")
    assert other.view.times.words(other.view.line(395), None).strip() == "+14.615"


def test_the_results_keep_the_columns_of_the_table_beside_plain_text(qtbot, page):
    pane = open_results(qtbot, page)

    page.log.viewing.set_raw(True)
    page.log.viewing.set_raw(False)

    assert pane.view.measures is page.log.view.measures


def test_other_results_leave_the_columns_of_the_log_as_they_are(qtbot, page):
    pane = open_results(qtbot, page)
    search_for(qtbot, page, "host", 50)
    before = page.log.view.measures.columns(900)

    pane.show_tab(MARKS)

    assert pane.view.count == 0
    assert page.log.view.measures.columns(900) == before


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
    qtbot.waitUntil(lambda: pane.matches.text() == "Matches  1,300")  # without "…": to the end
    assert pane.view.count == 650 * 2
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
