"""Tabs that have no room stand in a menu; none is scrolled away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jobdesk.ui.widgets.folding_tabs import FoldingTabs

NAMES = ("Interfaces  55", "Details", "Related  1", "Runs", "Changes", "Context")


@pytest.fixture
def tabs(qtbot):
    made = FoldingTabs()
    qtbot.addWidget(made)
    for name in NAMES:
        made.addTab(QLabel(name), name)
    made.resize(1000, 200)
    made.show()
    return made


def seen(tabs):
    return [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]


def test_all_are_seen_where_there_is_room(tabs):
    assert seen(tabs) == list(NAMES)
    assert not tabs.rest.isVisible()


def test_the_last_ones_go_into_the_menu_and_none_is_cut(tabs):
    tabs.resize(260, 200)

    shown = seen(tabs)
    assert shown == list(NAMES[: len(shown)])
    assert 0 < len(shown) < len(NAMES)
    assert tabs.bar.tabRect(len(shown) - 1).right() <= tabs.rest.x()
    assert tabs.rest.geometry().right() <= tabs.width()
    menu = tabs.make_menu()
    assert [one.text() for one in menu.actions()] == list(NAMES[len(shown) :])


def test_a_tab_of_the_menu_comes_to_the_front_and_is_seen(tabs):
    tabs.resize(260, 200)

    tabs.make_menu().actions()[-1].trigger()

    assert tabs.currentIndex() == len(NAMES) - 1
    assert "Context" in seen(tabs)
    assert tabs.bar.tabRect(len(NAMES) - 1).right() <= tabs.rest.x()


def test_left_and_right_reach_all_of_them(tabs):
    tabs.resize(260, 200)
    tabs.bar.setFocus()

    for at in range(1, len(NAMES)):
        QTest.keyClick(tabs.bar, Qt.Key.Key_Right)
        assert tabs.currentIndex() == at
        assert tabs.isTabVisible(at)
    QTest.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert tabs.currentIndex() == len(NAMES) - 1


def test_they_come_back_with_the_room(tabs):
    tabs.resize(260, 200)
    tabs.setTabText(0, "Interfaces  1,204")
    tabs.resize(1000, 200)

    assert len(seen(tabs)) == len(NAMES)
    assert not tabs.rest.isVisible()
