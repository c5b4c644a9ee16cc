"""Several selected jobs: what the page says of them and does with all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.support.job_records import make_job

from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.jobs.selection_pane import together
from jobdesk.ui.session import Session

JOBS = [
    make_job(1, name="Alpha"),
    make_job(2, name="Beta", enabled=False, reviewed_version="", overrides=("hidden",)),
    make_job(3, name="Delta", code_version="new", default_job_queue="deploy"),
    make_job(4, name="Gamma", grouping="Other", installed=False),
]


@pytest.fixture
def page(qtbot, tmp_path):
    made = JobsPage(Session(tmp_path))
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    show(made, JOBS)
    return made


def show(page, jobs):
    page.show_data(JobsData(make_rows(jobs, [])))


def select(qtbot, page, number=3):
    page.choose(JOBS[0].id)
    for _ in range(number - 1):
        qtbot.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def keys(*numbers):
    return [JOBS[number - 1].id for number in numbers]


def press(part, word):
    next(one for one in part.findChildren(QPushButton) if one.text() == word).click()


def names(part):
    return [one.text() for one in part._lines if not one.isHidden()]


def test_the_pane_says_how_many_and_what_stands_in_them(qtbot, page):
    select(qtbot, page)

    pane = page.selected.pane
    assert pane.isVisible()
    assert pane.title.text() == "3 jobs selected"
    assert names(pane) == ["Alpha", "Beta", "Delta"]
    assert pane.review.accessibleName().startswith("1 not reviewed.")
    assert page.counts == "3 of 4 jobs   3 selected"
    assert not page.selected.bar.isVisible()

    page.choose(JOBS[0].id)
    assert not pane.isVisible()
    assert page.detail.job.isVisible()
    assert page.counts == "3 of 4 jobs"


def test_what_jobs_have_together_is_told_in_words():
    assert together(JOBS) == [
        ("Enabled", "3 of 4"),
        ("Overridden", "1 of 4"),
        ("Queues", "default, deploy"),
        ("Changed since review", "1 of 4"),
        ("Not installed", "1 of 4"),
    ]
    assert together(JOBS[:1])[:2] == [("Enabled", "all"), ("Overridden", "none")]


def test_buttons_act_on_all_of_them(qtbot, page):
    asked = []
    page.commands.switch = lambda keys, on: asked.append((list(keys), on))
    select(qtbot, page)

    press(page.selected.pane, "Enable")
    press(page.selected.pane, "Disable")
    with qtbot.waitSignal(page.commands.admin.bulk_requested) as bulk:
        press(page.selected.pane, "Override…")

    assert asked == [(keys(1, 2, 3), True), (keys(1, 2, 3), False)]
    assert bulk.args == [keys(1, 2, 3)]


def test_a_command_that_cannot_be_done_says_why(qtbot, page):
    actions = page.asked.registry
    assert not actions["jobs.override_many"].isEnabled()
    assert actions["jobs.override_many"].toolTip().startswith("Select several jobs first")

    show(page, [make_job(number, name=f"Job {number}") for number in (1, 2, 3)])
    select(qtbot, page, 2)

    assert actions["jobs.disable_many"].text() == "&Disable 2 jobs"
    assert not actions["jobs.enable_many"].isEnabled()
    assert actions["jobs.enable_many"].toolTip() == "All 2 are enabled."


def test_escape_leaves_only_the_current_job_selected(qtbot, page):
    select(qtbot, page)
    page.table.setFocus()

    page.asked.registry["jobs.clear_selection"].trigger()

    assert page.view.selected_keys() == keys(3)
    assert not page.selected.records


@pytest.mark.parametrize("is_tiled", [False, True], ids=["table", "tiles"])
def test_a_refresh_takes_no_selection_away(qtbot, page, is_tiled):
    page.show_tiles(is_on=is_tiled)
    page.choose(JOBS[0].id)
    step = Qt.Key.Key_Right if is_tiled else Qt.Key.Key_Down
    for _ in range(2):
        qtbot.keyClick(page.view, step, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.selected_keys() == keys(1, 2, 3)

    show(page, [make_job(9, name="Aaa"), *JOBS])
    assert page.view.selected_keys() == keys(1, 2, 3)
    assert page.view.current_key() == JOBS[2].id
    show(page, [JOBS[0], JOBS[1], JOBS[3]])

    assert page.view.selected_keys() == keys(1, 2)
    assert page.view.current_key() == JOBS[0].id
    assert page.selected.pane.title.text() == "2 jobs selected"


def test_table_and_tiles_have_the_same_selection(qtbot, page):
    select(qtbot, page)

    page.show_tiles(is_on=True)
    assert page.view.selected_keys() == keys(1, 2, 3)
    page.show_tiles(is_on=False)

    assert page.view.selected_keys() == keys(1, 2, 3)


def test_rows_that_the_filter_hides_are_not_selected_any_more(qtbot, page):
    select(qtbot, page)

    page.filter.search.setText("lta")

    assert page.view.selected_keys() == keys(3)
    assert not page.selected.records


def test_without_room_for_the_pane_there_is_a_bar(qtbot, page):
    page.resize(800, 700)
    select(qtbot, page)

    assert page.selected.bar.isVisible()
    assert page.selected.bar.said.text() == "3 jobs selected"
    with qtbot.waitSignal(page.commands.admin.bulk_requested):
        press(page.selected.bar, "Override…")
    press(page.selected.bar, "Clear selection")

    assert not page.selected.bar.isVisible()


def test_the_keys_of_one_job_open_many_where_many_are_selected(qtbot, page):
    page.table.setFocus()
    page.choose(JOBS[0].id)
    with qtbot.waitSignal(page.settings_requested) as one:
        page.asked.registry["jobs.settings"].trigger()
    select(qtbot, page, 2)
    with qtbot.waitSignal(page.commands.admin.bulk_requested) as many:
        page.asked.registry["jobs.settings"].trigger()

    assert (one.args, many.args) == ([JOBS[0].id], [keys(1, 2)])


def test_the_key_of_deletion_works_where_the_code_is_gone(qtbot, page, said):
    page.filter.widen()
    page.choose(JOBS[0].id)
    page.asked.registry["jobs.delete"].trigger()
    assert said[-1].text == "Alpha: Its code is there; disable it instead."

    page.choose(JOBS[3].id)
    with qtbot.waitSignal(page.commands.admin.delete_requested) as asked:
        page.asked.registry["jobs.delete"].trigger()

    assert asked.args == [JOBS[3].id]


def test_the_details_of_a_job_without_code_lead_to_its_record(qtbot, page):
    page.filter.widen()
    page.choose(JOBS[3].id)

    with qtbot.waitSignal(page.commands.admin.delete_requested) as asked:
        press(page.detail.job, "Keep, merge or delete…")

    assert asked.args == [JOBS[3].id]


def test_where_the_current_job_is_gone_one_goes_on_beside_it(page):
    page.choose(JOBS[1].id)

    show(page, [JOBS[0], *JOBS[2:]])
    assert page.view.current_key() == JOBS[2].id
    show(page, [JOBS[0], JOBS[3]])

    assert page.view.current_key() == JOBS[0].id
