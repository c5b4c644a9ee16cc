"""A person on the Jobs page, among 10,000 jobs."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.scale import PATTERN
from benchmarks.stage import Stage
from jobdesk.models.records import JobId
from jobdesk.operations.jobs import enable
from jobdesk.ui.jobs.sorting import SORT_KEYS

_WORD = "verify 99"


def act(stage: Stage) -> None:
    """All of it."""
    page = stage.desk.jobs_page
    before = page.data
    job = next(row.key for row in before.rows if row.record and not row.record.enabled)
    enable(stage.services, stage.workspace.actor, [job])
    news = stage.session.jobs_changed
    stage.act("jobs_read", news.emit, until=lambda: page.data is not before)
    stage.act("jobs_show", lambda: page.show_data(page.data))
    for column in SORT_KEYS:
        stage.act("jobs_sort", lambda column=column: page.set_sorting(((column, True),)))
    page.set_sorting((("name", False),))
    _type(stage)
    stage.act("jobs_tiles", lambda: page.show_tiles(is_on=True))
    stage.act("jobs_tiles", lambda: page.tiles.verticalScrollBar().setValue(5_000))
    stage.act("jobs_tiles", lambda: page.show_tiles(is_on=False))
    bar = page.table.verticalScrollBar()
    for place in (5_000, bar.maximum(), 0):
        stage.act("jobs_scroll", lambda place=place: bar.setValue(place))
    _choose(stage)
    _open(stage)
    _views(stage)
    _many(stage)


def _type(stage: Stage) -> None:
    search = stage.desk.jobs_page.filter.search
    for letter in _WORD:
        stage.act("jobs_filter", lambda letter=letter: QTest.keyClicks(search, letter))
    stage.act("jobs_filter", search.clear)
    chip = stage.desk.jobs_page.filter.chips["enabled"]
    for _ in range(3):
        stage.act("jobs_filter", chip.step)


def _choose(stage: Stage) -> None:
    page = stage.desk.jobs_page
    page.table.setFocus()
    for _ in range(3):
        stage.act("jobs_choose", lambda: QTest.keyClick(page.table, Qt.Key.Key_Down))
    many = page.data.rows[0].key  # one of those with more than a thousand runs
    busy = max(stage.services.results.recent(300), key=lambda run: run.no).job_id or many
    stage.act("jobs_choose", lambda: page.choose(busy))


def _open(stage: Stage) -> None:
    page, opener = stage.desk.jobs_page, stage.desk.opener
    record = stage.workspace.job(PATTERN)
    stage.act("job_page", lambda: opener.open_job_settings(record.id))
    stage.act("job_page", lambda: opener.open_job_code(record.id))
    stage.window.strip.close_current()
    other = next(row.key for row in page.data.rows[40:] if row.record is not None)
    stage.act("job_page", lambda: opener.open_job_settings(JobId(other)))
    stage.window.strip.close_current()


def _views(stage: Stage) -> None:
    page = stage.desk.jobs_page
    for view in page.shelf.views[:4]:
        stage.act("jobs_view", lambda view=view: page.tabs.choose(view.key))
    stage.act("jobs_view", lambda: page.tabs.choose(""))


def _many(stage: Stage) -> None:
    page, desk = stage.desk.jobs_page, stage.desk
    page.filter.widen()
    stage.rest(300)
    stage.act("jobs_select_all", page.table.selectAll)
    keys = page.table.selected_keys()
    stage.act("jobs_menu", lambda: page.asked.make_menu(keys[0]))
    stage.act("bulk_open", lambda: desk.opener.open_bulk(keys))
    bulk = stage.page
    field = bulk.fields["description"]  # type: ignore[union-attr]
    stage.act("bulk_type", lambda: field.edited.emit(None, "For all of them", False))
    stage.rest(1500)
    stage.window.strip.close_current()
