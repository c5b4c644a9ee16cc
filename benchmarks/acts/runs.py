"""A person on the Runs page, over 100,000 runs."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.ui.main_window import RUNS
from jobdesk.ui.runs.model import COLUMNS
from jobdesk.ui.runs.view import RunsPage

_PAGES = 12  # of older runs, read at the end of the list


def act(stage: Stage) -> None:
    """All of it."""
    stage.act("runs_show", lambda: stage.click_place(RUNS))
    page = stage.page
    assert isinstance(page, RunsPage)
    stage.wait(lambda: page.model.rowCount(), "the first runs")
    bar = page.table.verticalScrollBar()
    for _ in range(_PAGES):
        stage.act("runs_scroll", lambda: bar.setValue(bar.maximum()))
    _sort(stage, page)
    _filter(stage, page)
    _search(stage, page)
    page.table.selectRow(3)
    stage.act("runs_open", lambda: QTest.keyClick(page.table, Qt.Key.Key_Return))
    stage.window.strip.close_current()
    stage.act("runs_news", stage.session.results_changed.emit)


def _sort(stage: Stage, page: RunsPage) -> None:
    head = page.table.horizontalHeader()
    down = Qt.SortOrder.DescendingOrder
    for column in range(len(COLUMNS)):
        stage.act("runs_sort", lambda column=column: head.setSortIndicator(column, down))
        stage.wait(lambda: not page._is_reading, "sorted runs")
    head.setSortIndicator(0, down)
    stage.rest(500)


def _filter(stage: Stage, page: RunsPage) -> None:
    name = page.model.record(5).name  # type: ignore[union-attr]
    line = page.filters
    chosen = ((line.status, "Failed"), (line.user, "user.07"), (line.job, name))
    for chip, value in chosen:
        stage.act("runs_filter", lambda chip=chip, value=value: chip.set_value(value))
        stage.wait(lambda: not page._is_reading, "filtered runs")
        stage.act("runs_filter", lambda chip=chip: chip.set_value(""))
        stage.wait(lambda: not page._is_reading, "all runs")


def _search(stage: Stage, page: RunsPage) -> None:
    field = page.filters.search
    for letter in "cables 777":
        stage.act("runs_search", lambda letter=letter: QTest.keyClicks(field, letter))
    stage.wait(lambda: not page._is_reading, "found runs")
    stage.act("runs_search", field.clear)
    stage.wait(lambda: not page._is_reading, "all runs")
