"""Several run dialogs stand beside each other; each job has one at most."""

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget

from jobdesk.jobs import Job, StringVar
from jobdesk.ui import background
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
        opener.open_run_again(job.id, inputs)
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


def test_a_closed_dialog_is_forgotten(opener, qtbot, add_job):
    job = add_job(First)
    first = ask(opener, qtbot, job)
    first.close()

    assert ask(opener, qtbot, job) is not first
