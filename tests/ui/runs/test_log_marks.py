"""Marks and failures of a log: the keys that set them and lead to them."""

from PySide6.QtCore import Qt
from tests.support.log_page import listed, press, search_for


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
