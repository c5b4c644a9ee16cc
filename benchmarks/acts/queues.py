"""A person at the queue board, with 1,000 runs that wait."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.ui.main_window import JOBS, QUEUES
from jobdesk.ui.queues.page import QueuesPage


def act(stage: Stage) -> None:
    """All of it."""
    stage.act("queues_first", lambda: stage.click_place(QUEUES))
    page = stage.page
    assert isinstance(page, QueuesPage)
    stage.wait(lambda: page.data is not None, "the board")
    stage.act("queues_choose", lambda: page.choose("night"))
    stage.wait(lambda: page.data is not None and page.data.name == "night", "the lane")
    waiting = page.lane.waiting
    bar = waiting.verticalScrollBar()
    stage.act("queues_scroll", lambda: bar.setValue(bar.maximum()))
    waiting.setCurrentIndex(waiting.model().index(0, 0))
    waiting.setFocus()
    down, alt = Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier
    for _ in range(3):
        stage.act("queues_move", lambda: QTest.keyClick(waiting, down, alt))
    stage.act("queues_show", lambda: stage.desk.show_place(JOBS))
    stage.act("queues_show", lambda: stage.desk.show_place(QUEUES))
