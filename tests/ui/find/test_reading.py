"""Found lines are walked through, folded and opened."""

from PySide6.QtCore import QPoint, Qt
from tests.support.find_page import asked, shown
from tests.support.keyboard import Keyboard
from tests.ui.find.conftest import PuppetSearch, make_hits


def test_more_lines_of_a_run_come_below_the_others(qtbot, open_page, add_run):
    add_run([("info", f"line {at}") for at in range(150)])
    page = open_page()
    asked(qtbot, page, "line")
    assert shown(page)[20:] == ["line 19", "more"]
    assert page.head.state.text().startswith("20+ lines in 1 of 1 run")
    assert page.counts == "20+ lines in 1 run"

    page.list.setFocus()
    page.list.choose(21)
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: page.model.rowCount() == 151)

    assert shown(page)[1:] == [f"line {at}" for at in range(150)]
    assert page.list.current_line().message == "line 20"


def test_keys_alone_search_read_and_open(qtbot, open_page, add_run):
    first, second = add_run(), add_run()
    page = open_page()
    opened = []
    page.open_requested.connect(lambda no, seq: opened.append((no, seq)))
    Keyboard.write("host")
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    qtbot.waitUntil(lambda: not page.finder.is_searching)
    Keyboard.press("Return")  # nothing else to ask: to the lines
    assert Keyboard.place() == "Lines found"
    assert Keyboard.focus_is_seen()
    assert page.list.current_line().message == "host key changed"

    Keyboard.press("F4")
    Keyboard.press("F4")
    assert page.list.current_row == 4  # over the head of the next run
    Keyboard.press("Shift+F4")
    Keyboard.press("Return")
    assert opened == [(second, 2)]

    Keyboard.press("Left")
    Keyboard.press("Left")
    assert page.model.rowCount() == 4
    Keyboard.press("Down")
    Keyboard.press("Return")  # a run opens at its first line
    assert opened[-1] == (first, 1)
    Keyboard.press("Up")
    Keyboard.press("Right")
    Keyboard.press("Right")
    assert page.list.current_row == 1
    Keyboard.press("Ctrl+Shift+-")
    assert page.model.rowCount() == 2
    Keyboard.press("Ctrl+Shift++")
    assert page.model.rowCount() == 6
    Keyboard.press("Esc")
    assert Keyboard.place() == "Search the logs of all runs"


def test_a_click_folds_a_run_and_a_double_click_opens_a_line(qtbot, open_page, add_run):
    no = add_run()
    page = open_page()
    asked(qtbot, page, "host")
    opened = []
    page.open_requested.connect(lambda no, seq: opened.append((no, seq)))
    area, left = page.list.viewport(), Qt.MouseButton.LeftButton

    def point(row):
        return page.list._row_rect(row).center().toPoint()

    qtbot.mouseDClick(area, left, pos=point(2))
    assert opened == [(no, 2)]
    qtbot.mouseClick(area, left, pos=point(0))
    assert page.model.rowCount() == 1
    qtbot.mouseClick(area, left, pos=point(0))
    assert page.model.rowCount() == 3
    assert page.list.tip_at(QPoint(200, point(1).y())) == ""


def test_a_run_stands_over_its_lines_while_its_own_row_is_scrolled_away(qtbot, open_page):
    hits = [make_hits(no, 20) for no in range(9, 0, -1)]
    page = open_page(lambda _asked, _now: PuppetSearch(*hits))
    asked(qtbot, page, "line")
    rows = page.list
    assert rows.standing_head() is None

    rows.verticalScrollBar().setValue(200)
    group, rect = rows.standing_head()
    assert (group, rect.top()) == (0, 0)
    row = rows.rowAt(0) + 2
    rows.choose(row)
    assert rows.rowViewportPosition(row) >= rect.bottom()
    rows.choose(rows.rowAt(0))  # it would lie under the run
    assert rows.rowViewportPosition(rows.current_row) >= rect.bottom()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    assert rows.current_row == 0
    assert rows.standing_head() is None
    assert page.model.rowCount() == 9 * 21
