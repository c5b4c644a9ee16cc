import sqlite3

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
)

from jobdesk.ui.background import is_busy
from jobdesk.ui.queues.load import SHOWN
from jobdesk.ui.queues.models import MIME
from jobdesk.ui.queues.painting import STATE_ROLE

ALT = Qt.KeyboardModifier.AltModifier


def shown(page):
    return page.lane.waiting.runs.numbers()


def pick(page, no):
    waiting = page.lane.waiting
    waiting.setCurrentIndex(waiting.runs.index(waiting.runs.row_of(no)))
    waiting.setFocus()


def press(qtbot, page, name):
    page.actions_here[f"queues.{name}"].trigger()


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


def test_the_board_shows_all_queues_and_the_order_in_one(desk, board):
    nos = desk.wait_in(count=3)
    desk.start_run(nos[0])
    desk.services.queues.set_paused("deploy", True)

    page = board()

    queues = page.list.queues
    states = [queues.index(row).data(STATE_ROLE) for row in range(queues.rowCount())]
    assert [(one.name, one.running, one.waiting) for one in states] == [
        ("backup", 0, 0),
        ("default", 1, 2),
        ("deploy", 0, 0),
    ]
    assert page.lane.running.runs.numbers() == nos[:1]
    assert shown(page) == nos[1:]
    assert page.counts == "3 queues, 1 running, 2 waiting"
    assert "deploy, paused" in queues.index(2).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_queue_is_paused_and_resumed_by_its_banner(desk, board, qtbot):
    desk.wait_in("deploy", 3)
    page = board("deploy")

    press(qtbot, page, "pause")
    qtbot.waitUntil(lambda: page.lane.banner.isVisible())
    assert desk.queue("deploy").paused
    assert desk.door.announced == ["queues"]
    assert "3 runs wait" in page.lane.banner.accessibleName()

    page.lane.banner.press()
    qtbot.waitUntil(lambda: not page.lane.banner.isVisible())
    assert not desk.queue("deploy").paused


def test_a_queue_drains_and_takes_runs_again(desk, board, qtbot):
    page = board("deploy")

    press(qtbot, page, "drain")
    qtbot.waitUntil(lambda: page.lane.banner.verb == "Take runs")
    assert desk.queue("deploy").draining
    press(qtbot, page, "undrain")
    qtbot.waitUntil(lambda: not page.lane.banner.isVisible())
    assert not desk.queue("deploy").draining


def test_all_queues_are_paused_and_go_on(desk, board, qtbot):
    page = board()

    press(qtbot, page, "pause_all")
    qtbot.waitUntil(lambda: page.data.state.is_paused)
    assert all(one.paused for one in desk.services.queues.all())
    press(qtbot, page, "resume_all")
    qtbot.waitUntil(lambda: not page.data.state.is_paused)
    assert not any(one.paused for one in desk.services.queues.all())


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


def test_the_stepper_changes_how_many_run_at_once(desk, board, qtbot):
    page = board("backup")
    stepper = page.lane.stepper
    assert stepper.text() == "All slots"

    stepper.stepUp()
    stepper.stepUp()

    qtbot.waitUntil(lambda: desk.queue("backup").concurrency == 2)
    qtbot.waitUntil(lambda: page.data.state.concurrency == 2)


def test_a_number_still_being_chosen_belongs_to_its_queue(desk, board, qtbot):
    page = board("backup")
    page.lane.stepper.stepUp()

    page.choose("deploy")

    qtbot.waitUntil(lambda: desk.queue("backup").concurrency == 1)
    qtbot.waitUntil(lambda: page.data.name == "deploy")
    assert page.lane.stepper.value() == desk.queue("deploy").concurrency == 0


def test_a_queue_is_made_by_keyboard(desk, board, qtbot):
    page = board()
    qtbot.waitUntil(page.isActiveWindow)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.new_queue, "nig")
    qtbot.keyClick(page.new_queue, Qt.Key.Key_Escape)
    assert not page.new_queue.isVisible()
    press(qtbot, page, "new")
    assert page.new_queue.text() == "nig"
    page.new_queue.setText("night")
    qtbot.keyClick(page.new_queue, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.data.name == "night")
    assert page.list.currentIndex().data() == "night"
    assert not page.new_queue.isVisible()


def test_an_impossible_name_is_refused_and_stays_to_be_changed(desk, board, qtbot, said):
    page = board()
    press(qtbot, page, "new")
    page.new_queue.setText("a/b")

    qtbot.keyClick(page.new_queue, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(said))
    assert "no slashes" in said[0]
    assert page.new_queue.isVisible()


def test_a_queue_in_use_is_not_deleted_and_another_is(desk, board, qtbot, said):
    page = board()
    press(qtbot, page, "delete")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("Queue default is used by Backup configurations")

    page.choose("deploy")
    qtbot.waitUntil(lambda: page.data.name == "deploy")
    press(qtbot, page, "delete")
    qtbot.waitUntil(lambda: page.list.queues.row_of("deploy") < 0)
    assert page.data.name == "backup"


def test_a_run_is_opened_and_cancelled(desk, board, qtbot):
    nos = desk.wait_in(count=2)
    page = board()
    qtbot.waitUntil(page.isActiveWindow)
    pick(page, nos[1])

    with qtbot.waitSignal(page.open_run) as opened:
        qtbot.keyClick(page.lane.waiting, Qt.Key.Key_Return)
    assert opened.args == [nos[1]]
    press(qtbot, page, "cancel_run")
    qtbot.waitUntil(lambda: len(desk.door.cancelled) == 1)
    assert desk.door.cancelled[0][0] == nos[1]


def test_without_a_run_nothing_is_opened_or_cancelled(desk, board):
    desk.wait_in(count=2)
    page = board()

    for name in ("open_run", "cancel_run"):
        action = page.actions_here[f"queues.{name}"]
        assert not action.isEnabled()
        assert action.toolTip() == "Choose a run first."

    page.lane.waiting.setCurrentIndex(page.lane.waiting.runs.index(0))
    assert page.actions_here["queues.cancel_run"].isEnabled()


def test_the_list_that_had_the_keyboard_last_is_meant(desk, board, qtbot):
    nos = desk.wait_in(count=3)
    desk.start_run(nos[0])
    page = board()
    qtbot.waitUntil(page.isActiveWindow)
    pick(page, nos[1])
    running = page.lane.running
    running.setCurrentIndex(running.runs.index(0))
    running.setFocus()
    qtbot.waitUntil(running.hasFocus)
    page.list.setFocus()  # as the palette takes it

    press(qtbot, page, "cancel_run")

    qtbot.waitUntil(lambda: len(desk.door.cancelled) == 1)
    assert desk.door.cancelled[0][0] == nos[0]


def test_a_menu_is_about_its_run_although_that_has_started_meanwhile(desk, board, qtbot):
    nos = desk.wait_in(count=3)
    page = board()
    pick(page, nos[0])
    by_menu_key(page.lane.waiting)
    desk.start_run(nos[0])
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: shown(page) == nos[1:])

    press(qtbot, page, "end")
    press(qtbot, page, "cancel_run")

    qtbot.waitUntil(lambda: len(desk.door.cancelled) == 1)
    assert desk.door.cancelled[0][0] == nos[0]
    assert desk.order() == nos[1:]
    words_of_menu(page)
    qtbot.waitUntil(lambda: page.runs._in_menu is None)


def test_the_buttons_of_a_queue_do_nothing_to_the_next_one(desk, board, qtbot):
    page = board("deploy")
    page.choose("default")  # is being read; the buttons are still those of the other

    press(qtbot, page, "pause")
    press(qtbot, page, "delete")

    qtbot.waitUntil(lambda: page.data.name == "default" and not is_busy())
    assert {one.name: one.paused for one in desk.services.queues.all()} == {
        "backup": False, "default": False, "deploy": False,
    }  # fmt: skip


def test_the_menu_of_a_waiting_run_has_all_its_moves(desk, board):
    nos = desk.wait_in(count=2)
    page = board()
    pick(page, nos[0])

    by_menu_key(page.lane.waiting)

    assert words_of_menu(page) == [
        "Open run", "Move to top", "Move up", "Move down", "Move to end", "Cancel run",
    ]  # fmt: skip


def by_menu_key(view):
    reason = QContextMenuEvent.Reason.Keyboard
    at = view.rect().center()
    QApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))


def words_of_menu(page):
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    shown = [one for one in menu.actions() if one.text() and one.isVisible()]
    words = [one.text().replace("&", "") for one in shown]
    menu.close()
    return words


def test_empty_space_has_the_menu_of_the_queue_and_of_the_board(desk, board):
    desk.wait_in(count=2)
    page = board()
    everywhere = ["Pause all", "Resume all", "New queue"]

    view = page.lane.waiting
    view.customContextMenuRequested.emit(view.rect().bottomLeft())
    below = words_of_menu(page)
    page.list.customContextMenuRequested.emit(page.list.rect().bottomLeft())
    beside = words_of_menu(page)
    by_menu_key(page.list)
    at_queue = words_of_menu(page)

    assert page.actions_here["queues.resume_all"].toolTip() == "No queue is paused"
    assert page.actions_here["queues.pause_all"].isEnabled()
    assert below[-3:] == beside == at_queue[-3:] == everywhere
    assert "Pause" in below
    assert at_queue[:2] == ["Pause", "Drain"]
    assert "Delete queue" in at_queue


def test_running_and_waiting_rows_end_at_the_same_edge(desk, board, qtbot):
    nos = desk.wait_in(count=200)
    desk.start_run(nos[0])
    page = board()
    lane = page.lane
    qtbot.waitUntil(lane.waiting.verticalScrollBar().isVisible)
    assert not lane.running.verticalScrollBar().isVisible()

    edges = [
        view.viewport().width() - view.itemDelegate()._right_px()
        for view in (lane.running, lane.waiting)
    ]

    assert edges[0] == edges[1]


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


def test_the_chosen_queue_is_remembered(desk, board, qtbot):
    page = board()
    page.choose("deploy")
    qtbot.waitUntil(lambda: page.data.name == "deploy")
    page.hide()

    assert desk.session.layout_state.value("queues/chosen") == "deploy"


def test_a_workspace_without_queues_says_so_and_makes_one(desk, board, qtbot):
    desk.services.jobs.delete(desk.backup.id)
    for name in ("default", "backup", "deploy"):
        desk.services.queues.delete(name)
    page = board("")

    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "No queues yet"
    page.empty.clicked.emit()
    assert page.new_queue.isVisible()


def test_every_control_has_a_name(desk, board):
    desk.wait_in(count=2)
    page = board()

    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        for one in filter(lambda each: each.isVisible(), page.findChildren(kind)):
            name = one.accessibleName() or one.parent().accessibleName()
            assert name, one
