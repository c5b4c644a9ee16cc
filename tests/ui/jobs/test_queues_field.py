"""Queues as chips: typed, chosen, taken away; nothing that is typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.support.job_records import make_job

from jobdesk.ui.jobs.override_form import OverrideForm
from jobdesk.ui.jobs.override_specs import CLEAR
from jobdesk.ui.jobs.queues_field import QueuesField

QUEUES = ["default", "deploy", "backup"]


@pytest.fixture
def field(qtbot):
    made = QueuesField("Queues")
    qtbot.addWidget(made)
    made.offer(QUEUES)
    made.heard = []
    made.taken.connect(lambda value, is_typing: made.heard.append((value, is_typing)))
    made.resize(600, 40)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def form(qtbot):
    made = OverrideForm(None)
    qtbot.addWidget(made)
    made.show_record(make_job(1, overrides=("job_queues",), job_queues=("deploy", "default")))
    made.show_queues(dict.fromkeys(QUEUES, ""))
    made.show()
    return made


def chips(field):
    return [chip.label for chip in field.chips]


def type_in(field, text):
    QTest.keyClicks(field.line, text)
    field.completer.popup().hide()


def test_what_is_typed_counts_at_once_and_enter_makes_a_chip_of_it(field):
    type_in(field, "deploy")
    assert field.heard[-1] == (["deploy"], True)
    assert chips(field) == []

    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert chips(field) == ["deploy"]
    assert (field.line.text(), field.value()) == ("", ["deploy"])


def test_a_comma_ends_a_name_and_a_list_may_be_pasted(field):
    type_in(field, "deploy,")
    assert chips(field) == ["deploy"]

    field.line.setText("backup, deploy, default, new")
    field.line.textEdited.emit(field.line.text())

    assert chips(field) == ["deploy", "backup", "default"]
    assert field.line.text() == "new"
    assert field.heard[-1] == (["deploy", "backup", "default", "new"], True)


def test_the_list_is_gone_when_a_name_is_ended(field):
    QTest.keyClicks(field.line, "dep")
    assert field.completer.popup().isVisible()

    QTest.keyClicks(field.line, "loy,")

    assert not field.completer.popup().isVisible()


def test_leaving_the_line_makes_a_chip_but_not_of_what_is_no_name(field):
    type_in(field, "deploy")
    field.left.emit()
    assert chips(field) == ["deploy"]

    type_in(field, "a/b")
    field.left.emit()

    assert chips(field) == ["deploy"]
    assert field.line.text() == "a/b"
    assert field.heard[-1] == (["deploy", "a/b"], True)


def test_the_list_offers_what_is_not_chosen_and_enter_takes_the_one_in_it(qtbot, field):
    field.show_value(["default"])
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    popup = field.completer.popup()
    qtbot.waitUntil(popup.isVisible)
    assert [popup.model().index(row, 0).data() for row in range(2)] == ["deploy", "backup"]

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert chips(field) == ["default", "deploy"]
    qtbot.waitUntil(lambda: not field.line.text())
    assert field.heard[-1] == (["default", "deploy"], False)


def test_a_chip_is_taken_away_by_its_key_and_the_last_one_clears_the_field(field):
    field.show_value(["deploy"])

    QTest.keyClick(field.line, Qt.Key.Key_Backspace)

    assert chips(field) == []
    assert field.heard == [(None, False)]


@pytest.mark.parametrize("nothing", [None, CLEAR, "", []], ids=str)
def test_nothing_has_no_chips_and_says_what_it_means(field, nothing):
    field.show_value(["deploy"])
    field.set_hint("as in code")
    assert field.line.placeholderText() == ""

    field.show_value(nothing)
    field.set_hint("as in code")

    assert (chips(field), field.value()) == ([], None)
    assert field.line.placeholderText() == "as in code"


def test_a_name_that_cannot_be_is_said_in_words_as_it_is_typed(form):
    queues = form.fields["job_queues"]
    type_in(queues.editor, "a/b")

    assert "not a queue name" in form.errors["job_queues"]
    assert queues.error.isVisible()
    assert "not a queue name" in queues.editor.line.accessibleDescription()
    assert not form.bar.save.isEnabled()


def test_a_queue_that_is_not_there_is_told_while_it_is_typed(form):
    queues = form.fields["job_queues"]
    type_in(queues.editor, "backpu")

    assert queues.note.isVisible()
    assert queues.note.text() == "“backpu” is a new queue; it is made when this is saved."
    assert form.bar.save.isEnabled()


def test_undo_and_redo_bring_chips_back(form):
    queues = form.fields["job_queues"]
    QTest.keyClick(queues.editor.line, Qt.Key.Key_Backspace)
    assert chips(queues.editor) == ["deploy"]

    form.typed_edits.undo()
    assert chips(queues.editor) == ["deploy", "default"]
    assert not queues.is_changed
    form.typed_edits.redo()
    assert chips(queues.editor) == ["deploy"]


def test_a_list_that_opens_and_closes_under_the_line_ends_no_name(qtbot, field):
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(field.completer.popup().isVisible)

    QTest.keyClick(field.completer.popup(), Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not field.completer.popup().isVisible())
    QTest.keyClicks(field.line, "ight")

    assert (chips(field), field.line.text()) == ([], "night")
    with qtbot.waitSignal(field.left):
        field.line.clearFocus()
    assert chips(field) == ["night"]
