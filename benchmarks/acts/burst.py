"""A person at work while two jobs log as fast as they can."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.ui.main_window import JOBS, RUNS

_ENTRIES = 120_000  # of each of the two


def act(stage: Stage) -> None:
    """All of it."""
    page, opener = stage.desk.jobs_page, stage.desk.opener
    gate = stage.workspace.home / "gate"
    ask = stage.workspace.run
    numbers = [ask("measured.Burst", entries=_ENTRIES, gate=str(gate)) for _ in range(2)]
    for no in numbers:
        stage.wait(lambda no=no: stage.workspace.tail(no).started_at, "the burst begins")
    opener.open_run(numbers[0])
    stage.rest(800)
    stage.act("burst_log", gate.touch)
    stage.act("burst_log", lambda: stage.settle(1000))
    stage.desk.show_place(JOBS)
    for letter in "verify 12":
        stage.act(
            "burst_type", lambda letter=letter: QTest.keyClicks(page.filter.search, letter)
        )
    stage.act("burst_type", page.filter.search.clear)
    for _ in range(5):
        stage.act("burst_choose", lambda: QTest.keyClick(page.table, Qt.Key.Key_Down))
    stage.act("burst_place", lambda: stage.desk.show_place(RUNS))
    stage.act("burst_place", lambda: stage.desk.show_place(JOBS))
    stage.wait(lambda: stage.workspace.record(numbers[1]).status.is_ready, "the burst ends")
