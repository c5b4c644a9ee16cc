"""The tab "Changes" while its run goes on."""

import pytest
from tests.support.hook_desk import in_run, make

from jobdesk.ui.runs.page import RunPage


@pytest.fixture
def watch(desk, qtbot):
    """Show a run under way; `commit` lets it do something."""
    contexts = {}

    def commit(no, *names):
        desk.inventory.call(in_run, contexts, no, "ada", "job", make, *names)

    def watch_it(*, generation=2, preview=False):
        job = desk.job("Work", "Work", generation=generation, uses_inventory=True)
        no = desk.ask(job, {}, preview=preview).no
        desk.begin(no)
        page = RunPage(desk.session, no)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        qtbot.waitUntil(lambda: "changes" in page.tabs.shown)
        page.show_part("changes")
        return page

    watch_it.commit = commit
    return watch_it


def names(page):
    rows = (page.changes.list.entry(row) for row in range(page.changes.model.rowCount()))
    return [one.name for one in rows if one is not None]


def test_what_is_committed_comes_into_the_list_and_moves_nothing(desk, watch, qtbot):
    page = watch()
    assert page.changes.empty.accessibleName().startswith("No changes yet")
    assert page.tabs.count_of("changes") == "0"

    watch.commit(page.no, "acme", "bolt")
    qtbot.waitUntil(lambda: names(page) == ["acme", "bolt"])
    page.changes.list.choose(2)
    qtbot.waitUntil(lambda: page.changes.detail.found is not None)
    watch.commit(page.no, "core")
    qtbot.waitUntil(lambda: names(page) == ["acme", "bolt", "core"])

    assert page.tabs.count_of("changes") == "3"
    assert page.changes.list.entry(page.changes.list.current_row).name == "bolt"
    assert page.changes.revert.toolTip() == "The run has not ended."
    assert page.changes.detail.revert.toolTip() == "The run has not ended."
    desk.end(page.no, changes={"created": 3, "updated": 0, "deleted": 0})
    desk.session.run_changed.emit(page.no)
    qtbot.waitUntil(page.changes.revert.isEnabled)


def test_a_job_of_one_transaction_says_when_it_keeps_its_changes(watch, qtbot):
    page = watch(generation=1)

    said = "Nothing is kept yet"
    qtbot.waitUntil(lambda: page.changes.empty.accessibleName().startswith(said))


def test_a_preview_says_when_it_lists_what_it_would_change(desk, watch, qtbot):
    page = watch(preview=True)
    assert page.changes.empty.accessibleName().startswith("Nothing to list yet")

    desk.end(page.no, changes={"created": 0, "updated": 0, "deleted": 0})
    desk.session.run_changed.emit(page.no)

    said = "Nothing would be changed"
    qtbot.waitUntil(lambda: page.changes.empty.accessibleName().startswith(said))
