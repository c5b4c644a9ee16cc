import pytest
from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from jobdesk.models.records import Status
from jobdesk.ui.background import is_busy
from jobdesk.ui.jobs.detail import DetailPane
from jobdesk.ui.jobs.histories import HistoryReader
from jobdesk.ui.jobs.page import JobsPage


@pytest.fixture
def desk(tmp_path):
    made = RunDesk(tmp_path / "home")
    yield made
    made.close()


def end_run(desk, job, seconds=7.0):
    run = desk.ask(job)
    desk.begin(run.no)
    desk.end(run.no, Status.SUCCESS, seconds=seconds)


def test_bars_are_read_once_for_a_row_and_again_when_runs_change(qtbot, desk):
    job = desk.job()
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    reader = HistoryReader(desk.session, page)
    with qtbot.waitSignal(reader.read):
        reader.show_rows([job.id, "file:/jobs/broken.py"])
    assert reader.held == {job.id: []}
    with qtbot.assertNotEmitted(reader.read, wait=50):
        reader.show_rows([job.id])  # it is known

    end_run(desk, job)
    with qtbot.waitSignal(reader.read):
        for _ in range(100):  # a burst
            desk.session.results_changed.emit()

    assert [bar.seconds for bar in reader.held[job.id]] == [7.0]


def test_a_hidden_page_reads_no_histories_until_it_is_shown(qtbot, desk, monkeypatch):
    job = desk.job()
    page = JobsPage(desk.session)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.show()
    page.choose(job.id)
    qtbot.waitUntil(lambda: job.id in page.histories.held and not is_busy())
    page.hide()
    asked = []
    store = type(desk.services.results)
    bars, last_durations = page.histories, store.last_durations

    def counted(self, *rest):
        asked.append(page.isVisible())
        return last_durations(self, *rest)

    monkeypatch.setattr(store, "last_durations", counted)
    end_run(desk, job)
    desk.session.results_changed.emit()
    qtbot.waitUntil(lambda: not bars._again.isActive() and not page.detail._again.isActive())
    qtbot.waitUntil(lambda: not is_busy())
    assert page.detail.job.recent._lines == []
    assert asked == []

    page.show()

    qtbot.waitUntil(lambda: [bar.seconds for bar in bars.held[job.id]] == [7.0])
    qtbot.waitUntil(lambda: len(page.detail.job.recent._lines) == 1)


def test_a_pane_without_room_reads_when_there_is_room(qtbot, desk):
    job = desk.job()
    end_run(desk, job)
    page = JobsPage(desk.session)
    qtbot.addWidget(page)
    page.resize(700, 600)  # no room for details
    page.show()
    qtbot.waitUntil(lambda: len(page.data.rows) == 1 and not is_busy())
    page.choose(job.id)
    qtbot.waitUntil(lambda: not is_busy())
    assert page.findChild(DetailPane).job.recent._lines == []

    page.resize(1400, 900)

    qtbot.waitUntil(lambda: len(page.detail.job.recent._lines) == 1)


def test_a_steady_stream_of_news_does_not_put_the_reload_off(qtbot, desk):
    page = JobsPage(desk.session)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not is_busy() and not page.news._soon.isActive())
    desk.job("Alpha", "Alpha")
    page.session.jobs_changed.emit()
    left = page.news._soon.remainingTime()
    qtbot.waitUntil(lambda: page.news._soon.remainingTime() < left)

    before = page.news._soon.remainingTime()
    page.session.jobs_changed.emit()

    assert page.news._soon.remainingTime() <= before
    qtbot.waitUntil(lambda: len(page.data.rows) == 1)
