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
        self.is_slow = False
        self.answer = None

    def override(self, key, changes, clear, done, failed):
        self.asked.append((dict(changes), set(clear)))
        if self.is_slow:
            self.answer = done
        elif self.error is None:
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

    assert field._told.text() == "Sites"
    assert field.editor.text() == "Mine"
    assert form.fields["name"].editor.placeholderText() == "as in code"


def test_typing_sets_an_override_that_is_saved_together_with_others(form, commands):
    QTest.keyClicks(form.fields["time_limit"].editor, "900")
    form.fields["hidden"].editor.click()
    assert form.bar.said.text() == "2 changes not saved"

    form.save()

    assert commands.asked == [({"time_limit": "900", "hidden": True}, set())]
    assert not form.bar.isVisible()


def test_what_is_typed_while_it_is_saved_is_not_saved_yet(form, commands):
    commands.is_slow = True
    QTest.keyClicks(form.fields["name"].editor, "Core")
    form.save()
    QTest.keyClicks(form.fields["name"].editor, " check")

    commands.answer()
    saved = make_job(1, grouping="Mine", name="Core", overrides=("grouping", "name"))
    form.show_record(saved)

    assert form.fields["name"].editor.text() == "Core check"
    assert form.bar.said.text() == "1 change not saved"
    form.save()
    assert commands.asked[-1] == ({"name": "Core check"}, set())


def test_the_arrow_clears_an_override(form, commands):
    form.fields["grouping"].reset.click()
    form.save()

    assert commands.asked == [({}, {"grouping"})]


def test_discard_takes_back_what_was_typed(form):
    QTest.keyClicks(form.fields["name"].editor, "x")
    form.discard()

    assert form.area.changed == []
    assert form.fields["name"].editor.text() == ""


def test_a_wrong_value_is_said_as_it_is_typed_and_cannot_be_saved(form, commands):
    QTest.keyClicks(form.fields["time_limit"].editor, "1")

    field = form.fields["time_limit"]
    assert field.error.isVisible()
    assert "must be above the soft one" in field.error.text()
    assert "must be above" in field.editor.accessibleDescription()
    assert not form.bar.save.isEnabled()
    assert form.bar.named.text().startswith("Hard limit: The time limit (1 s)")
    form.save()
    assert commands.asked == []

    QTest.keyClicks(field.editor, "0:00")  # 10:00

    assert not field.error.isVisible()
    assert form.bar.save.isEnabled()
    assert field.note.text() == "10 min; ends the process"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("soft_time_limit", "soon", "not a number of seconds"),
        ("soft_time_limit", "5:75", "not a number of seconds"),
        ("default_job_queue", "..", "not a queue name"),
        ("name", "x" * 101, "At most 100"),
    ],
)
def test_rules_are_held_as_typed(form, name, typed, said):
    QTest.keyClicks(form.fields[name].editor, typed)

    assert said in form.errors[name]
    assert not form.bar.save.isEnabled()


def test_a_conflict_is_gone_when_its_other_side_gives_way(form):
    form.fields["approval_required"].editor.click()
    assert form.errors
    form.fields["has_sensitive_variables"].editor.click()

    assert form.errors == {}
    assert form.bar.save.isEnabled()


def test_a_queue_that_is_not_there_yet_is_told(form):
    form.show_queues({"default": "", "deploy": "paused: its runs wait"})
    QTest.keyClicks(form.fields["job_queues"].editor.line, "deploy, deplyo")

    assert (
        form.fields["job_queues"].note.text()
        == "“deplyo” is a new queue; it is made when this is saved."
    )


def test_what_the_store_refuses_is_said_until_the_value_changes(form, commands):
    commands.error = InputErrors({"name": ["another job is called 'x'."]})
    QTest.keyClicks(form.fields["name"].editor, "x")
    form.save()

    assert form.errors == {"name": "Another job is called 'x'."}
    QTest.keyClicks(form.fields["name"].editor, "y")
    assert form.errors == {}


def test_undo_and_redo_go_through_what_was_typed(form):
    edit = form.fields["name"].editor
    QTest.keyClicks(edit, "Short")
    form.fields["hidden"].editor.click()
    form.fields["grouping"].reset.click()
    assert form.typed_edits.count() == 3

    form.bar.undo.click()
    assert form.fields["grouping"].value == "Mine"
    form.bar.undo.click()
    assert form.fields["hidden"].value is None
    form.bar.undo.click()
    assert (edit.text(), form.area.changed) == ("", [])
    for _ in range(3):
        form.bar.redo.click()
    assert (edit.text(), form.fields["hidden"].value) == ("Short", True)
    assert form.fields["grouping"].value is None


def test_discard_can_be_undone(form):
    QTest.keyClicks(form.fields["name"].editor, "Short")
    form.bar.discard.click()
    assert form.area.changed == []

    form.typed_edits.undo()

    assert form.fields["name"].editor.text() == "Short"


def test_after_saving_there_is_nothing_typed_to_undo(form, commands):
    QTest.keyClicks(form.fields["name"].editor, "Short")
    form.save()

    assert not form.typed_edits.canUndo()
    assert not form.bar.isVisible()


def test_changed_fields_stand_out_without_colour(form):
    field = form.fields["name"]
    plain = field._title.font().weight()
    QTest.keyClicks(field.editor, "x")

    assert field._title.font().weight() > plain
    assert field._mark.is_on
    assert "not saved" in field.editor.accessibleDescription()


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


def test_clearing_all_overrides_leaves_what_is_typed_unsaved(form, commands):
    QTest.keyClicks(form.fields["name"].editor, "New name")

    form.clear_all()
    form.show_record(make_job(1))

    assert commands.asked == [({}, {"grouping"})]
    assert [each.spec.name for each in form.area.changed] == ["name"]
    assert form.fields["grouping"].value is None


def test_two_rules_are_held_at_once(form):
    QTest.keyClicks(form.fields["time_limit"].editor, "1")
    QTest.keyClicks(form.fields["default_job_queue"].editor, "a/b")

    assert set(form.errors) == {"time_limit", "default_job_queue"}


def test_what_is_worth_knowing_of_a_queue_stands_beside_it(form):
    form.show_queues({"default": "", "deploy": "paused: its runs wait"})
    queue = form.fields["default_job_queue"]
    QTest.keyClicks(queue.editor, "deploy")
    assert queue.note.text() == "paused: its runs wait"


def test_down_lists_the_queues_that_there_are(qtbot, form):
    form.show_queues({"default": "", "deploy": ""})
    queue = form.fields["default_job_queue"]
    QTest.keyClick(queue.editor, Qt.Key.Key_Down)
    popup = queue.editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert queue.value == "deploy"
    assert queue.editor.text() == "deploy"
