"""The dialog asks a real child for the choices that a job's code works out."""

from dataclasses import replace

import psutil
import pytest
from PySide6.QtCore import Qt

from jobdesk.operations import refresh as refreshing
from jobdesk.operations.jobs import enable

pytestmark = pytest.mark.process

JOB = """
from pathlib import Path
from jobdesk.jobs import ChoiceVar, Job, MultiChoiceVar, StringVar, register_jobs

def sites():
    text = Path(__file__).with_name("sites.txt").read_text()
    while "hang" in text:
        pass
    return [(name, name.title()) for name in text.split()]

class Deploy(Job):
    title = StringVar(default="x")
    site = ChoiceVar(choices=sites, description="Where it goes")
    also = MultiChoiceVar(choices=sites, required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, title, site, also):
        return site

register_jobs(Deploy)
"""
ASKING = "Asking the job for its choices…"


@pytest.fixture
def sites(session):
    """Write the file from which the job's choices come."""
    file = session.ready.paths.jobs / "sites.txt"

    def write(text):
        if text is None:
            file.unlink()
        else:
            file.write_text(text)

    write("ams ber")
    return write


@pytest.fixture
def deploy(session, sites):
    (session.ready.paths.jobs / "deploy.py").write_text(JOB)
    report = refreshing.refresh(session.ready)
    enable(session.ready, session.user, report.created)
    return session.ready.jobs.by_class_path("deploy.Deploy")


def labels(editor):
    return [editor.box.itemText(row) for row in range(editor.box.count())]


def children():
    return [
        child for child in psutil.Process().children(recursive=True) if is_discovering(child)
    ]


def is_discovering(child):
    try:
        return "discover" in child.cmdline()
    except psutil.Error:
        return False  # it has just ended


def has_answered(dialog):
    return lambda: ASKING not in dialog.form.fields["site"].help.help.text()


def test_stored_choices_stand_there_until_the_new_ones_come(deploy, sites, open_dialog, qtbot):
    sites("ber cph")
    dialog = open_dialog(deploy)
    site, also = dialog.form.fields["site"], dialog.form.fields["also"]

    assert labels(site.editor) == ["Ams", "Ber"]
    assert ASKING in site.help.help.text()
    assert ASKING not in dialog.form.fields["title"].help.help.text()
    qtbot.waitUntil(has_answered(dialog))

    assert labels(site.editor) == ["Ber", "Cph"]
    assert site.help.help.text() == "Where it goes"
    also.editor.set_value(["cph"])
    assert also.editor.value() == ["cph"]
    site.editor.set_value("cph")
    assert not dialog.form.problems()
    assert not children()


def test_what_was_chosen_meanwhile_stays(deploy, sites, open_dialog, qtbot):
    sites("aaa ber cph")
    dialog = open_dialog(deploy)
    site, also = dialog.form.fields["site"].editor, dialog.form.fields["also"].editor
    site.set_value("ber")
    also.set_value(["ams", "ber"])

    qtbot.waitUntil(has_answered(dialog))

    assert site.value() == "ber"
    assert also.value() == ["ber"]
    assert "No longer offered: Ams." in dialog.form.fields["also"].help.help.text()


def test_a_choice_that_is_gone_is_named_and_asked_for_again(deploy, sites, open_dialog, qtbot):
    sites("ber")
    dialog = open_dialog(deploy)
    dialog.form.fields["site"].editor.set_value("ams")

    qtbot.waitUntil(has_answered(dialog))

    assert dialog.form.fields["site"].editor.value() == ""
    assert "No longer offered: Ams." in dialog.form.fields["site"].help.help.text()
    assert [problem.field for problem in dialog.form.problems()] == ["site"]


def test_an_input_of_an_earlier_run_is_chosen_when_it_is_offered(
    deploy, sites, open_dialog, qtbot
):
    sites("ber cph")
    dialog = open_dialog(deploy, {"site": "cph", "also": ["ber", "cph"]})
    assert dialog.form.fields["site"].editor.value() == ""

    qtbot.waitUntil(has_answered(dialog))

    assert dialog.form.fields["site"].editor.value() == "cph"
    assert dialog.form.fields["also"].editor.value() == ["ber", "cph"]


def test_a_failure_is_said_beside_the_field_and_can_be_tried_again(
    deploy, sites, open_dialog, qtbot
):
    sites(None)
    dialog = open_dialog(deploy)
    site = dialog.form.fields["site"]
    qtbot.waitUntil(lambda: site.help.shown_note() != "")

    assert "choices of the last refresh" in site.help.shown_note()
    assert "FileNotFoundError" in site.help.shown_note()
    assert labels(site.editor) == ["Ams", "Ber"]
    sites("cph")
    qtbot.mouseClick(site.help._note.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: labels(site.editor) == ["Cph"])

    assert site.help.shown_note() == ""
    assert dialog.form.fields["also"].help.shown_note() != ""


def test_an_error_of_the_field_comes_before_the_note(deploy, sites, open_dialog, qtbot):
    sites(None)
    dialog = open_dialog(deploy)
    site = dialog.form.fields["site"]
    qtbot.waitUntil(lambda: site.help.shown_note() != "")

    dialog.form.reveal("site")

    assert site.help.shown_error() == "This field is required."
    site.editor.set_value("ams")
    assert site.help.shown_note() != ""


def test_closing_the_dialog_ends_the_child(deploy, sites, open_dialog, qtbot):
    sites("hang")
    dialog = open_dialog(deploy)
    qtbot.waitUntil(lambda: len(children()) > 0)

    dialog.close()

    qtbot.waitUntil(lambda: not children())


def test_a_job_that_cannot_run_is_not_asked(session, deploy, open_dialog):
    dialog = open_dialog(replace(deploy, enabled=False))

    text = dialog.form.fields["site"].help.help.text()
    assert text == "Where it goes. The choices are those of the last refresh."


def test_an_open_list_is_not_changed_under_the_pointer(deploy, sites, open_dialog, qtbot):
    sites("cph")
    dialog = open_dialog(deploy)
    box = dialog.form.fields["site"].editor.box
    box.showPopup()
    qtbot.waitUntil(lambda: bool(dialog._asking._told))
    assert labels(dialog.form.fields["site"].editor) == ["Ams", "Ber"]

    box.hidePopup()

    qtbot.waitUntil(lambda: labels(dialog.form.fields["site"].editor) == ["Cph"])
