"""Choices by typing a part of their label, and several of many as chips."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from jobdesk.jobs import ChoiceVar, MultiChoiceVar
from jobdesk.ui.form.chips_editor import ChipsEditor
from jobdesk.ui.form.choice_model import ChoiceModel
from jobdesk.ui.form.choices import Choice
from jobdesk.ui.form.editors import editor_for
from jobdesk.ui.form.form import RunForm

TOWNS = ["Berlin", "Bonn", "Bremen", "Dresden", "Essen", "Hamburg", "Kiel", "Köln", "Mainz"]
CHOICES = [[town[:3].lower(), town] for town in TOWNS]


@pytest.fixture
def edit(qtbot):
    def make(variable):
        variable.name = "town"
        options = variable.describe()
        editor = editor_for(variable, options)
        around = QWidget()
        qtbot.addWidget(around)
        editor.around = around  # else Python deletes it
        editor.setParent(around)
        around.resize(600, 300)
        editor.resize(560, editor.sizeHint().height())
        around.show()
        around.activateWindow()
        editor.heard = []
        editor.changed.connect(lambda: editor.heard.append(editor.value()))
        return editor

    return make


def test_the_choices_keep_the_contract(qtmodeltester):
    model = ChoiceModel()
    qtmodeltester.check(model, force_py=True)
    model.show_choices([Choice("", "North", is_heading=True), Choice("kie", "Kiel")])
    assert model.row_of("kie") == 1
    assert model.row_named(" kIEL ") == 1
    assert model.row_named("North") == -1


def test_a_choice_is_found_by_a_part_of_its_label(edit, qtbot):
    editor = edit(ChoiceVar(choices=CHOICES))
    editor.line.setFocus()

    qtbot.keyClicks(editor.line, "ambu")
    assert editor.heard == []
    qtbot.waitUntil(lambda: editor.completer.completionCount() == 1)
    editor.line.editingFinished.emit()

    assert editor.value() == "ham"
    assert editor.line.text() == "Hamburg"
    assert editor.heard == ["ham"]


def test_a_typed_text_that_is_no_choice_stays_and_is_wrong(edit, qtbot):
    variable = ChoiceVar(choices=CHOICES)
    editor = edit(variable)
    editor.set_value("kie")

    editor.line.clear()
    qtbot.keyClicks(editor.line, "Rom")
    editor.line.editingFinished.emit()

    assert editor.line.text() == "Rom"
    assert editor.value() == "Rom"
    assert editor.heard[-1] == "Rom"


def test_a_choice_is_emptied_by_deleting_its_text(edit):
    editor = edit(ChoiceVar(choices=CHOICES, required=False))
    editor.set_value("kie")
    assert editor.value() == "kie"

    editor.line.clear()
    editor.line.editingFinished.emit()

    assert editor.value() == ""


def test_a_list_chosen_from_the_completions(edit):
    editor = edit(ChoiceVar(choices=CHOICES))
    editor.completer.setCompletionPrefix("en")

    editor.completer.activated["QModelIndex"].emit(
        editor.completer.completionModel().index(0, 0)
    )

    assert editor.value() == "bre"


def test_few_choices_are_a_plain_list(edit):
    assert edit(ChoiceVar(choices=CHOICES[:4])).completer is None


def test_ten_thousand_choices_are_offered_and_found(edit):
    editor = edit(ChoiceVar(choices=[[str(n), f"Choice {n}"] for n in range(10_000)]))

    editor.line.setText("Choice 9999")
    editor.line.editingFinished.emit()

    assert editor.value() == "9999"


# Chips


@pytest.fixture
def chips(edit):
    editor = edit(MultiChoiceVar(choices=CHOICES, required=False))
    assert isinstance(editor, ChipsEditor)
    return editor


def labels(editor):
    return [chip.label for chip in editor.chips]


def test_chosen_values_are_chips_in_the_order_of_the_choices(chips):
    chips.set_value(["kie", "ber", "nowhere"])

    assert labels(chips) == ["Berlin", "Kiel"]
    assert chips.value() == ["ber", "kie"]
    assert chips.heard == [["ber", "kie"]]
    chips.set_value(["kie", "ber"])
    assert len(chips.heard) == 1


def test_typing_adds_and_the_line_is_empty_again(chips, qtbot):
    chips.line.setFocus()
    qtbot.keyClicks(chips.line, "resd")
    chips.completer.popup().hide()
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)

    assert labels(chips) == ["Dresden"]
    qtbot.waitUntil(lambda: chips.line.text() == "")
    chips.completer.setCompletionPrefix("resd")
    assert chips.completer.completionCount() == 0


def test_a_text_that_fits_several_adds_nothing(chips, qtbot):
    chips.line.setText("e")
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)

    assert chips.value() == []
    assert chips.line.text() == "e"


def test_a_text_that_was_not_taken_is_told_until_it_is_gone(qtbot):
    variable = MultiChoiceVar(choices=CHOICES, required=False).named("thing")
    form = RunForm({"thing": variable}, {"thing": variable.describe()})
    qtbot.addWidget(form)
    form.show()
    editor = form.fields["thing"].editor
    editor.line.setText("Lyon")
    assert form.problems() == []  # somebody is typing

    editor.settle()
    assert [one.sentence for one in form.problems()] == ["“Thing”: “Lyon” is no choice."]

    editor.line.setText("resd")
    editor.settle()
    assert editor.value() == ["dre"]
    assert editor.line.text() == ""
    assert form.problems() == []


def test_down_in_the_empty_line_offers_all_that_is_left(chips, qtbot):
    chips.set_value(["ber"])
    qtbot.keyClick(chips.line, Qt.Key.Key_Down)

    assert chips.completer.completionCount() == len(CHOICES) - 1
    chips.completer.popup().hide()


def test_chips_are_removed_by_mouse_and_by_keys(chips, qtbot):
    chips.set_value(["ber", "bon", "kie"])
    first = chips.chips[0]
    qtbot.waitUntil(first.isVisible)
    middle = first.height() // 2
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(5, middle))
    assert labels(chips) == ["Berlin", "Bonn", "Kiel"]
    cross = QPoint(first.width() - 6, middle)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=cross)
    assert labels(chips) == ["Bonn", "Kiel"]

    qtbot.waitUntil(chips.isActiveWindow)
    chips.line.setFocus()
    qtbot.keyClick(chips.line, Qt.Key.Key_Left)
    assert chips.chips[1].hasFocus()
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Left)
    assert chips.chips[0].hasFocus()
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_Delete)
    assert labels(chips) == ["Kiel"]
    assert chips.chips[0].hasFocus()
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_Right)
    assert chips.line.hasFocus()
    qtbot.keyClick(chips.line, Qt.Key.Key_Backspace)
    assert chips.value() == []


def test_other_choices_keep_the_chips_that_are_still_offered(chips):
    chips.set_value(["ber", "kie"])

    chips.offer({**chips.options, "choices": [["kie", "Kiel"], ["rom", "Rom"]]})

    assert labels(chips) == ["Kiel"]
    assert chips.heard[-1] == ["kie"]


def test_many_chips_are_counted_and_the_field_grows_with_its_rows(edit, qtbot):
    editor = edit(MultiChoiceVar(choices=[[str(n), f"Choice {n}"] for n in range(100)]))
    low = editor.field.heightForWidth(560)

    editor.set_value([str(n) for n in range(90)])

    assert len(editor.chips) == 40
    assert editor._more.text() == "and 50 more"
    assert len(editor.value()) == 90
    qtbot.waitUntil(lambda: editor.field.heightForWidth(560) > 3 * low)


def test_an_error_marks_the_field(chips):
    chips.show_error("This field is required.")
    assert chips.field.property("error") is True
    assert chips.field.accessibleDescription() == "This field is required."
