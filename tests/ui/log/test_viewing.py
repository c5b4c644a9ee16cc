"""Plain text and the size of letters: shown at once, the same rows, remembered."""

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from tests.ui.log.memory_log import MemoryLog, MemorySearch, make_line

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.console_page import ConsolePage
from jobdesk.ui.log.detail import LogDetail
from jobdesk.ui.log.export_bar import ExportBar
from jobdesk.ui.log.jump_field import JumpField
from jobdesk.ui.log.panel import LogPanel
from jobdesk.ui.log.raw import RawLayout, RawPainter, raw_words
from jobdesk.ui.log.results_pane import ResultsPane
from jobdesk.ui.log.viewing import LARGEST, SMALLEST
from jobdesk.ui.theme import Theme


@pytest.fixture
def panel(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    def make():
        log = MemoryLog(5000)
        made = LogPanel(log, lambda: MemorySearch(log), 1, settings=settings)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        made.open(LogCounts(), 5000, is_live=False, at_failure=False)
        panels.append(made)
        return made

    panels = []
    yield make
    for each in panels:
        each.shut_down()


def test_raw_shows_the_same_rows_and_is_remembered(panel):
    made = panel()
    made.view.select_row(2000, centre=True)
    rows = made.view.rows_in_view()

    made.actions_here["log.raw"].trigger()

    assert made.viewing.is_raw
    assert made.view.rows_in_view() == rows
    assert made.view.current_line().seq == 2000
    assert panel().viewing.is_raw

    made.actions_here["log.raw"].trigger()
    assert not made.viewing.is_raw
    assert not panel().viewing.is_raw


def test_a_failure_is_tinted_in_raw_too(panel):
    made = panel()
    made.viewing.set_raw(True)

    picture = made.view.viewport().grab().toImage()

    middle = made.view.row_rect(7).center().y()
    assert picture.pixelColor(1, middle) == Theme.current().color("badFill")
    assert picture.pixelColor(900, middle) == Theme.current().color("badTint")


def test_raw_is_what_is_exported():
    line = make_line(3, message="one\ntwo", level="warning")

    text, is_cut = raw_words(line)

    assert text.endswith("warning  fetch: [ber-acc-03] one")
    assert is_cut


def test_raw_makes_room_for_long_numbers(panel):
    made = panel()
    made.viewing.set_raw(True)
    layout = made.view.measures
    narrow = layout.columns(900).message

    assert layout.see([make_line(12_345_678)])
    assert layout.columns(900).message > narrow
    assert isinstance(made.view._painter, RawPainter)


def test_keys_make_text_larger_and_smaller_and_that_is_remembered(panel, qtbot):
    made = panel()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.view.setFocus()
    usual, rows = made.view.row_height, len(made.view.rows_in_view())

    for _ in range(5):
        qtbot.keyClick(made.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    assert made.viewing.zoom == 5
    assert made.view.row_height > usual
    assert len(made.view.rows_in_view()) < rows
    assert (
        made.place.detail.text.font().pixelSize() == Theme.current().font("log").pixelSize() + 5
    )
    assert made.results.pane.view.row_height == made.view.row_height
    assert panel().viewing.zoom == 5

    qtbot.keyClick(made.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert made.view.row_height == usual


def test_the_zoom_stays_between_its_ends_and_in_raw(panel):
    made = panel()
    made.viewing.set_zoom(99)
    assert made.viewing.zoom == LARGEST

    made.viewing.set_raw(True)
    assert made.viewing.zoom == LARGEST

    made.viewing.set_zoom(-99)
    assert made.viewing.zoom == SMALLEST
    made.viewing.set_raw(False)
    assert made.viewing.zoom == SMALLEST


def test_ctrl_and_the_wheel_zoom_and_do_not_scroll(panel):
    made = panel()
    viewport = made.view.viewport()
    event = QWheelEvent(
        QPoint(50, 50),
        viewport.mapToGlobal(QPoint(50, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(viewport, event)

    assert made.viewing.zoom == -1
    assert made.view.rows_in_view().start == 0


def test_the_console_is_zoomed_by_keys_too(qtbot):
    class Nothing:
        def console(self, no, first, count):
            return []

    page = ConsolePage(Nothing(), 1)
    qtbot.addWidget(page)
    usual = page.view.row_height

    page.actions_here["log.zoom_in"].trigger()
    page.actions_here["log.zoom_in"].trigger()

    assert page.viewing.zoom == 2
    assert page.view.row_height > usual


def test_what_is_hidden_at_first_is_made_when_it_is_used(panel):
    made = panel()
    parts = (LogDetail, ResultsPane, ExportBar, JumpField)

    assert not [part for part in parts if made.findChild(part) is not None]

    made.viewing.set_raw(True)
    made.viewing.set_zoom(3)
    made.results.set_visible(True)
    made.place.show_line(make_line(1))

    assert made.findChild(ResultsPane).view.zoom == 3
    assert not isinstance(made.results.pane.view.measures, RawLayout)
    assert made.findChild(LogDetail).isVisible()
    stops, each = [], made.view
    while each not in stops:
        stops.append(each)
        each = each.nextInFocusChain()
    detail, pane = made.place.detail.text, made.results.pane.view
    assert stops.index(made.view) < stops.index(detail) < stops.index(pane)
    assert stops.index(pane) < len(stops)
