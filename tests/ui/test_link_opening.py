"""Links open runs and filled forms, and run nothing."""

import pytest
from tests.support.run_desk import RunDesk

from jobdesk.operations.calls import Call, as_link
from jobdesk.operations.users import current_actor
from jobdesk.ui import messages
from jobdesk.ui.desk import Desk
from jobdesk.ui.main_window import MainWindow
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
    window.show()
    made.said = []
    messages.bridge().said.connect(lambda message: made.said.append(message.text))
    yield made
    made._may_close = True
    for dialog in list(made.opener._dialogs.values()):
        dialog.close()
    window.close()


def load(desk, runs):
    desk._session.use(runs.services, current_actor(runs.services))


def test_a_run_is_shown_once_the_workspace_is_open(qtbot, desk, runs):
    no = runs.ask(runs.job()).no

    desk.links.open([f"jobdesk://run/{no}"])
    load(desk, runs)

    qtbot.waitUntil(lambda: getattr(desk._window.strip.current_page, "no", 0) == no)


def test_a_form_is_filled_and_nothing_runs(qtbot, desk, runs):
    load(desk, runs)
    job = runs.job()
    link = as_link(Call(job.class_path, {"site": "Bern"}))

    with qtbot.waitSignal(desk.opener.dialog_opened) as heard:
        desk.links.open([link])

    assert heard.args[0].windowTitle()
    assert runs.services.results.recent(10) == []


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("jobdesk://run/999", "run 999, which is not in this workspace"),
        ("jobdesk://run/no.Such", "a job that is not here: no.Such"),
        ("jobdesk://elsewhere/1", "This link does not name a job"),
    ],
)
def test_what_a_link_says_wrong_is_told(qtbot, desk, runs, link, words):
    load(desk, runs)

    desk.links.open([link])

    qtbot.waitUntil(lambda: any(words in said for said in desk.said))
