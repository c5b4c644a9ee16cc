"""The Runs page over real stores: pages of history, filters, deleting."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

from jobdesk.models.records import RunFile, Status
from jobdesk.ui.runs.history import PAGE_RUNS
from jobdesk.ui.runs.view import RunsPage


@pytest.fixture
def open_runs(qtbot, keep, desk):
    def open_():
        page = keep(RunsPage(desk.session))
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: not page._is_reading)
        return page

    return open_


def ended(desk, job, status=Status.SUCCESS, lines=3, **more):
    no = desk.ask(job, **more).no
    desk.begin(no)
    desk.append(no, [("info", "line")] * lines)
    desk.end(no, status)
    return no


def numbers(page):
    return [record.no for record in page.model.records]


def question():
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return next((box for box in boxes if box.isVisible()), None)


def click(qtbot, box, words):
    buttons = box.findChildren(QAbstractButton)
    found = next(b for b in buttons if b.text().replace("&", "") == words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def multiply(desk, no, copies):
    """Many runs like this one, by SQL: making them one by one would take minutes."""
    with sqlite3.connect(desk.paths.desk_db) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(job_result)")]
        rest = ", ".join(name for name in columns if name not in ("no", "id"))
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            f"INSERT INTO job_result (no, id, {rest}) "
            "SELECT ? + i, printf('%08x-0000-4000-8000-000000000000', i), "
            f"{rest} FROM job_result, n WHERE no = ?",
            (copies, no, no),
        )
    db.close()


def test_the_newest_run_stands_on_top_and_is_selected(desk, open_runs):
    job = desk.job()
    made = [ended(desk, job) for _ in range(3)]

    page = open_runs()

    assert numbers(page) == made[::-1]
    assert [record.no for record in page.selected()] == [made[-1]]


def test_a_hundred_thousand_runs_are_read_page_by_page(qtbot, desk, open_runs):
    multiply(desk, ended(desk, desk.job()), 100_000)
    said = []

    page = open_runs()
    page.counts_changed.connect(said.append)
    assert numbers(page) == list(range(100_001, 99_901, -1))

    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 * PAGE_RUNS)

    assert numbers(page)[-1] == 99_802
    assert said[-1] == "200 runs and more"


def test_the_last_page_says_that_it_was_all(qtbot, desk, open_runs):
    multiply(desk, ended(desk, desk.job()), 129)
    page = open_runs()
    said = []
    page.counts_changed.connect(said.append)

    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())

    qtbot.waitUntil(lambda: page.model.rowCount() == 130)
    assert said[-1] == "130 runs"


def test_a_new_run_comes_on_top_and_moves_no_selection(qtbot, desk, open_runs):
    job = desk.job()
    first, second = ended(desk, job), ended(desk, job)
    page = open_runs()
    page.table.selectRow(1)

    new = desk.ask(job).no
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)

    assert numbers(page) == [new, second, first]
    assert [record.no for record in page.selected()] == [first]


def test_another_status_is_shown_where_the_run_stands(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    page = open_runs()
    status = page.model.index(0, 2)
    assert status.data() == "Pending"

    desk.begin(no)
    desk.session.run_changed.emit(no)
    assert status.data() == "Running"

    desk.services.results.request_stop(no, "k.tanaka", False)
    desk.session.run_changed.emit(no)
    assert status.data() == "Cancelling"


def test_the_text_looks_in_number_name_and_user(qtbot, desk, open_runs):
    backup, branch = desk.job(), desk.job("New branch site", "Branch")
    mine = ended(desk, backup, user="m.rossi")
    other = ended(desk, branch, user="k.tanaka")
    page = open_runs()

    for text, expected in (
        ("BRANCH tanaka", [other]),
        ("rossi", [mine]),
        (f"#{other}", [other]),
    ):
        page.filters.search.setText(text)
        qtbot.waitUntil(lambda expected=expected: numbers(page) == expected)


def test_the_text_of_the_filter_is_remembered(qtbot, desk, open_runs):
    ended(desk, desk.job())
    page = open_runs()
    page.filters.search.setText("hamburg")

    again = open_runs()

    assert again.filters.search.text() == "hamburg"
    qtbot.waitUntil(lambda: again.empty.isVisible())


def test_a_status_is_a_filter(qtbot, desk, open_runs):
    job = desk.job()
    ended(desk, job)
    bad = ended(desk, job, Status.FAILURE)
    page = open_runs()

    page.filters.status.set_value("Failed")

    qtbot.waitUntil(lambda: numbers(page) == [bad])


def test_nothing_found_names_the_filter_and_shows_the_way_back(qtbot, desk, open_runs):
    ended(desk, desk.job())
    page = open_runs()

    page.filters.search.setText("hamburg")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "No run matches “hamburg”"

    page.empty.clicked.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.filters.search.text() == ""


def test_no_run_yet_says_what_to_do(desk, open_runs):
    page = open_runs()

    assert page.empty.accessibleName() == "No runs yet"
    assert not page.delete.isEnabled()


def test_enter_and_a_double_click_open_a_run_once(qtbot, desk, open_runs):
    job = desk.job()
    first, second = ended(desk, job), ended(desk, job)
    page = open_runs()
    opened = []
    page.open_run.connect(opened.append)

    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [second]

    place = page.table.visualRect(page.model.index(1, 1)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(page.table.viewport(), left, pos=place)
    qtbot.mouseDClick(page.table.viewport(), left, pos=place)
    assert opened == [second, first]


def test_delete_names_number_and_effect_and_deletes(qtbot, desk, open_runs, said):
    job = desk.job()
    kept, gone = ended(desk, job), ended(desk, job, lines=1200)
    page = open_runs()

    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    box = question()
    assert box.text() == f"Delete run {gone}?"
    assert box.informativeText() == (
        "Backup configurations: its record, 1,200 log lines are deleted."
    )
    click(qtbot, box, f"Delete run {gone}")
    qtbot.waitUntil(lambda: numbers(page) == [kept])

    assert said == ["Deleted 1 run."]
    assert desk.services.results.by_no(gone) is None
    assert desk.services.logs.lines(gone, 0, 10) == []


def test_several_runs_are_deleted_with_one_question(qtbot, desk, open_runs, said):
    job = desk.job()
    for _ in range(3):
        ended(desk, job)
    page = open_runs()
    page.table.selectAll()

    page.delete.click()
    box = question()
    assert box.text() == "Delete 3 runs?"
    click(qtbot, box, "Delete 3 runs")

    qtbot.waitUntil(lambda: said == ["Deleted 3 runs."])
    assert page.model.rowCount() == 0


def test_cancel_deletes_nothing(qtbot, desk, open_runs):
    no = ended(desk, desk.job())
    page = open_runs()

    page.delete.click()
    click(qtbot, question(), "Cancel")

    assert desk.services.results.by_no(no) is not None


def test_a_run_that_lives_is_not_deleted_and_the_button_says_why(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    page = open_runs()

    assert not page.delete.isEnabled()
    assert page.delete.toolTip() == f"Run {no} has not ended; cancel it first"
    page.ask_delete()
    assert question() is None


def test_what_could_not_be_deleted_is_shown_again(qtbot, desk, open_runs, said):
    job = desk.job()
    kept, gone = ended(desk, job), ended(desk, job)
    page = open_runs()
    page.table.selectAll()
    page.delete.click()
    desk.services.results.delete(gone)  # somebody else was faster

    click(qtbot, question(), "Delete 2 runs")

    qtbot.waitUntil(lambda: bool(said))
    qtbot.waitUntil(lambda: numbers(page) == [kept])


def test_the_disk_used_is_said_once_measured(qtbot, desk, open_runs):
    no = ended(desk, desk.job())
    folder = desk.paths.run_dir(no) / "files"
    folder.mkdir(parents=True)
    (folder / "report.csv").write_bytes(b"x" * 2_500_000)

    page = open_runs()

    qtbot.waitUntil(lambda: "files of runs 2.5 MB" in page.filters.disk.text())
    assert page.filters.disk.text().startswith("Logs use ")


def test_a_hidden_page_rests(qtbot, desk, open_runs):
    page = open_runs()
    page.hide()

    desk.session.results_changed.emit()

    assert not page._news.isActive()
    assert not page._ages.isActive()


def test_ages_and_durations_of_live_runs_move_on(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    desk.begin(no, datetime.now(UTC) - timedelta(seconds=70))
    page = open_runs()

    with qtbot.waitSignal(page.model.dataChanged):
        page._ages.timeout.emit()

    assert page.model.index(0, 4).data().startswith("1:1")


def test_files_are_named_in_the_question(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, [], files=[RunFile("a.csv", 10, f"runs/{no}/files/a.csv")])
    desk.end(no)
    page = open_runs()

    page.delete.click()

    assert "0 log lines and 1 file are deleted" in question().informativeText()
    click(qtbot, question(), "Cancel")


def by(page, title, *, descending):
    titles = [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(7)]
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    page.table.horizontalHeader().setSortIndicator(titles.index(title), order)


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


def test_the_menu_key_opens_the_menu_with_both(qtbot, desk, open_runs):
    ended(desk, desk.job())
    page = open_runs()

    page._on_menu_requested(page.table.rect().center())

    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    assert words[-2:] == ["Sort by", "Columns"]
    menu.close()
