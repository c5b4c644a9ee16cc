"""The menus of the queue board."""

from tests.support.queue_board import by_menu_key, pick, words_of_menu


def test_the_menu_of_a_waiting_run_has_all_its_moves(desk, board):
    nos = desk.wait_in(count=2)
    page = board()
    pick(page, nos[0])

    by_menu_key(page.lane.waiting)

    assert words_of_menu(page) == [
        "Open run", "Move to top", "Move up", "Move down", "Move to end", "Cancel run",
    ]  # fmt: skip


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
