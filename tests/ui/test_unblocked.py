"""The window stays free while much is shown: no block above three times the promise."""

import pytest
from benchmarks.records import make_record
from benchmarks.watchdog import Watchdog
from tests.support.watchdog import LIMIT_MS

from jobdesk.ui.desk import Desk
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session

COUNT = 10_000


@pytest.fixture
def watchdog(qtbot):
    """Watches the test; it fails when the loop was blocked for too long."""
    dog = Watchdog(has_witness=True)
    dog.start()
    yield dog
    longest = dog.stop()
    said = f"the window was blocked for {longest:.0f} ms, at most {LIMIT_MS}\n{dog.where}"
    assert longest <= LIMIT_MS, said


@pytest.fixture
def page(qtbot, tmp_path):
    rows = make_rows([make_record(number) for number in range(COUNT)], [])
    window = MainWindow(Session(tmp_path))
    qtbot.addWidget(window)
    window.desk = Desk(window, window._session)
    window.show()
    qtbot.waitExposed(window)
    found = window.desk.jobs_page
    found.rows_made = rows
    qtbot.wait(50)
    return found


def test_ten_thousand_jobs_are_shown_and_filtered(page, watchdog, qtbot):
    page.show_data(JobsData(page.rows_made))
    qtbot.wait(30)
    for letter in "job 99":
        page.filter.search.insert(letter)
        qtbot.wait(20)
    page.filter.search.clear()
    qtbot.wait(50)
