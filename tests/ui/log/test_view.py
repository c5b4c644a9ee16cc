"""The log on screen: what is read, what moves, what is selected."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from tests.ui.log.memory_log import MemoryLog, make_line

from jobdesk.errors import StoreUnavailable
from jobdesk.ui.log.shown import MORE_MARK
from jobdesk.ui.log.source import StoreSource
from jobdesk.ui.log.view import LogView
from jobdesk.ui.theme import Theme, apply_theme


@pytest.fixture
def view(qtbot):
    made = LogView()
    qtbot.addWidget(made)
    made.resize(1000, 28 + 22 * 20)
    made.show()
    return made


def _show(view, count, *, following=False):
    log = MemoryLog(count)
    source = StoreSource(log, 1, count)
    view.show_source(source, following=following)
    return source, log


def _grow(view, source, log, by):
    log.count += by
    source.count += by
    view.refresh()


def test_ten_million_rows_open_by_reading_one_page(view):
    _, log = _show(view, 10_000_000)

    assert log.reads == [(0, 64)]
    assert view.rows_in_view() == range(20)


def test_the_middle_of_ten_million_rows_reads_its_page_only(view):
    _, log = _show(view, 10_000_000)
    log.reads.clear()

    view.scroll_to(5_000_010)

    assert log.reads == [(5_000_000, 64)]
    assert view.line(5_000_010).seq == 5_000_010


def test_a_followed_log_shows_its_last_row_while_it_grows(view):
    source, log = _show(view, 1000, following=True)

    _grow(view, source, log, 35)

    assert view.rows_in_view()[-1] == 1034
    assert view.line(1034).seq == 1034
    assert log.reads[-1] == (1000, 24) or log.reads[-1] == (1024, 11)


def test_scrolling_up_shows_the_pill_and_end_hides_it(view, qtbot):
    source, log = _show(view, 1000, following=True)

    view.scroll_to(500)
    _grow(view, source, log, 142)

    assert not view.is_following
    assert view.rows_in_view().start == 500
    assert view.pill.isVisible()
    assert view.pill.text() == "142 new lines"

    qtbot.keyClick(view, Qt.Key.Key_End)

    assert view.is_following
    assert not view.pill.isVisible()
    assert view.rows_in_view()[-1] == 1141


def test_growing_never_moves_what_is_read(view):
    source, log = _show(view, 1000, following=True)
    view.scroll_to(100)

    for _ in range(5):
        _grow(view, source, log, 300)

    assert view.rows_in_view().start == 100


def test_keys_move_the_current_row_and_extend(view, qtbot):
    _show(view, 1000)

    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.spans == (range(1, 3),)

    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.selection.current == 21
    assert 21 in view.rows_in_view()

    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selection.current == 0
    assert view.rows_in_view().start == 0

    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.spans == (range(1000),)


def test_dragging_selects_rows(view, qtbot):
    _show(view, 1000)

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 22 * 2 + 5))
    qtbot.mouseMove(view.viewport(), QPoint(300, 22 * 6 + 5))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 22 * 6 + 5))
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        QPoint(300, 22 * 9 + 5),
    )

    assert view.selection.spans == (range(2, 10),)


def click(qtbot, view, row, keys=Qt.KeyboardModifier.NoModifier, x=700):
    pos = QPoint(x, 22 * row + 5)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, pos)


def test_ctrl_click_takes_single_rows(view, qtbot):
    _show(view, 1000)
    click(qtbot, view, 2)
    click(qtbot, view, 5, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, view, 8, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, view, 5, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.spans == (range(2, 3), range(8, 9))

    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    click(qtbot, view, 8, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, view, 8, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, view, 10, both)
    assert view.selection.spans == (range(2, 3), range(8, 11))


def test_keys_with_ctrl_walk_and_take_single_rows(view, qtbot):
    _show(view, 1000)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)

    assert view.selection.spans == (range(1), range(2, 3))
    assert view.row_state(1).is_current is False
    assert view.row_state(2).is_current


def test_all_of_ten_million_rows_are_selected_without_reading_them(view, qtbot):
    _, log = _show(view, 10_000_000)
    log.reads.clear()

    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert len(view.selection) == 10_000_000
    assert log.reads == []


def test_a_press_on_selected_rows_drags_them_away_and_a_click_selects_one(view, qtbot):
    _show(view, 1000)
    view.select_row(2)
    view.select_row(6, extend=True)

    with qtbot.waitSignal(view.drag_requested):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(700, 22 * 4))
        qtbot.mouseMove(view.viewport(), QPoint(740, 22 * 8))
    assert view.selection.spans == (range(2, 7),)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(740, 22 * 8))

    click(qtbot, view, 4)
    assert view.selection.spans == (range(4, 5),)


def test_a_click_or_keys_choose_a_word_of_the_message(view, qtbot):
    _show(view, 1000)
    view.grab()
    advance = view.measures.mono.horizontalAdvance("0")
    click(qtbot, view, 3, x=int(view._columns.message + 6 * advance))
    assert view.word == "3"
    assert view.cell.column == "message"

    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.word == "line"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.word == ""

    click(qtbot, view, 3, x=int(view._columns.object) + 4)
    assert view.cell == ("object", "ber-acc-03")
    assert view.word == ""


def test_escape_gives_the_selection_up(view, qtbot):
    _show(view, 10)
    view.select_row(3)

    with qtbot.waitSignal(view.current_changed) as said:
        qtbot.keyClick(view, Qt.Key.Key_Escape)

    assert said.args == [-1]
    assert view.selection.is_empty


def test_a_failure_is_tinted_and_has_an_edge(view):
    _show(view, 20)

    picture = view.viewport().grab().toImage()

    assert picture.pixelColor(1, 22 * 7 + 4) == Theme.current().color("badFill")
    assert picture.pixelColor(900, 22 * 7 + 4) == Theme.current().color("badTint")
    assert picture.pixelColor(900, 22 * 6 + 4) == Theme.current().color("canvas")


def test_scrolled_and_painted_afresh_look_the_same(view, qapp):
    _show(view, 1000)
    view.grab()
    for first in (3, 4, 9, 2, 30, 31):
        view.scroll_to(first)
        moved = view.viewport().grab().toImage()
        view.viewport().update()
        assert view.viewport().grab().toImage() == moved


def test_another_theme_is_painted_at_once(view, qapp):
    _show(view, 5)
    view.grab()

    apply_theme(qapp, "dark")

    ground = view.viewport().grab().toImage().pixelColor(900, 4)
    assert ground == QColor(Theme.current().color("canvas"))


def test_a_long_message_is_cut_and_its_line_mark_shown(view):
    log = MemoryLog(3)
    log.made = {
        0: make_line(0, message="x" * 1000),
        1: make_line(1, message="first\nsecond"),
        2: make_line(2, message="short"),
    }
    view.show_source(StoreSource(log, 1, 3), following=False)
    view.grab()

    assert [view.is_cut(view.line(row)) for row in range(3)] == [True, True, False]
    assert MORE_MARK.strip()


def test_a_store_that_cannot_be_read_is_told_once_and_asked_again(view, qtbot):
    class Broken(MemoryLog):
        is_broken = True

        def lines(self, no, first, count):
            if self.is_broken:
                raise StoreUnavailable("The log cannot be read.")
            return super().lines(no, first, count)

    log = Broken(50)
    said = []
    view.read_failed.connect(said.append)
    view.show_source(StoreSource(log, 1, 50), following=False)
    view.scroll_to(10)
    view.grab()
    assert said == ["The log cannot be read."]

    log.is_broken = False
    view.refresh()

    assert view.line(10).seq == 10


def test_a_log_that_shrank_keeps_no_rows_that_are_gone(view):
    source, log = _show(view, 1000)
    view.select_row(900)

    _grow(view, source, log, -500)

    assert view.selection.is_empty
    assert view.line(900) is None
    assert view.rows_in_view().stop <= 500
