"""A person who types and searches all runs while the agent builds its text index."""

from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.operations.search import coverage
from jobdesk.ui.find.actions import FIND_ALL
from jobdesk.ui.find.page import FindPage
from jobdesk.ui.main_window import JOBS, RUNS
from jobdesk.ui.runs.view import RunsPage


def act(stage: Stage) -> None:
    """All of it; right after the start, while finished runs are still to be indexed."""
    page = stage.desk.jobs_page
    before = coverage(stage.services)
    for letter in "verify 12":
        stage.act(
            "index_type", lambda letter=letter: QTest.keyClicks(page.filter.search, letter)
        )
    stage.act("index_type", page.filter.search.clear)
    stage.act("index_place", lambda: stage.desk.show_place(RUNS))
    listed = stage.page
    assert isinstance(listed, RunsPage)
    for letter in "cables":
        stage.act(
            "index_type", lambda letter=letter: QTest.keyClicks(listed.filters.search, letter)
        )
    stage.act("index_place", lambda: stage.desk.show_place(JOBS))
    stage.act("index_find", stage.desk.actions[FIND_ALL.name].trigger)
    found = stage.page
    assert isinstance(found, FindPage)
    for text in ("power supply 2 failed", "switch"):
        stage.act("index_find", lambda text=text: found.search_for(text))
        stage.rest(1500)
    stage.act("index_find", found.stop)
    size = stage.workspace.paths.search_db.stat().st_size
    print(f"{before} at first, {coverage(stage.services)} at last, {size:,} bytes", flush=True)
