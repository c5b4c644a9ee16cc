"""Runs that wait are moved, and stay in view while others come and go."""

import sqlite3

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView
from tests.support.queue_board import pick, press, shown

from jobdesk.ui.queues.load import SHOWN
from jobdesk.ui.queues.models import MIME

ALT = Qt.KeyboardModifier.AltModifier


def drop(page, no, target, part):
    """Let a run fall on the upper or lower half of another one's row."""
    view = page.lane.waiting
    rect = view.visualRect(view.runs.index(view.runs.row_of(target)))
    y = rect.top() + 3 if part == "upper" else rect.bottom() - 3
    data = QMimeData()
    data.setData(MIME, str(no).encode())
    event = QDropEvent(
        QPointF(rect.left() + 20, y),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def test_keys_move_a_waiting_run(desk, board, qtbot):
    nos = desk.wait_in(count=4)
    page = board()
    view = page.lane.waiting
    qtbot.waitUntil(page.isActiveWindow)
    pick(page, nos[2])

    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert shown(page) == [nos[0], nos[2], nos[1], nos[3]]
    assert view.no == nos[2]
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert shown(page) == [nos[0], nos[1], nos[3], nos[2]]
    qtbot.keyClick(view, Qt.Key.Key_Home, ALT)
    wanted = [nos[2], nos[0], nos[1], nos[3]]
    assert shown(page) == wanted
    qtbot.waitUntil(lambda: desk.order() == wanted and not page.changes.is_under_way)

    qtbot.keyClick(view, Qt.Key.Key_End, ALT)
    qtbot.waitUntil(lambda: desk.order() == [nos[0], nos[1], nos[3], nos[2]])
    assert set(desk.door.announced) == {"queues"}


@pytest.mark.parametrize(
    ("who", "target", "part", "wanted"),
    [
        (3, 0, "upper", [3, 0, 1, 2]),
        (3, 0, "lower", [0, 3, 1, 2]),
        (0, 3, "lower", [1, 2, 3, 0]),
        (0, 2, "upper", [1, 0, 2, 3]),
        (1, 1, "lower", [0, 1, 2, 3]),
    ],
)
def test_a_run_is_dragged_to_its_place(desk, board, qtbot, who, target, part, wanted):
    nos = desk.wait_in(count=4)
    page = board()
    assert page.lane.waiting.dragDropMode() is QAbstractItemView.DragDropMode.InternalMove

    drop(page, nos[who], nos[target], part)

    assert shown(page) == [nos[at] for at in wanted]
    qtbot.waitUntil(lambda: not page.changes.is_under_way)
    assert desk.order() == [nos[at] for at in wanted]


def test_what_has_started_meanwhile_is_not_moved_and_the_order_is_read_again(
    desk, board, qtbot, said
):
    nos = desk.wait_in(count=3)
    page = board()
    desk.start_run(nos[2])
    pick(page, nos[2])

    press(qtbot, page, "top")

    qtbot.waitUntil(lambda: shown(page) == nos[:2])
    assert said == [f"Run {nos[2]} has already started; only runs that wait can be moved."]


def test_the_chosen_run_stays_chosen_when_others_start(desk, board, qtbot):
    nos = desk.wait_in(count=4)
    page = board()
    pick(page, nos[2])

    desk.start_run(nos[0])
    later = desk.wait_in()
    desk.session.results_changed.emit()

    qtbot.waitUntil(lambda: shown(page) == [*nos[1:], *later])
    assert page.lane.waiting.no == nos[2]
    assert page.lane.running.runs.numbers() == nos[:1]


def test_nothing_is_read_into_the_list_while_a_run_is_dragged(desk, board, qtbot):
    nos = desk.wait_in(count=2)
    page = board()
    page.lane.waiting.is_dragging = True
    more = desk.wait_in()
    with qtbot.waitSignal(page._news.timeout):
        desk.session.results_changed.emit()
    with qtbot.waitSignal(page._news.timeout):
        pass  # it was late, and comes again
    assert shown(page) == nos

    page.lane.waiting.is_dragging = False
    qtbot.waitUntil(lambda: shown(page) == [*nos, *more])


def test_ten_thousand_wait_and_a_hundred_are_shown(desk, board, qtbot):
    [first] = desk.wait_in()
    multiply(desk, first, 10_000)
    page = board()

    assert shown(page) == desk.order()[:SHOWN]
    assert page.data.state.waiting == 10_000
    assert page.lane._more.text() == "and 9,900 more"
    pick(page, shown(page)[-1])
    moved, before = shown(page)[-1], desk.order()[SHOWN + 1]
    press(qtbot, page, "down")
    qtbot.waitUntil(lambda: not page.changes.is_under_way)
    order = desk.order()
    assert order.index(moved) == order.index(before) - 1
    press(qtbot, page, "end")


def multiply(desk, no, count):
    """Copies of a waiting run, written in one go."""
    with sqlite3.connect(desk.paths.desk_db) as connection:
        head = connection.execute("SELECT * FROM job_result LIMIT 0").description
        rest = ", ".join(name for name, *_ in head if name not in ("no", "id"))
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            f"INSERT INTO job_result (id, {rest}) SELECT printf('%032x', i), {rest} "
            "FROM job_result, n WHERE no = ?",
            (count, no),
        )
    connection.close()


def test_a_move_that_leads_nowhere_says_why(desk, board, qtbot):
    nos = desk.wait_in(count=3)
    page = board()
    actions = page.actions_here
    assert actions["queues.up"].toolTip() == "Choose a run that waits first."

    pick(page, nos[0])
    assert actions["queues.up"].toolTip() == "It is the next one already."
    assert actions["queues.down"].isEnabled()
    press(qtbot, page, "end")
    assert actions["queues.end"].toolTip() == "It is the last one already."
    assert actions["queues.top"].isEnabled()
