"""Open runs come back, also when the window was killed."""

import pytest
from tests.support.run_desk import RunDesk

from jobdesk.operations.users import current_actor
from jobdesk.ui import background
from jobdesk.ui.desk import Desk
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session


@pytest.fixture
def runs(tmp_path):
    made = RunDesk(tmp_path / "home")
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def start(qtbot, runs):
    """Opens a window on the workspace, as a new start would."""
    windows = []

    def start_():
        session = Session(runs.paths.home)
        window = MainWindow(session)
        qtbot.addWidget(window)
        desk = Desk(window, session)
        session.use(runs.services, current_actor(runs.services))
        window.show()
        windows.append(window)
        qtbot.waitUntil(lambda: desk.open_tabs._is_restored)
        return desk

    yield start_
    for window in windows:
        window.close()


def ended(runs, inputs):
    no = runs.ask(
        runs.services.jobs.all()[0] if runs.services.jobs.all() else runs.job(), inputs
    ).no
    runs.begin(no)
    runs.end(no)
    return no


def open_runs(desk):
    return [(page.no, page.part) for page in desk._window.strip.pages[1:]]


def test_runs_and_their_parts_come_back_after_a_kill(qtbot, runs, start):
    first, second = ended(runs, {"a": 1}), ended(runs, {"a": 2})
    desk = start()
    desk.opener.open_run(first)
    desk.opener.open_run(second)
    desk._window.stack.currentWidget().show_part("inputs")
    qtbot.waitUntil(lambda: not desk.open_tabs._save.isActive())

    again = start()  # the first window never closed: it was killed

    assert open_runs(again) == [(first, "log"), (second, "inputs")]
    assert again._window.stack.currentWidget().no == second


def test_a_closed_tab_stays_closed(qtbot, runs, start):
    first, second = ended(runs, {}), ended(runs, {})
    desk = start()
    desk.opener.open_run(first)
    desk.opener.open_run(second)
    desk._window.strip.close_current()
    qtbot.waitUntil(lambda: not desk.open_tabs._save.isActive())

    assert [no for no, _ in open_runs(start())] == [first]


def test_a_deleted_run_does_not_come_back(qtbot, runs, start):
    first = ended(runs, {})
    desk = start()
    desk.opener.open_run(first)
    desk._window.close()
    runs.services.results.delete(first)

    assert open_runs(start()) == []


def test_words_of_another_version_do_no_harm(runs, start):
    store = Session(runs.paths.home).layout_state
    store.setValue("window/open_tabs", "run:x:log\njob:1\n:::\nrun:999:log")
    store.sync()

    assert open_runs(start()) == []
