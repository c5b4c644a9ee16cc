"""Tabs in windows of their own: out by drag, menu or key, and back; nothing is lost or left."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.widgets.tab_strip import TabStrip
from jobdesk.ui.widgets.torn_tabs import TornTabs
from jobdesk.ui.widgets.torn_window import TornWindow


class Page(QWidget):
    """Counts how often it was closed; may refuse."""

    def __init__(self):
        super().__init__()
        self.closed = 0
        self.may_close = True
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def closeEvent(self, event: QCloseEvent):
        if self.may_close:
            self.closed += 1
        else:
            event.ignore()


@pytest.fixture
def torn(qtbot, tmp_path):
    window, stack = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    strip = TabStrip(stack)
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.addWidget(strip)
    column.addWidget(stack)
    window.setCentralWidget(middle)
    window.setWindowTitle("Backbone lab")
    window.resize(1000, 700)
    strip.set_place(QWidget(), "Runs", "places/Runs")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = TornTabs(strip, settings, window)
    made.strip, made.main, made.settings = strip, window, settings
    window.show()
    yield made
    made.close_all()


def _open(torn, title="#1 Backup", *, is_movable=True):
    page = Page()
    torn.strip.open(page, title, "clock", is_movable=is_movable)
    return page


def test_a_page_goes_to_a_window_as_it_is_and_comes_back(torn):
    page = _open(torn)
    page.field.setText("typed")

    torn.tear_current()

    window = torn.window_of(page)
    assert torn.strip.pages == torn.strip.pages[:1]
    assert window.windowTitle() == "#1 Backup \N{EN DASH} Backbone lab"
    assert page.isVisible()
    assert page.window() is window

    window.actions_here["torn.back"].trigger()

    assert torn.pages == []
    assert torn.strip.pages[1] is page
    assert torn.strip.current_page is page
    assert torn.strip.bar.tabText(1) == "#1 Backup"
    assert page.window() is torn.main
    assert (page.isVisible(), page.field.text(), page.closed) == (True, "typed", 0)


def test_a_tab_that_is_dragged_out_becomes_a_window_there(torn, qtbot):
    page = _open(torn)
    bar = torn.strip.bar
    start = bar.tabRect(1).center()

    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bar, start + QPoint(20, 200))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 200))

    assert torn.pages == [page]


def test_a_tab_that_is_let_go_on_the_strip_stays(torn, qtbot):
    _open(torn)
    bar = torn.strip.bar
    start = bar.tabRect(1).center()

    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bar, start + QPoint(60, 8))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 8))

    assert torn.pages == []


@pytest.mark.parametrize("place", [0, 1])
def test_places_and_pages_that_are_not_movable_stay(torn, place):
    page = _open(torn, is_movable=False)
    torn.strip.bar.setCurrentIndex(place)

    torn.tear_current()
    torn.strip._on_dragged_out(place, QPoint(5, 5))

    assert torn.pages == []
    assert page in torn.strip.pages


def test_closing_the_window_closes_the_page_once_and_leaves_nothing(torn, qtbot):
    page = _open(torn)
    torn.tear_current()
    window = torn.window_of(page)

    window.actions_here["torn.close"].trigger()

    assert page.closed == 1
    assert torn.pages == []
    assert not torn.strip.is_movable(page)
    qtbot.waitUntil(lambda: not shiboken6.isValid(window) and not shiboken6.isValid(page))


def test_moving_back_leaves_no_window(torn, qtbot):
    page = _open(torn)
    torn.tear_current()
    window = torn.window_of(page)

    torn.put_back(page)

    qtbot.waitUntil(lambda: not shiboken6.isValid(window))
    assert shiboken6.isValid(page)


def test_a_page_that_refuses_keeps_its_window(torn):
    page = _open(torn)
    torn.tear_current()
    page.may_close = False

    assert not torn.window_of(page).close()
    assert torn.pages == [page]
    page.may_close = True


def test_title_and_icon_follow(torn):
    page = _open(torn)
    torn.tear_current()

    torn.rename(page, "#1 Renamed")
    torn.put_back(page)

    assert torn.strip.bar.tabText(1) == "#1 Renamed"


def test_size_is_remembered_and_a_second_window_does_not_hide_the_first(torn):
    first = _open(torn)
    torn.tear_current()
    torn.window_of(first).resize(777, 555)
    torn.put_back(first)

    torn.tear_current()
    second = _open(torn, "#2 Other")
    torn.tear(second)

    assert torn.window_of(first).size().toTuple() == (777, 555)
    assert torn.window_of(second).size().toTuple() == (777, 555)
    assert torn.window_of(second).pos() != torn.window_of(first).pos()


def test_the_menu_of_a_tab_is_asked_for_by_mouse_and_key(torn, qtbot):
    _open(torn)
    torn.strip.bar.setCurrentIndex(0)
    at = torn.strip.bar.tabRect(1).center()

    with qtbot.waitSignal(torn.strip.menu_requested):
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, torn.strip.bar.mapToGlobal(at)
        )
        QApplication.sendEvent(torn.strip.bar, event)

    assert torn.strip.bar.currentIndex() == 1


def test_all_close_with_the_main_window(torn):
    pages = [_open(torn, f"#{number}") for number in (1, 2, 3)]
    for page in pages[:2]:
        torn.tear(page)

    torn.close_all()

    assert [page.closed for page in pages] == [1, 1, 0]
    assert torn.pages == []
    assert not any(isinstance(w, TornWindow) and w.isVisible() for w in _windows())


def _windows():
    return QApplication.topLevelWidgets()


def test_a_title_with_an_ampersand_is_shown_and_moved_as_it_is(torn):
    page = _open(torn, title="#1 R&D sync")
    bar = torn.strip.bar
    torn.strip.rename(page, "#2 R&D sync")

    closer = bar.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert (bar.tabText(1), closer.accessibleName()) == ("#2 R&&D sync", "Close #2 R&D sync")
    torn.tear_current()

    assert torn.window_of(page).title == "#2 R&D sync"
    torn.put_back(page)
    assert bar.tabText(1) == "#2 R&&D sync"
