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
    desk._window.strip.current_page.show_part("inputs")
    qtbot.waitUntil(lambda: not desk.open_tabs._save.isActive())

    again = start()  # the first window never closed: it was killed

    assert open_runs(again) == [(first, "log"), (second, "inputs")]
    assert again._window.strip.current_page.no == second


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


@pytest.mark.parametrize(
    "text",
    [
        "run:12:log",
        "{}",
        "[" * 5000,
        '[1, {}, {"kind": "run"}, {"kind": "run", "no": "1"}, {"kind": "other"}]',
        '[{"kind": "run", "no": 999}, {"kind": "bulk", "ids": [1]}, {"kind": "job", "id": 1}]',
    ],
)
def test_words_of_another_version_do_no_harm(runs, start, text):
    store = Session(runs.paths.home).layout_state
    store.setValue("window/open_tabs_2", text)
    store.sync()

    assert open_runs(start()) == []


def test_pages_of_jobs_and_what_is_typed_for_many_come_back(qtbot, runs, start):
    jobs = [runs.job(), runs.job("Other", "Other")]
    desk = start()
    desk.opener.open_job_settings(jobs[0].id)
    desk._window.strip.current_page.tabs.setCurrentIndex(1)
    desk.opener.open_bulk([job.id for job in jobs])
    bulk = desk._window.strip.current_page
    qtbot.waitUntil(lambda: "hidden" in bulk.fields)
    bulk.fields["description"]._take("Typed for both")
    bulk.fields["hidden"]._take(False)
    qtbot.waitUntil(lambda: not desk.open_tabs._save.isActive())

    again = start()

    job, many = again._window.strip.pages[1:]
    assert (job.job_id, job.tabs.currentIndex()) == (jobs[0].id, 1)
    assert [one.spec.name for one in many.area.changed] == ["description", "hidden"]
    assert many.fields["description"].value == "Typed for both"
    assert many.fields["hidden"].value is False
    assert many.typed_edits.canUndo()
    assert again._window.strip.current_page is many


def test_a_window_of_its_own_comes_back_with_its_place(qtbot, runs, start):
    no = ended(runs, {})
    desk = start()
    desk.opener.open_run(no)
    desk.actions["tab.tear"].trigger()
    page = desk.opener.torn.pages[0]
    desk.opener.torn.window_of(page).setGeometry(40, 60, 640, 480)
    qtbot.waitUntil(lambda: not desk.open_tabs._save.isActive())
    desk._window.close()

    again = start()

    assert [page.no for page in again.opener.torn.pages] == [no]
    window = again.opener.torn.window_of(again.opener.torn.pages[0])
    assert window.geometry().getRect() == (40, 60, 640, 480)
    assert again._window.strip.pages[1:] == []


def test_the_tab_that_was_closed_last_is_opened_again(qtbot, runs, start):
    first, second = ended(runs, {}), ended(runs, {})
    desk = start()
    assert "No tab was closed" in desk.actions["tab.reopen"].toolTip()
    desk.opener.open_run(first)
    desk.opener.open_run(second)
    desk._window.strip.current_page.show_part("inputs")
    desk._window.strip.close_current()
    desk._window.strip.close_current()

    desk.actions["tab.reopen"].trigger()
    desk.actions["tab.reopen"].trigger()

    assert [no for no, _ in open_runs(desk)] == [first, second]
    assert desk._window.strip.current_page.no == second
    assert not desk.actions["tab.reopen"].isEnabled()


def test_tabs_are_walked_with_the_keyboard_around_the_ends(runs, start):
    desk = start()
    desk.opener.open_run(ended(runs, {}))
    bar = desk._window.strip.bar

    for name, expected in (("next", 0), ("next", 1), ("previous", 0), ("previous", 1)):
        desk.actions[f"tab.{name}"].trigger()
        assert bar.currentIndex() == expected
