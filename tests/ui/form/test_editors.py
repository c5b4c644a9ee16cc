import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DateTimeVar,
    DateVar,
    DirectoryVar,
    FileVar,
    FloatVar,
    IntegerVar,
    IPAddressVar,
    IPAddressWithMaskVar,
    IPNetworkVar,
    JSONVar,
    MultiChoiceVar,
    ObjectVar,
    PasswordVar,
    StringVar,
    TextVar,
)
from jobdesk.jobs.variables.base import KNOWN_TYPES
from jobdesk.ui.form.check_editors import ChecksEditor
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.form.editors import EDITORS, editor_for
from jobdesk.ui.form.field import Field
from jobdesk.ui.form.text_editors import LineEditor

CHOICES = [["a", "First"], ["b", "Second"]]
GROUPED = [["Letters", CHOICES], ["Figures", [["1", "One"]]]]


def described(variable, name="thing"):
    copy = variable.named(name)
    return copy, copy.describe()


@pytest.fixture
def edit(qtbot):
    """The editor of a variable, shown."""

    def make(variable):
        variable, options = described(variable)
        editor = editor_for(variable, options)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return make


def test_every_kind_of_variable_has_an_editor():
    assert {kind.__name__ for kind in EDITORS} == set(KNOWN_TYPES)


def test_a_variable_of_an_authors_own_gets_the_editor_of_its_nearest_kind(edit):
    class PortVar(IntegerVar):
        pass

    assert type(edit(PortVar())) is type(edit(IntegerVar()))


@pytest.mark.parametrize("kind", EDITORS, ids=lambda kind: kind.__name__)
def test_every_editor_has_the_five_members_and_a_name_for_assistive_technology(edit, kind):
    arguments = {"choices": CHOICES} if issubclass(kind, ChoiceVar) else {}
    if issubclass(kind, ObjectVar):
        arguments = {"model": "dcim.Device"}

    editor = edit(kind(label="Router", **arguments))

    assert isinstance(editor, Editor)
    editor.show_error("It is wrong.")
    control = editor._controls[0]
    assert control.property("error") is True
    assert control.accessibleDescription() == "It is wrong."
    editor.clear_error()
    assert control.property("error") is False
    assert "Router" in control.accessibleName()
    editor.set_value(None)
    assert editor.is_empty() or editor.value() is False


@pytest.mark.parametrize(
    ("variable", "typed", "value"),
    [
        (StringVar(), "BER 04", "BER 04"),
        (FloatVar(), "1.5", 1.5),
        (IntegerVar(), "99999999999999999999", 99999999999999999999),
        (IntegerVar(sensitive=True), "7", 7),
        (IPAddressVar(), "10.0.0.1", "10.0.0.1"),
        (IPAddressWithMaskVar(), "10.0.0.1/8", "10.0.0.1/8"),
        (IPNetworkVar(), "10.0.0.0/8", "10.0.0.0/8"),
        (DateVar(), "2026-11-21", "2026-11-21"),
        (DateTimeVar(), "2026-11-21T22:00+01:00", "2026-11-21 22:00:00+01:00"),
        (PasswordVar(), " secret ", " secret "),
        (TextVar(), "two words", "two words"),
        (JSONVar(), '{"a": 1}', {"a": 1}),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, str) else "",
)
def test_typed_text_becomes_the_value(edit, qtbot, variable, typed, value):
    editor = edit(variable)
    control = editor.focusProxy()

    with qtbot.waitSignal(editor.changed):
        if isinstance(control, QLineEdit):
            qtbot.keyClicks(control, typed)
        elif hasattr(control, "lineEdit"):
            qtbot.keyClicks(control.lineEdit(), typed)
        else:
            qtbot.keyClicks(control, typed)

    parsed = variable.parse(editor.value())
    assert parsed == value or str(parsed) == value


def test_a_whole_number_keeps_a_wrong_text_beside_its_error(edit, qtbot):
    editor = edit(IntegerVar())

    qtbot.keyClicks(editor.line, "4 switches")

    assert editor.value() == "4 switches"


def test_a_whole_number_steps_within_its_limits(edit, qtbot):
    editor = edit(IntegerVar(min_value=1, max_value=3))

    values = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(editor.spin, key)
        values.append(editor.value())

    assert values == ["1", "2", "3", "3", "2"]


def test_the_wheel_scrolls_the_form_and_never_changes_a_value(edit):
    for editor in (edit(IntegerVar(default=1)), edit(ChoiceVar(choices=CHOICES))):
        editor.set_value("1" if hasattr(editor, "spin") else "a")
        before = editor.value()
        control = editor.focusProxy()
        control.clearFocus()
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, event)

        assert editor.value() == before
        assert not event.isAccepted()


def test_a_secret_is_masked_until_it_is_asked_for(edit, qtbot):
    editor = edit(PasswordVar(label="Password"))
    editor.set_value("secret")

    assert editor.line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(editor._reveal, Qt.MouseButton.LeftButton)
    assert editor.line.echoMode() is QLineEdit.EchoMode.Normal
    assert editor._reveal.accessibleName() == "Hide Password"


def test_a_secret_text_of_several_lines_hides_behind_a_cover(edit, qtbot):
    editor = edit(TextVar(sensitive=True))
    editor.set_value("one\ntwo")

    assert not editor.area.isVisible()
    qtbot.mouseClick(editor._cover.button, Qt.MouseButton.LeftButton)
    assert editor.area.isVisible()
    assert editor.value() == "one\ntwo"


def test_an_optional_choice_begins_with_nothing_chosen(edit):
    editor = edit(ChoiceVar(choices=CHOICES, required=False))

    assert editor.box.count() == 3
    assert editor.value() == ""


def test_a_required_choice_asks_to_choose(edit):
    editor = edit(ChoiceVar(choices=CHOICES))

    assert editor.value() == ""
    assert editor.box.placeholderText() == "Choose…"


def test_groups_of_choices_have_headings_that_cannot_be_chosen(edit, qtbot):
    editor = edit(ChoiceVar(choices=GROUPED))

    editor.set_value("1")

    assert editor.value() == "1"
    assert editor.box.currentText() == "One"
    headings = [
        editor.box.itemText(row)
        for row in range(editor.box.count())
        if not editor.model.flags(editor.model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    ]
    assert headings == ["Letters", "Figures"]


def test_a_value_that_is_no_longer_offered_leaves_the_choice_empty(edit):
    editor = edit(ChoiceVar(choices=CHOICES))

    editor.set_value("gone")

    assert editor.value() == ""


def test_several_choices_keep_the_order_of_the_choices(edit, qtbot):
    editor = edit(MultiChoiceVar(choices=GROUPED, required=False))
    assert isinstance(editor, ChecksEditor)

    editor.set_value(["1", "a"])

    assert editor.value() == ["a", "1"]
    qtbot.mouseClick(editor.boxes[0][1], Qt.MouseButton.LeftButton, pos=QPoint(5, 8))
    assert editor.value() == ["1"]


def test_yes_or_no_is_a_check_box_with_the_label(edit, qtbot):
    editor = edit(BooleanVar(label="R&D only"))

    assert editor.box.text() == "R&&D only"
    editor.box.click()
    assert editor.value() is True


def test_json_shows_a_document_indented_with_sorted_keys(edit):
    editor = edit(JSONVar())

    editor.set_value({"b": 1, "a": ["ö"]})

    assert editor.value() == '{\n  "a": [\n    "ö"\n  ],\n  "b": 1\n}'


@pytest.mark.parametrize("document", ["text", "5", {"a": 1}, [1, None], 0, False])
def test_a_json_default_comes_back_as_it_was(edit, document):
    variable = JSONVar(default=document)
    editor = edit(variable)

    editor.set_value(variable.describe()["default"])

    assert variable.parse(editor.value()) == document


def test_an_address_with_host_bits_has_a_repair(edit):
    editor = edit(IPNetworkVar())

    editor.set_value("10.42.18.5/24")
    assert editor.repair().value == "10.42.18.0/24"
    editor.set_value("10.42.18.0/24")
    assert editor.repair() is None
    editor.set_value("10.42.18.5")
    assert editor.repair() is None


def test_a_day_is_typed_or_chosen_from_the_calendar(edit, qtbot):
    editor = edit(DateTimeVar())
    editor.set_value("2026-11-21T08:30")

    qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    popup = editor._popup
    popup.calendar.setSelectedDate(popup.calendar.selectedDate().addDays(1))
    popup.calendar.activated.emit(popup.calendar.selectedDate())

    assert editor.value() == "2026-11-22 08:30"
    assert not popup.isVisible()


def drag(path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drop_on(widget, data):
    both = Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), both, data, button, keys)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), both, data, button, keys))
    return enter.isAccepted()


def test_a_dropped_file_is_taken_and_told_about(edit, qtbot, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("a,b\n1,2\n")
    editor = edit(FileVar(label="Plan"))
    editor.resize(700, 120)

    data = drag(file)
    assert drop_on(editor.drop, data)

    assert editor.value() == str(file)
    qtbot.waitUntil(lambda: editor.facts is not None)
    assert editor.drop.name.text() == "plan.csv"
    assert editor.drop.note.text().startswith("8 bytes, ASCII, 1 row, SHA-256 ")
    assert editor.preview.isVisible()


def test_a_long_line_of_text_is_no_file(edit):
    editor = edit(FileVar())
    data = QMimeData()
    data.setText("interface " * 60)

    assert not drop_on(editor.drop, data)


def test_a_folder_is_not_taken_for_a_file(edit, tmp_path):
    editor = edit(FileVar())

    data = drag(tmp_path)
    assert not drop_on(editor.drop, data)
    assert editor.value() == ""


def test_a_file_can_be_pasted_chosen_by_key_and_taken_away(edit, qtbot, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("a\n")
    editor = edit(FileVar())

    QGuiApplication.clipboard().setText(str(file))
    qtbot.keyClick(editor.drop, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == str(file)
    qtbot.keyClick(editor.drop, Qt.Key.Key_Delete)
    assert editor.value() == ""
    with qtbot.waitSignal(editor.drop.choose_requested):
        qtbot.keyClick(editor.drop, Qt.Key.Key_Space)
    dialog = editor.findChild(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    assert editor.value() == str(file)


def test_the_file_of_an_earlier_run_is_only_named(edit):
    editor = edit(FileVar())

    editor.set_value({"name": "plan.csv", "size": 5, "sha256": "ab"})

    assert editor.value() == ""
    assert editor.drop.note.text() == "The last run used plan.csv."


def test_only_the_newest_file_is_told_about(edit, qtbot, tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("a" * 2_000_000)
    second.write_text("b")
    editor = edit(FileVar())

    editor.set_value(str(first))
    editor.set_value(str(second))

    qtbot.waitUntil(lambda: editor.facts is not None)
    assert editor.facts.path == second


def test_a_folder_is_dropped_on_its_field(edit, tmp_path):
    editor = edit(DirectoryVar())

    data = drag(tmp_path)
    assert drop_on(editor, data)

    assert editor.value() == str(tmp_path)


@pytest.mark.parametrize("odd", ["x" * 5000, "/" + "y" * 300 + "/z"], ids=["name", "path"])
def test_what_can_be_no_folder_is_neither_taken_nor_an_error(edit, odd, tmp_path):
    editor = edit(DirectoryVar())
    assert not drop_on(editor, drag(odd))
    editor.set_value(odd)

    editor.button.click()

    dialog = editor.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("given", "is_on"),
    [(True, True), ("true", True), ("on", True), (1, True), (None, False), (False, False),
     ("false", False), ("No", False), ("0", False), (0, False), ("maybe", False)],
)  # fmt: skip
def test_a_switch_is_set_by_words_as_the_job_understands_them(edit, given, is_on):
    editor = edit(BooleanVar())

    editor.set_value(given)

    assert editor.value() is is_on


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("", "2026-11-21 00:00"), ("22:30", "2026-11-21 22:30"),
     ("2026-1-5 7:15", "2026-11-21 7:15"),
     ("2026-01-05T22:00+02:00", "2026-11-21 22:00+02:00")],
)  # fmt: skip
def test_another_day_keeps_the_time_that_is_typed(edit, typed, wanted):
    editor = edit(DateTimeVar())
    editor.set_value(typed)

    editor._on_day_chosen(QDate(2026, 11, 21))

    assert editor.value() == wanted


def test_the_calendar_stays_on_the_screen(edit, qapp, qtbot):
    editor = edit(DateVar())
    screen = qapp.primaryScreen().availableGeometry()
    editor.window().move(screen.right() - 80, screen.bottom() - 60)

    editor.button.click()

    assert screen.contains(editor._popup.geometry())
    editor._popup.close()


def test_steps_at_the_edge_of_what_can_be_written_change_nothing(edit):
    editor = edit(IntegerVar())
    editor.set_value("9" * 4300)

    editor.spin.stepBy(1)

    assert editor.value() == "9" * 4300


def test_a_long_line_without_spaces_is_broken_anywhere(edit):
    editor = edit(TextVar())
    anywhere = QTextOption.WrapMode.WrapAnywhere
    editor.set_value("word " * 2000)
    assert editor.area.wordWrapMode() != anywhere

    data = QMimeData()
    data.setText("x" * 5000)
    editor.area.insertFromMimeData(data)

    assert editor.area.wordWrapMode() == anywhere
    assert editor.value().startswith("x" * 5000)


def test_error_and_help_take_turns_on_one_line_and_nothing_jumps(qtbot):
    variable, options = described(StringVar(label="Name", description="Of the site"))
    field = Field("name", options, editor_for(variable, options))
    qtbot.addWidget(field)
    field.resize(360, field.sizeHint().height())
    field.show()
    before = (field.editor.geometry(), field.sizeHint())

    field.show_error(
        "The value must match the pattern ^[a-z]{3}$ and much more than fits here."
    )
    QApplication.sendPostedEvents()

    assert field.help.shown_error().startswith("The value")
    assert (field.editor.geometry(), field.sizeHint()) == before
    assert field.editor.line.height() == LineEditor({}).line.sizeHint().height()
    field.clear_error()
    assert field.help.shown_error() == ""
