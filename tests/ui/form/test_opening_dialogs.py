"""Several run dialogs stand beside each other; each job has one at most."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from jobdesk.jobs import Job, StringVar
from jobdesk.models.records import RunOptions
from jobdesk.ui import background
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.opening import Opener
from jobdesk.ui.widgets.tab_strip import TabStrip


class First(Job):
    title = StringVar()

    class Meta:
        has_sensitive_variables = False

    def run(self, title):
        return title


class Second(First):
    pass


class Old(Job):
    class Meta:
        has_sensitive_variables = False

    def run(self, data, commit):
        return commit


@pytest.fixture
def opener(session, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    strip = TabStrip(stack)
    qtbot.addWidget(strip)
    opener = Opener(session, JobCommands(session), strip, window)
    opener.kept = (window, strip, stack)  # else Python deletes them
    yield opener
    for dialog in list(opener._dialogs.values()):
        dialog.close()
    background.shut_down()


def ask(opener, qtbot, job, inputs=None):
    with qtbot.waitSignal(opener.dialog_opened) as heard:
        if inputs is None:
            opener.open_run_dialog(job.id)
        else:
            opener.open_filled_form(job.id, Filling(inputs))
    return heard.args[0]


def test_two_dialogs_are_open_at_once_and_neither_is_modal(opener, qtbot, add_job):
    first = ask(opener, qtbot, add_job(First))
    second = ask(opener, qtbot, add_job(Second))

    assert first is not second
    assert first.isVisible()
    assert second.isVisible()
    assert not first.isModal()
    assert not second.isModal()
    assert first.pos() != second.pos()
    first.form.fields["title"].editor.set_value("one")
    second.form.fields["title"].editor.set_value("two")
    assert first.form.raw() == {"title": "one"}


def test_the_dialog_of_a_job_comes_back_to_the_front(opener, qtbot, add_job):
    job = add_job(First)
    first = ask(opener, qtbot, job)
    first.form.fields["title"].editor.set_value("typed")

    assert ask(opener, qtbot, job) is first
    assert first.form.raw() == {"title": "typed"}


def test_inputs_of_a_run_fill_the_open_dialog_and_can_be_undone(opener, qtbot, add_job):
    job = add_job(First)
    first = ask(opener, qtbot, job)
    first.form.fields["title"].editor.set_value("typed")

    assert ask(opener, qtbot, job, {"title": "of the run"}) is first
    assert first.form.raw() == {"title": "of the run"}
    first.notice.banner.press()
    assert first.form.raw() == {"title": "typed"}


def test_the_form_of_a_run_has_its_inputs_and_options(opener, qtbot, session, add_job):
    job = add_job(First, job_queues=["default", "deploy"])
    options = RunOptions("deploy", 300, 600, profile=True)
    no = session.ready.results.create(job, "root", {"title": "Bonn"}, False, options).no

    with qtbot.waitSignal(opener.dialog_opened) as heard:
        opener.open_form_of_run(no)

    dialog = heard.args[0]
    assert dialog.form.raw() == {"title": "Bonn"}
    assert dialog.rail.queue.currentData() == "deploy"
    assert dialog.rail.profile.isChecked()


@pytest.mark.parametrize("commits", [True, False])
def test_the_form_of_a_first_generation_run_commits_as_it_did(
    opener, qtbot, session, add_job, commits
):
    job = add_job(Old)
    options = RunOptions("default", 300, 600, dry_run=not commits, commit=commits)
    no = session.ready.results.create(job, "root", {}, False, options).no

    with qtbot.waitSignal(opener.dialog_opened) as heard:
        opener.open_form_of_run(no)

    assert heard.args[0].rail.commits is commits
    heard.args[0].sharing.copy_command()
    said = QGuiApplication.clipboard().text()
    assert said.startswith(f"jobdesk run sites.Old {'--commit' if commits else '--no-commit'}")
    heard.args[0].rail.dry_run.setChecked(not commits)
    heard.args[0].sharing.paste()
    assert heard.args[0].rail.commits is commits


def test_a_run_whose_inputs_were_not_kept_has_an_empty_form(opener, qtbot, session, add_job):
    job = add_job(First)
    options = RunOptions("default", 300, 600)
    no = session.ready.results.create(job, "root", None, True, options).no

    with qtbot.waitSignal(opener.dialog_opened) as heard:
        opener.open_form_of_run(no)

    assert heard.args[0].form.raw() == {"title": ""}


def test_a_closed_dialog_is_forgotten(opener, qtbot, add_job):
    job = add_job(First)
    first = ask(opener, qtbot, job)
    first.close()

    assert ask(opener, qtbot, job) is not first
