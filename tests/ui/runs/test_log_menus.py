"""The menus of a log, and what they and their keys leave in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from tests.support.log_page import open_results, press, search_for

from jobdesk.ui.log.menu import make_menu


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
