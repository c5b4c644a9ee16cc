"""A run in a window of its own, over real stores: it goes on, and goes with the main window."""

import pytest
from tests.support.run_desk import RunDesk

from jobdesk.models.records import Status
from jobdesk.operations.users import current_actor
from jobdesk.ui.desk import Desk
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.open_tabs import read_entries
from jobdesk.ui.session import Session


@pytest.fixture
def runs(own_workspace):
    made = RunDesk(own_workspace)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot, runs, own_workspace):
    session = Session(own_workspace)
    window = MainWindow(session)
    qtbot.addWidget(window)
    made = Desk(window, session)
    session.use(runs.services, current_actor(runs.services))
    window.show()
    yield made
    made._may_close = True
    window.close()


def kept_tabs(store):
    return read_entries(str(store.value("window/open_tabs_2", "")))


def _live(runs, desk):
    no = runs.ask(runs.job()).no
    runs.begin(no)
    runs.append(no, [("info", f"line {at}") for at in range(300)])
    desk.opener.open_run(no)
    return no, desk._window.strip.current_page


def test_a_live_run_is_followed_in_its_own_window(qtbot, desk, runs):
    no, page = _live(runs, desk)
    assert desk.actions["tab.tear"].isEnabled()

    desk.actions["tab.tear"].trigger()

    window = desk.opener.torn.window_of(page)
    assert page.window() is window
    runs.append(no, [("info", "one more")])
    qtbot.waitUntil(lambda: page.log.view.count == 301)
    assert page.log.view.is_following

    runs.end(no, Status.SUCCESS)
    qtbot.waitUntil(lambda: page.status == "SUCCESS")


def test_opening_it_again_brings_its_window_and_makes_no_second_page(desk, runs):
    no, page = _live(runs, desk)
    desk.actions["tab.tear"].trigger()

    desk.opener.open_run(no)

    assert desk.opener.torn.pages == [page]
    assert len(desk._window.strip.pages) == 1


def test_moved_back_it_goes_on(qtbot, desk, runs):
    no, page = _live(runs, desk)
    desk.actions["tab.tear"].trigger()

    desk.opener.torn.put_back(page)

    assert desk._window.strip.current_page is page
    runs.append(no, [("info", "one more")])
    qtbot.waitUntil(lambda: page.log.view.count == 301)


def test_a_place_cannot_be_torn_off_and_says_why(desk, runs):
    _live(runs, desk)
    desk._window.strip.bar.setCurrentIndex(0)

    assert not desk.actions["tab.tear"].isEnabled()
    assert "Runs can be moved" in desk.actions["tab.tear"].toolTip()


def test_it_is_remembered_as_open_until_its_window_closes(qtbot, desk, runs):
    no, page = _live(runs, desk)
    kept = desk._session.layout_state
    desk.actions["tab.tear"].trigger()
    qtbot.waitUntil(lambda: [one["no"] for one in kept_tabs(kept)] == [no])
    assert "window" in kept_tabs(kept)[0]

    desk.opener.torn.close_page(page)
    qtbot.waitUntil(lambda: kept_tabs(kept) == [])


def test_with_the_main_window_its_windows_close(qtbot, desk, runs):
    _, page = _live(runs, desk)
    desk.actions["tab.tear"].trigger()
    window = desk.opener.torn.window_of(page)
    qtbot.waitUntil(lambda: desk.open_tabs._is_restored)
    desk._may_close = True

    desk._window.close()

    assert not window.isVisible()
    assert desk.opener.torn.pages == []
    assert page.feed._is_stopped
    assert not desk.open_tabs._save.isActive()
    assert [one["no"] for one in kept_tabs(desk._session.layout_state)] == [page.no]
