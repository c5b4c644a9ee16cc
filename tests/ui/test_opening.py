"""Opening against real stores: the dialog of a job, its tab, the first run of a workspace."""

import pytest

from jobdesk.operations.users import current_actor
from jobdesk.ui.desk import Desk
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session
from jobdesk.wiring import open_workspace

JOB = '''
from jobdesk.jobs import Job, StringVar


class Greet(Job):
    """Says hello."""

    who = StringVar(description="Whom")

    def run(self, who):
        self.logger.info("hello %s", who)
'''


@pytest.fixture
def desk(qtbot, own_workspace):
    services = open_workspace(own_workspace)
    session = Session(own_workspace)
    window = MainWindow(session)
    qtbot.addWidget(window)
    made = Desk(window, session)
    session.use(services, current_actor(services))
    window.show()
    yield made
    window.close()
    services.close()


def add_job(desk, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "greet.py").write_text(JOB)
    desk.add_folder(str(folder))


def rows(desk):
    return [row.record for row in desk.jobs_page.data.rows if row.record]


@pytest.mark.process
def test_from_an_empty_workspace_to_a_reviewed_job(qtbot, desk, tmp_path):
    qtbot.waitUntil(lambda: desk._window.strip.current_page is desk.first_run)

    add_job(desk, tmp_path)
    qtbot.waitUntil(lambda: len(rows(desk)) == 1)
    assert desk._window.strip.current_page is desk.jobs_page
    assert not rows(desk)[0].enabled

    desk.commands.review(rows(desk)[0].id, keep_inputs=True)
    qtbot.waitUntil(lambda: rows(desk)[0].enabled)
    assert rows(desk)[0].has_sensitive_variables is False
    assert rows(desk)[0].overrides == ("has_sensitive_variables",)

    desk.opener.open_job_code(rows(desk)[0].id)
    page = desk._window.strip.current_page
    assert isinstance(page, JobPage)
    qtbot.waitUntil(lambda: "class Greet" in page.code.toPlainText())

    with qtbot.waitSignal(desk.opener.dialog_opened) as heard:
        desk.opener.open_run_dialog(rows(desk)[0].id)
    heard.args[0].close()

    with qtbot.waitSignal(desk.opener.dialog_opened) as heard:
        page._preview.click()
    assert heard.args[0].windowTitle() == "Preview “Greet”"
    with qtbot.waitSignal(desk.opener.dialog_opened) as heard:
        desk.opener.open_run_dialog(rows(desk)[0].id)  # the same dialog, for a run now
    assert heard.args[0].windowTitle() == "Run “Greet”"
    heard.args[0].close()


@pytest.mark.process
def test_a_file_that_breaks_is_shown_on_top_and_its_job_stays(qtbot, desk, tmp_path):
    add_job(desk, tmp_path)
    qtbot.waitUntil(lambda: len(rows(desk)) == 1)

    (tmp_path / "mine" / "greet.py").write_text("import nothing_of_that_name\n")
    desk.commands.refresh()
    qtbot.waitUntil(lambda: rows(desk)[0].error is not None)

    heading = desk.jobs_page.table.jobs_model.entry(0)
    assert heading.is_broken
    assert len(heading.rows) == 2


def test_an_object_is_shown_in_a_tab_of_its_own(qtbot, desk):
    key = desk.opener._session.ready.inventory.call(_status_key)

    desk.opener.object_requested.emit("extras.status", key)
    page = desk._window.strip.current_page
    qtbot.waitUntil(lambda: (shown := page.detail.detail) is not None and shown.key == key)


def _status_key():
    from jobdesk.inventory.extras.models import Status

    return str(Status.objects.get(name="Planned").pk)
