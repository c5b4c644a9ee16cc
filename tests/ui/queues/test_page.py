"""The queue board: its queues, their states, and the rows of their runs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit
from tests.support.queue_board import pick, press, shown

from jobdesk.ui.queues.painting import STATE_ROLE


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
