import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.support.job_records import make_broken_file, make_error, make_job

from jobdesk.errors import StoreUnavailable
from jobdesk.ui import messages
from jobdesk.ui.jobs.columns import COLUMNS, FLAGS, LAST_RUN, QUEUE, RUN
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.rows import JobRow, make_rows
from jobdesk.ui.jobs.table import JobsTable
from jobdesk.ui.session import Session


class Recorder:
    """Stands for the commands: remembers what was asked."""

    def __init__(self, page):
        self.switched, self.reviewed = [], []
        page.commands.switch = lambda keys, on: self.switched.append((keys, on))
        page.commands.review = lambda key, keep_inputs: self.reviewed.append((key, keep_inputs))


JOBS = [
    make_job(1, name="Alpha"),
    make_job(2, name="Beta", enabled=False, reviewed_version=""),
    make_job(3, name="Hidden one", hidden=True),
    make_job(4, name="Gamma", grouping="Other", error=make_error()),
]


@pytest.fixture
def page(qtbot, tmp_path):
    made = JobsPage(Session(tmp_path))
    qtbot.addWidget(made)
    made.resize(1228, 800)
    made.show()
    made.show_data(JobsData(make_rows(JOBS, [make_broken_file()])))
    return made


def key_of(number):
    return JOBS[number - 1].id


def test_space_switches_the_current_job(qtbot, page):
    asked = Recorder(page)
    page.choose(key_of(1))

    qtbot.keyClick(page.table, Qt.Key.Key_Space)

    assert asked.switched == [([key_of(1)], False)]


def test_space_on_a_selection_switches_all_of_it(qtbot, page):
    asked = Recorder(page)
    page.choose(key_of(1))
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)

    keys, is_on = asked.switched[0]
    assert set(keys) == {key_of(1), key_of(2)}
    assert is_on is True


def test_enter_asks_for_a_run_of_a_job_that_can_run(qtbot, page):
    page.choose(key_of(1))

    with qtbot.waitSignal(page.run_requested) as heard:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert heard.args == [key_of(1)]


def test_enter_on_a_job_that_cannot_run_says_why(qtbot, page):
    said = []
    messages.bridge().listen(said.append)
    page.choose(key_of(2))

    with qtbot.assertNotEmitted(page.run_requested):
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert "not enabled" in said[0].text


def test_the_switch_of_a_row_is_worked_with_the_mouse(qtbot, page):
    asked = Recorder(page)
    row = page.table.jobs_model.find(key_of(2))
    place = QPoint(32, page.table.rowViewportPosition(row) + page.table.rowHeight(row) // 2)

    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert asked.switched == [([key_of(2)], True)]


def test_the_run_button_of_a_row_is_worked_with_the_mouse(qtbot, page):
    row = page.table.jobs_model.find(key_of(1))
    x = page.table.columnViewportPosition(RUN) + page.table.columnWidth(RUN) // 2
    place = QPoint(x, page.table.rowViewportPosition(row) + page.table.rowHeight(row) // 2)

    with qtbot.waitSignal(page.run_requested):
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_left_and_right_fold_and_open_a_group(qtbot, page):
    page.choose(key_of(1))
    rows = page.table.jobs_model.rowCount()

    qtbot.keyClick(page.table, Qt.Key.Key_Left)  # to the heading
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.jobs_model.rowCount() == rows - 2

    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.jobs_model.rowCount() == rows


def test_what_is_left_out_is_said_and_shown_with_one_click(qtbot, page):
    assert page.left_out.isVisible()
    assert "1 hidden not shown" in page.left_out.text.text()

    page.left_out.show_all.click()

    assert page.table.jobs_model.find(key_of(3)) >= 0
    assert not page.left_out.isVisible()


def test_typing_filters_and_escape_shows_all_again(qtbot, page):
    QTest.keyClicks(page.filter.search, "alpha")
    assert page.counts == "1 of 5 jobs"

    qtbot.keyClick(page.filter.search, Qt.Key.Key_Escape)
    assert page.counts == "4 of 5 jobs"


def test_the_search_can_be_cleared_while_there_is_something_to_clear(page):
    search = page.filter.search
    assert search._clear not in search.actions()

    search.setText("alpha")
    search._clear.trigger()

    assert search.text() == ""
    assert search._clear not in search.actions()


def test_a_search_without_a_hit_says_so_and_offers_the_way_out(qtbot, page):
    page.filter.search.setText("zzz")

    assert page._body.currentWidget() is page._body._empty
    page._body._empty.clicked.emit()
    assert page._body.currentWidget() is page.table


def test_the_current_job_stays_current_when_jobs_are_read_again(page):
    page.choose(key_of(2))

    page.show_data(JobsData(make_rows([make_job(9, name="Aaa"), *JOBS], [])))

    assert page.table.current_key() == key_of(2)


def test_a_broken_file_shows_its_traceback(page):
    page.table.choose("file:/somewhere/jobs/cables.py")

    assert page.detail.currentWidget() is page.detail.file
    assert "No module named 'netops'" in page.detail.file._code.toPlainText()


def test_reviewing_for_the_first_time_offers_to_keep_inputs(qtbot, page):
    asked = Recorder(page)
    page.choose(key_of(2))
    box = page.detail.job._review
    assert box.isVisible()

    box._keep.setChecked(True)
    box._enable.click()

    assert asked.reviewed == [(key_of(2), True)]


def test_an_enabled_job_asks_for_no_review(page):
    page.choose(key_of(1))

    assert not page.detail.job._review.isVisible()
    assert page.detail.job._run.isEnabled()


def test_filter_order_columns_and_folds_are_remembered(qtbot, page, tmp_path):
    page.filter.chips["hidden"].set_state("any")
    page.set_sorting((("queue", True), ("name", False)))
    page.table.header.toggle("queue")
    page.table.header.move_by("last_run", -1)
    page.table.header.resizeSection(FLAGS, 150)
    page.filter.search.setText("alpha -test")
    page.table.fold({"Sites"})
    was = page.state()
    # Nobody closes the page: the window is killed soon afterwards.
    file = tmp_path / "window.ini"
    qtbot.waitUntil(lambda: file.exists() and "Sites" in file.read_text(encoding="utf-8"))

    again = JobsPage(Session(tmp_path))
    qtbot.addWidget(again)
    again.resize(1228, 800)
    again.show()

    assert again.state() == was
    assert again.sorting == (("queue", True), ("name", False))
    assert again.table.isColumnHidden(QUEUE)
    assert again.table.header.visualIndex(LAST_RUN) < again.table.header.visualIndex(FLAGS)
    assert again.table.columnWidth(FLAGS) == 150
    assert again.filter.search.text() == "alpha -test"
    assert again.table.jobs_model.folded == {"Sites"}


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (1000, set()),
        (700, {"flags"}),
        (540, {"flags", "history"}),
        (380, {"flags", "history", "queue"}),
    ],
)
def test_columns_give_way_until_names_have_room(qtbot, width, gone):
    table = JobsTable()
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()

    never = {"labels", "source", "path"}  # nothing has a label; the others are chosen
    hidden = {c.key for p, c in enumerate(COLUMNS) if table.isColumnHidden(p)}
    assert hidden == gone | never


def test_the_context_menu_says_why_a_job_cannot_run(page):
    from jobdesk.ui.jobs.menu import JobMenu

    menu = JobMenu(JOBS[1], page)
    run = menu.actions()[0]

    assert not run.isEnabled()
    assert "not enabled" in run.toolTip()


def test_a_job_is_previewed_from_its_menu_by_key_and_from_the_pane(page, qtbot):
    from jobdesk.ui.jobs.menu import JobMenu

    page.choose(key_of(1))
    asked = []
    page.preview_requested.connect(asked.append)
    menu = page.asked.make_menu(key_of(1))
    assert isinstance(menu, JobMenu)

    menu.actions()[1].trigger()
    page.asked.registry["jobs.preview"].trigger()
    page.detail.job._preview.click()

    assert asked == [key_of(1)] * 3
    assert menu.actions()[1].text() == "&Preview…"
    menu.deleteLater()


def test_a_job_that_cannot_run_is_not_previewed_and_says_why(page):
    page.choose(key_of(2))
    menu = page.asked.make_menu(key_of(2))

    assert not menu.actions()[1].isEnabled()
    assert "not enabled" in menu.actions()[1].toolTip()
    assert not page.detail.job._preview.isEnabled()
    assert "not enabled" in page.detail.job._preview.toolTip()
    menu.deleteLater()


def test_every_control_has_a_name(page):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    controls = page.findChildren(QAbstractButton) + page.findChildren(QLineEdit)
    unnamed = [
        type(one).__name__ for one in controls if not one.accessibleName() and one.isVisible()
    ]
    assert set(unnamed) <= {"QTableCornerButton", "QLineEditIconButton", "QToolButton"}


def test_a_wrong_expression_says_so_and_keeps_what_was_found_last(page):
    page.filter.search.setText("/^alpha/")
    assert page.counts == "1 of 5 jobs"

    page.filter.search.setText("/^alpha(/")

    assert page.counts == "1 of 5 jobs"
    assert page.filter.problem.isVisible()
    assert "character 7" in page.filter.problem.text()
    page.filter.search.setText("/^alpha/")
    assert not page.filter.problem.isVisible()


def test_names_like_the_search_are_shown_with_a_word_about_it(page):
    page.filter.search.setText("alha")

    assert page.counts == "1 of 5 jobs"
    assert "No job has “alha”" in page.filter.problem.text()
    page.filter.search.setText("alpha")
    assert not page.filter.problem.isVisible()


def test_show_brings_what_chips_leave_out_and_keeps_the_search(page):
    page.filter.search.setText("hidden")
    assert page.counts == "0 of 5 jobs"

    page.left_out.show_all.click()

    assert page.counts == "1 of 5 jobs"
    assert page.filter.search.text() == "hidden"


def test_the_page_has_a_menu_on_headings_and_ground(page):
    menu = page.asked.make_menu("")

    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Collapse all groups", "Expand all groups"]
    assert "Columns" in words
    menu.actions()[0].trigger()
    assert page.table.jobs_model.rowCount() == 2
    page.asked.registry["jobs.open_all"].trigger()
    assert page.table.jobs_model.rowCount() == 6
    menu.deleteLater()


@pytest.mark.parametrize("is_tiled", [False, True], ids=["table", "tiles"])
def test_rows_have_their_height_wherever_a_heading_stood_before(page, is_tiled):
    page.show_tiles(is_on=is_tiled)
    page.resize(560, 700)  # one tile a line

    def heights():
        view = page.view
        entries = [view.rows.entry(row, 0) for row in range(view.model().rowCount())]
        return {
            (isinstance(entry, JobRow), view.rowHeight(row))
            for row, entry in enumerate(entries)
        }

    before = heights()
    assert len(before) == 2
    page.filter.widen()

    assert heights() == before


def test_jobs_that_cannot_be_read_say_why_and_offer_another_try(qtbot, tmp_path):
    page = JobsPage(Session(tmp_path))
    qtbot.addWidget(page)
    page.resize(1228, 800)
    page.show()

    page.news._say_failed(StoreUnavailable("The database is locked."))

    assert page._body._failure.isVisible()
    with qtbot.waitSignal(page._body.retry_requested):
        page._body._failure._button.click()
    page.show_data(JobsData(make_rows(JOBS, [])))
    assert page.table.isVisible()
