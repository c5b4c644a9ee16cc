import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.support.job_records import make_job

from jobdesk.errors import InputErrors
from jobdesk.models.plans import OVERRIDABLE
from jobdesk.ui.jobs.override_form import OverrideForm


class Commands:
    """Remembers what was asked and answers at once."""

    def __init__(self):
        self.asked = []
        self.error = None

    def override(self, key, changes, clear, done, failed):
        self.asked.append((dict(changes), set(clear)))
        if self.error is None:
            done()
        else:
            failed(self.error)


@pytest.fixture
def commands():
    return Commands()


@pytest.fixture
def form(qtbot, commands):
    made = OverrideForm(commands)
    qtbot.addWidget(made)
    made.show_record(make_job(1, grouping="Mine", overrides=("grouping",)))
    made.show()
    return made


def test_every_field_that_may_be_overridden_has_a_line(form):
    assert set(form.fields) == set(OVERRIDABLE)


def test_each_line_shows_what_the_code_says_and_what_is_overridden(form):
    field = form.fields["grouping"]

    assert field._in_code.text() == "Sites"
    assert field.editor.text() == "Mine"
    assert form.fields["name"].editor.placeholderText() == "as in code"


def test_typing_sets_an_override_that_is_saved_together_with_others(form, commands):
    QTest.keyClicks(form.fields["time_limit"].editor, "900")
    form.fields["hidden"].editor.click()
    assert form._said.text() == "2 changes not saved"

    form.save()

    assert commands.asked == [({"time_limit": "900", "hidden": True}, set())]
    assert not form._bar.isVisible()


def test_the_arrow_clears_an_override(form, commands):
    form.fields["grouping"]._reset.click()
    form.save()

    assert commands.asked == [({}, {"grouping"})]


def test_discard_takes_back_what_was_typed(form):
    QTest.keyClicks(form.fields["name"].editor, "x")
    form.discard()

    assert form.changed_fields == []
    assert form.fields["name"].editor.text() == ""


def test_a_wrong_value_is_said_beside_its_field_and_stays(form, commands):
    commands.error = InputErrors({"time_limit": ["must be above the soft one."]})
    QTest.keyClicks(form.fields["time_limit"].editor, "1")

    form.save()

    field = form.fields["time_limit"]
    assert field._error.isVisible()
    assert "above the soft one" in field._error.text()
    assert field.editor.text() == "1"


def test_what_is_typed_survives_a_refresh_of_the_jobs(form):
    QTest.keyClicks(form.fields["name"].editor, "New name")

    form.show_record(make_job(1, description="other"))

    assert form.fields["name"].editor.text() == "New name"


def test_the_keyboard_saves(qtbot, form, commands):
    QTest.keyClicks(form.fields["name"].editor, "x")
    qtbot.keyClick(
        form.fields["name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )

    qtbot.waitUntil(lambda: bool(commands.asked))
