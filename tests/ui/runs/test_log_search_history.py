"""What was searched for in logs is offered again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from jobdesk.ui.log.keeping import LogKeeper
from jobdesk.ui.log.search_field import SearchField
from jobdesk.ui.log.search_history import MOST, SEARCHES, Searched, SearchHistory

LOG = [("info", "read"), ("warning", "host key changed"), ("failure", "refused")]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 20)
    return no


@pytest.fixture
def page(no, open_page):
    return open_page(no)


def offered(page):
    qt_menu = QApplication.activePopupWidget()
    assert qt_menu is not None
    return qt_menu, [action.text() for action in qt_menu.actions() if action.text()]


def search(qtbot, page, text):
    field = page.log.tools.search
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_searches_are_offered_again_by_key_and_kept(qtbot, desk, page, open_page, no):
    search(qtbot, page, "host")
    search(qtbot, page, "level:failure")
    search(qtbot, page, "host")
    kept, user = desk.services.kept, str(desk.session.user.id)
    qtbot.waitUntil(lambda: len(kept.get(user, SEARCHES, "recent") or ()) == 2)
    page.close()

    other = open_page(no)
    field = other.log.tools.search
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu, words = offered(other)
    assert words == ["host", "level:failure", "&Forget these"]
    menu.actions()[1].trigger()
    menu.close()

    assert field.text() == "level:failure"
    qtbot.waitUntil(lambda: other.log.lookup.matches.count == 20)


def test_the_lens_offers_them_and_they_can_be_forgotten(qtbot, page):
    field = page.log.tools.search
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(14, field.height() // 2))
    menu, words = offered(page)
    assert words == ["Nothing was searched for yet"]
    menu.close()

    search(qtbot, page, "refused")
    page.log.history.open_menu()
    menu, words = offered(page)
    menu.actions()[-1].trigger()
    menu.close()
    assert page.log.history.searches == []


def test_a_wrong_query_is_not_kept(qtbot, page):
    search(qtbot, page, "level:fail")

    assert page.log.history.searches == []


def test_switches_are_part_of_a_search_and_the_oldest_go(qtbot):
    keeper, field = LogKeeper(None, "", None), SearchField()
    qtbot.addWidget(field)
    history = SearchHistory(keeper, field)
    for number in range(MOST + 5):
        field.take(f"text {number}", (False, number % 2 == 0, False))
        field.used.emit()

    assert len(history.searches) == MOST
    assert history.searches[0] == Searched("text 24", case_sensitive=False, regex=True)
    assert history.searches[0].words == "text 24  (regular expression)"


@pytest.mark.parametrize("kept", [None, 5, [1, "x"], [["", True, True]], [["a", 1]]])
def test_what_was_kept_otherwise_is_left_out(qtbot, kept):
    keeper, field = LogKeeper(None, "", None), SearchField()
    qtbot.addWidget(field)
    keeper.keep(SEARCHES, "recent", kept)

    assert SearchHistory(keeper, field).searches == []
