"""The table of runs: order, columns, menus, what is copied, what shines."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.support.runs_page import by, ended, multiply, numbers

from jobdesk.models.records import Status
from jobdesk.ui.runs.flashes import FLASH_MS, Flashes
from jobdesk.ui.runs.history import PAGE_RUNS
from jobdesk.ui.widgets.times import exact_text


def test_a_click_on_the_head_sorts_all_runs_and_not_only_those_read(qtbot, desk, open_runs):
    job = desk.job()
    slow = desk.ask(job).no
    desk.begin(slow)
    desk.end(slow, seconds=900)
    others = [ended(desk, job) for _ in range(3)]
    multiply(desk, others[-1], 150)
    page = open_runs()
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE_RUNS)

    by(page, "Duration", descending=True)

    qtbot.waitUntil(lambda: numbers(page)[0] == slow)
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: page.model.rowCount() == 154)
    assert len(set(numbers(page))) == 154


def test_the_oldest_first_is_an_order_too(qtbot, desk, open_runs):
    job = desk.job()
    nos = [ended(desk, job) for _ in range(3)]
    page = open_runs()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)

    by(page, "Run", descending=False)

    qtbot.waitUntil(lambda: numbers(page) == nos)


def test_news_move_nothing_in_another_order(qtbot, desk, open_runs):
    job = desk.job()
    nos = [ended(desk, job) for _ in range(2)]
    page = open_runs()
    by(page, "Run", descending=False)
    qtbot.waitUntil(lambda: numbers(page) == nos)

    ended(desk, job)
    desk.session.results_changed.emit()

    qtbot.waitUntil(lambda: not page._news.isActive() and not page._is_reading)
    assert numbers(page) == nos


def test_a_job_and_a_user_are_filters_and_remembered(qtbot, desk, open_runs):
    one, two = desk.job("One", "One"), desk.job("Two", "Two")
    wanted = ended(desk, one, user="m.rossi")
    ended(desk, two, user="m.rossi")
    ended(desk, one, user="k.tanaka")
    page = open_runs()
    qtbot.waitUntil(lambda: page.filters.job._choices == ["One", "Two"])
    assert page.filters.user._choices == ["k.tanaka", "m.rossi"]

    page.filters.job.set_value("One")
    page.filters.user.set_value("m.rossi")

    qtbot.waitUntil(lambda: numbers(page) == [wanted])
    again = open_runs()
    qtbot.waitUntil(lambda: numbers(again) == [wanted])
    assert again.filters.job.value == "One"


def test_columns_are_chosen_and_remembered_with_the_order(qtbot, desk, open_runs):
    ended(desk, desk.job())
    page = open_runs()
    page.table.show_column(5, shown=False)
    page.table.show_column(0, shown=False)  # the number stays
    by(page, "Status", descending=False)

    again = open_runs().table

    assert [again.isColumnHidden(at) for at in range(7)] == [at == 5 for at in range(7)]
    assert again.order.by == "status"
    assert [action.isChecked() for action in again.columns_menu().actions()][3] is False


def test_the_menu_of_a_row_sorts_and_chooses_columns_by_keyboard(qtbot, desk, open_runs):
    nos = [ended(desk, desk.job()) for _ in range(1)]
    page = open_runs()
    qtbot.waitUntil(lambda: numbers(page) == nos)

    page.table.sort_menu().actions()[4].trigger()
    once = page.table.order
    page.table.sort_menu().actions()[4].trigger()
    page.table.columns_menu().actions()[0].trigger()

    assert (once.by, once.descending) == ("duration", True)
    assert not page.table.order.descending
    assert page.table.isColumnHidden(2)


def menu():
    return QApplication.activePopupWidget()


def words(of):
    return [action.text().replace("&", "") for action in of.actions() if action.text()]


@pytest.fixture
def three(desk, open_runs):
    """A page with a run that failed, one that went well and one that waits."""
    job = desk.job()
    ended(desk, job, Status.FAILURE)
    ended(desk, job)
    desk.ask(job)
    return open_runs()


def test_the_menu_of_a_row_has_all_that_can_be_done(three):
    three._on_menu_requested(three.table.rect().center())

    assert words(menu()) == [
        "Open", "Run again", "Edit and run again…", "Run again with what failed", "Cancel run",
        "Kill…", "Copy", "Copy as", "Delete", "Sort by", "Columns",
    ]  # fmt: skip
    menu().close()


def test_the_menu_of_the_head_sorts_hides_and_resets(qtbot, three):
    head = three.table.horizontalHeader()
    opened = three.table.head_menu(4)
    assert words(opened) == [
        "Sort ascending", "Sort descending", "Hide this column", "Reset columns", "Columns",
    ]  # fmt: skip

    opened.actions()[0].trigger()
    opened.actions()[2].trigger()
    assert (three.table.order.by, three.table.order.descending) == ("duration", False)
    assert three.table.isColumnHidden(4)
    head.moveSection(5, 2)
    assert not three.table.head_menu(1).actions()[2].isEnabled()

    three.table.head_menu(2).actions()[3].trigger()
    assert three.table.shown_columns() == [
        "Run", "Job", "Status", "Started", "Duration", "User", "Log lines",
    ]  # fmt: skip
    assert three.table.order.is_newest_first


def test_home_and_end_go_to_the_first_and_the_last_run(qtbot, three):
    three.table.setFocus()

    qtbot.keyClick(three.table, Qt.Key.Key_End)
    last = [record.no for record in three.table.selected()]
    qtbot.keyClick(three.table, Qt.Key.Key_Home)

    assert last == [1]
    assert [record.no for record in three.table.selected()] == [3]


def test_the_selected_rows_are_copied_as_a_rectangle(qtbot, desk, three, clipboard, said):
    three.table.show_column(3, shown=False)
    three.table.selectAll()

    qtbot.keyClick(three.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    user = desk.session.user.username
    assert clipboard.text().split("\n") == [
        f"3\tBackup configurations\tPending\t\t{user}\t0",
        f"2\tBackup configurations\tCompleted\t178.0\t{user}\t3",
        f"1\tBackup configurations\tFailed\t178.0\t{user}\t3",
    ]
    assert said == ["Copied 3 runs as TSV."]


@pytest.mark.parametrize(
    ("form", "begins"), [("CSV", "Run,Job,Status"), ("Markdown", "| Run"), ("TSV", "Run\tJob")]
)
def test_rows_are_copied_in_other_forms_with_titles(three, clipboard, form, begins):
    three.commands.copy(form)

    assert clipboard.text().startswith(begins)


def test_json_has_numbers_and_exact_times(desk, three, clipboard):
    three.table.selectRow(1)

    three.commands.copy("JSON")

    (run,) = json.loads(clipboard.text())
    assert (run["Run"], run["Duration"], run["Log lines"]) == (2, 178.0, 3)
    assert run["Started"] == exact_text(desk.start)


def reasons(page):
    actions = page.commands.actions
    return {
        name: "" if actions[name].isEnabled() else actions[name].toolTip()
        for name in actions.names()
    }


def test_what_is_of_no_use_says_why(three):
    three.table.selectRow(0)
    waits = reasons(three)
    three.table.selectRow(1)
    over = reasons(three)
    three.table.selectAll()
    several = reasons(three)
    three.table.clearSelection()
    none = reasons(three)

    assert waits["run.cancel"] == ""
    assert waits["run.again"] == "The run has not ended"
    assert waits["run.kill"] == "The run has not started"
    assert over["run.cancel"] == "The run has ended"
    assert over["run.again"] == over["runs.delete"] == ""
    assert several["runs.open"] == "Only one run can be opened at a time"
    assert several["runs.delete"] == "Run 3 has not ended; cancel it first"
    assert several["run.cancel"] == several["runs.copy"] == ""
    assert set(none.values()) == {"Select a run first"}


def test_cancel_reaches_all_selected_runs_that_live(qtbot, desk, three):
    three.table.selectAll()

    three.commands.actions["run.cancel"].trigger()

    qtbot.waitUntil(lambda: bool(desk.door.cancelled))
    assert desk.door.cancelled == [(3, desk.session.user.username, False)]


def test_one_that_has_ended_meanwhile_does_not_keep_the_others_alive(qtbot, desk, three, said):
    fourth = desk.ask(desk.services.jobs.by_class_path("backup.Backup")).no
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: numbers(three)[0] == fourth)
    three.table.selectAll()
    desk.end(fourth)

    three.commands.actions["run.cancel"].trigger()

    qtbot.waitUntil(lambda: bool(said))
    assert [no for no, _, _ in desk.door.cancelled] == [3]
    assert said == [f"Run {fourth} has already ended (SUCCESS)."]


def test_a_run_is_asked_for_again_from_its_row(qtbot, desk, three, said):
    three.table.selectRow(1)

    three.commands.actions["run.again"].trigger()

    qtbot.waitUntil(lambda: numbers(three)[0] == 4)
    assert said == ["Run 4 of Backup configurations was asked for."]


def test_a_run_that_cannot_be_repeated_opens_its_form(qtbot, desk, open_runs, said):
    job = desk.job()
    no = desk.ask(job, sensitive=True).no
    desk.begin(no)
    desk.end(no)
    page = open_runs()

    with qtbot.waitSignal(page.form_requested) as heard:
        page.commands.actions["run.again"].trigger()

    assert heard.args == [no]
    assert "were not kept" in said[0]


class _Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize("has_motion", [True, False])
def test_a_changed_row_shines_and_fades_only_where_motion_is_wanted(
    three, monkeypatch, has_motion
):
    monkeypatch.setattr(Flashes, "has_motion", has_motion)
    clock = _Clock()
    flashes = Flashes(three.table, clock)

    flashes.note(7)
    clock.now += FLASH_MS / 2000
    half = flashes.strength(7)
    clock.now += FLASH_MS / 2000
    flashes._on_frame()

    assert half == pytest.approx(0.5 if has_motion else 1.0)
    assert (flashes.strength(7), flashes.is_on) == (0, False)
    assert not flashes._frames.isActive()


def test_only_what_is_new_or_has_another_state_shines(qtbot, desk, three):
    assert not three.table.flashes.is_on

    desk.append(2, [("info", "late")])
    desk.session.run_changed.emit(2)
    desk.begin(3)
    desk.session.run_changed.emit(3)

    qtbot.waitUntil(lambda: three.table.flashes.strength(3) > 0)
    assert three.table.flashes.strength(2) == 0
    new = desk.ask(desk.services.jobs.by_class_path("backup.Backup")).no
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: three.table.flashes.strength(new) > 0)
    three.table.grab()  # paints it
