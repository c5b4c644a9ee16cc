"""The Runs page over real stores: pages of history, filters, news."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from tests.support.runs_page import ended, multiply, numbers

from jobdesk.errors import Refused
from jobdesk.models.records import Progress, Status
from jobdesk.ui import background, messages
from jobdesk.ui.runs import live_tails
from jobdesk.ui.runs.cells import SHARE_ROLE
from jobdesk.ui.runs.history import PAGE_RUNS


def test_the_newest_run_stands_on_top_and_is_selected(desk, open_runs):
    job = desk.job()
    made = [ended(desk, job) for _ in range(3)]

    page = open_runs()

    assert numbers(page) == made[::-1]
    assert [record.no for record in page.table.selected()] == [made[-1]]


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
    assert [record.no for record in page.table.selected()] == [first]


def test_another_status_is_shown_where_the_run_stands(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    page = open_runs()
    status = page.model.index(0, 2)
    assert status.data() == "Pending"

    desk.begin(no)
    desk.session.run_changed.emit(no)
    qtbot.waitUntil(lambda: status.data() == "Running")

    desk.services.results.request_stop(no, "k.tanaka", False)
    desk.session.run_changed.emit(no)
    qtbot.waitUntil(lambda: status.data() == "Cancelling")


def test_a_stream_of_news_keeps_nobody_from_reading_them(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    page = open_runs()
    stream = QTimer(page, interval=10)
    stream.timeout.connect(lambda: desk.session.run_changed.emit(no))
    stream.start()

    desk.begin(no)

    qtbot.waitUntil(lambda: page.model.index(0, 2).data() == "Running")


def test_another_status_far_down_the_list_is_shown_too(qtbot, desk, open_runs):
    job = desk.job()
    first = desk.ask(job).no
    for _ in range(PAGE_RUNS + 20):
        desk.ask(job)
    page = open_runs()
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE_RUNS)
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.row_of(first) > 0)
    status = page.model.index(page.model.row_of(first), 2)

    desk.begin(first)
    desk.session.run_changed.emit(first)

    qtbot.waitUntil(lambda: status.data() == "Running")


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
    assert not page._ages.timer.isActive()


def test_ages_and_durations_of_live_runs_move_on(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    desk.begin(no, datetime.now(UTC) - timedelta(seconds=70))
    page = open_runs()

    with qtbot.waitSignal(page.model.dataChanged):
        page._ages.timer.timeout.emit()

    assert page.model.index(0, 4).data().startswith("1:1")


def test_live_runs_that_cannot_be_read_are_told_once(qtbot, desk, open_runs, monkeypatch):
    said, asked = [], []
    messages.bridge().listen(lambda message: said.append(message.text))
    desk.begin(desk.ask(desk.job()).no)
    page = open_runs()

    def refuse(services, nos):
        asked.append(nos)
        raise Refused("The logs are damaged.")

    page._ages.timer.stop()
    qtbot.waitUntil(lambda: not background.is_busy())
    monkeypatch.setattr(live_tails, "read_tails", refuse)
    for look in (1, 2):
        page._ages.timer.timeout.emit()
        qtbot.waitUntil(lambda look=look: len(asked) == look and not page._ages._is_reading)

    assert said == ["The logs are damaged."]


def test_news_move_nothing_that_is_being_read(qtbot, desk, open_runs):
    job = desk.job()
    multiply(desk, ended(desk, job), 90)
    page = open_runs()
    page.table.verticalScrollBar().setValue(40)
    read = page.table.top_run

    new = [desk.ask(job).no for _ in range(3)]
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: numbers(page)[0] == new[-1])

    assert page.table.top_run == read


def test_the_number_of_selected_runs_is_said(desk, open_runs):
    job = desk.job()
    for _ in range(3):
        ended(desk, job)
    page = open_runs()
    said = []
    page.counts_changed.connect(said.append)

    page.table.selectAll()

    assert said[-1] == "3 runs, 3 selected"


def test_a_live_run_says_its_progress_in_its_row(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    desk.begin(no, datetime.now(UTC) - timedelta(seconds=62))
    page = open_runs()
    status = page.model.index(0, 2)
    assert status.data() == "Running"

    desk.append(no, [("info", "x")] * 4, progress=Progress(318, 512, "now ber-acc-19"))
    qtbot.waitUntil(lambda: status.data() == "Running 62 %")

    assert status.data(SHARE_ROLE) == 318 / 512
    tip = status.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("318 of 512 done, now ber-acc-19, about 0:3")
    assert page.model.index(0, 6).data() == "4"
    desk.end(no)
    desk.session.run_changed.emit(no)
    qtbot.waitUntil(lambda: status.data() == "Completed")


def test_progress_without_a_total_says_what_is_done(qtbot, desk, open_runs):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, [], progress=Progress(7, None, ""))

    page = open_runs()

    status = page.model.index(0, 2)
    assert (status.data(), status.data(SHARE_ROLE)) == ("Running", None)
    assert status.data(Qt.ItemDataRole.ToolTipRole) == "7 done"
