"""Edits in the window: by keys alone, refused at the field, undone as one step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jobdesk.ui import background
from jobdesk.ui.inventory.grid_model import Typed
from jobdesk.ui.inventory.looks import NOTHING

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_value_is_edited_where_it_stands_by_keys_alone(open_page):
    hand = open_page()

    hand.offer("ber-fw-01", "role", "Core")
    hand.key(Qt.Key.Key_Return)  # takes what is offered, and saves it

    hand.until(lambda: hand.detail("dcim.device", "ber-fw-01").value("role").text == "Core")
    hand.until(lambda: hand.text("ber-fw-01", "role") == "Core")
    assert hand.page.grid.hasFocus()
    hand.until(hand.page.edits.stack.canUndo)
    hand.page.edits.stack.undo()
    hand.until(lambda: hand.text("ber-fw-01", "role") == "Firewall")
    hand.until(hand.page.edits.stack.canRedo)
    hand.page.edits.stack.redo()
    hand.until(lambda: hand.text("ber-fw-01", "role") == "Core")


def test_tab_takes_the_offered_name_and_goes_on_to_the_next_value(open_page):
    hand = open_page()

    line = hand.offer("ber-fw-01", "role", "Core")
    hand.key(Qt.Key.Key_Tab)

    hand.until(lambda: hand.text("ber-fw-01", "role") == "Core")
    assert hand.page.grid.currentIndex().column() == hand.column("location")
    assert QApplication.focusWidget() is not line


def test_the_offered_names_stay_under_their_field_when_the_form_moves(open_page):
    hand = open_page()
    hand.page.commands.add()
    dialog = hand.dialog()
    line = dialog.form.fields["role"].editor
    line.setFocus()
    hand.at(line)
    hand.type("Co")
    hand.until(lambda: line._list.is_open)

    dialog.banner.say("bad", "Not saved.", "Something else.")
    dialog.banner.show()

    def gap():
        under = line.mapTo(dialog, line.rect().bottomLeft()).y()
        return line._list.y() - under

    hand.until(lambda: 0 < gap() < 10)
    line._list.hide()
    dialog._throw_away()


def test_what_is_refused_stays_typed_with_the_reason(open_page):
    hand = open_page()
    hand.choose("ber-fw-01", hand.column("location"))
    place = hand.page.grid.currentIndex()

    hand.key(Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    hand.type("Nowhere")
    hand.key(Qt.Key.Key_Return)

    hand.until(lambda: hand.page.model.problem(place))
    assert hand.page.model.problem(place) == "There is no location called Nowhere."
    assert place.data() == "Nowhere"
    hand.key(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert (editor.text(), editor.toolTip()) == (
        "Nowhere",
        "There is no location called Nowhere.",
    )
    editor.selectAll()
    hand.type("Berlin / DC1")  # as it was
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: not hand.page.model.problem(place))
    assert place.data() == "Berlin / DC1"


def test_who_was_faster_is_named_and_the_edit_is_kept(open_page):
    hand = open_page()
    hand.choose("ber-fw-01", hand.column("name"))
    place = hand.page.grid.currentIndex()
    detail = hand.detail("dcim.device", "ber-fw-01")

    def meanwhile():
        from jobdesk.inventory.desk import editing

        editing.update("dcim.device", detail.key, {"serial": "S"})

    hand.desk.services.inventory.change(meanwhile, detail="another", user="grace")
    hand.key(Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    hand.type("ber-fw-77")
    hand.key(Qt.Key.Key_Return)

    hand.until(lambda: hand.page.model.problem(place))
    assert "was changed by grace while you edited it" in hand.page.model.problem(place)
    assert place.data() == "ber-fw-77"


def test_an_object_is_added_and_becomes_current(open_page):
    hand = open_page()
    hand.show("tenancy.tenant", 2)

    hand.page.commands.add()
    dialog = hand.dialog()
    assert not dialog.save_button.isEnabled()
    dialog.form.focus_field("description")
    hand.at(dialog.form.fields["description"].editor)
    hand.type("Nobody")
    dialog.save()
    hand.until(lambda: not dialog.banner.isHidden())
    hand.at(dialog.form.fields["name"].editor)
    hand.type("Acme")
    dialog.save()

    hand.until(hand.is_alone)
    hand.until(lambda: hand.rows() == ["Acme", "Backbone", "Campus"])
    hand.until(lambda: hand.page.grid.current_row().name == "Acme")


def test_a_form_shows_what_there_is_and_asks_before_it_is_thrown_away(open_page):
    hand = open_page()
    hand.choose("ber-core-01")

    hand.page.commands.edit_field("serial")
    dialog = hand.dialog()
    assert dialog.form.fields["role"].editor.text() == "Core"
    hand.at(dialog.form.fields["serial"].editor)
    hand.type("FOC1")
    hand.key(Qt.Key.Key_Escape)
    hand.until(lambda: len(hand._dialogs()) == 2)
    next(one for one in hand._dialogs() if one is not dialog).close()
    assert dialog.form.fields["serial"].editor.text() == "FOC1"
    dialog.save()

    hand.until(hand.is_alone)
    hand.until(lambda: hand.detail("dcim.device", "ber-core-01").value("serial").text == "FOC1")


def test_several_objects_are_changed_in_one_step_that_was_shown_before(open_page):
    hand = open_page()
    hand.choose("ber-fw-01")
    hand.key(Qt.Key.Key_Down, SHIFT)

    hand.page.commands.edit()
    dialog = hand.dialog()
    name = dialog.form.fields["name"].editor
    assert name.placeholderText() == "mixed"
    dialog.form.focus_field("serial")
    hand.at(dialog.form.fields["serial"].editor)
    hand.type("S1")
    hand.until(dialog.go.isEnabled)
    shown = [
        [dialog.preview.lines.index(row, column).data() for column in range(4)]
        for row in range(dialog.preview.lines.rowCount())
    ]
    assert shown == [
        ["ber-fw-01", "Serial", NOTHING, "S1"],
        ["ber-fw-02", "Serial", NOTHING, "S1"],
    ]
    dialog.save()
    hand.until(hand.is_alone)

    hand.until(lambda: hand.detail("dcim.device", "ber-fw-02").value("serial").text == "S1")
    hand.until(hand.page.edits.stack.canUndo)
    hand.page.edits.stack.undo()
    hand.until(lambda: not hand.detail("dcim.device", "ber-fw-02").value("serial").text)
    assert not hand.detail("dcim.device", "ber-fw-01").value("serial").text


def test_deleting_tells_what_goes_along_and_enter_keeps_it(open_page):
    hand = open_page()
    hand.choose("ber-core-02")

    hand.key(Qt.Key.Key_Delete)
    dialog = hand.dialog()
    assert dialog.keep.isDefault()
    hand.key(Qt.Key.Key_Return)
    hand.until(hand.is_alone)
    assert hand.page.model.rowCount() == 55

    hand.back()
    hand.key(Qt.Key.Key_Delete)
    hand.dialog().go.click()
    hand.until(lambda: hand.page.model.rowCount() == 54)
    hand.page.edits.undo_last()
    hand.until(lambda: hand.page.model.rowCount() == 55)
    assert hand.detail("dcim.device", "ber-core-02").related[0].count == 55


def test_what_others_refer_to_is_held(open_page):
    hand = open_page()
    hand.show("dcim.location", 4)
    hand.choose("Berlin / DC1")

    hand.key(Qt.Key.Key_Delete)

    dialog = hand.dialog()
    assert not dialog.go.isVisible()
    dialog.reject()


def test_a_refused_form_puts_the_keyboard_into_its_first_wrong_field(open_page):
    hand = open_page()
    hand.page.commands.add()
    dialog = hand.dialog()
    dialog.form.focus_field("serial")
    hand.at(dialog.form.fields["serial"].editor)
    hand.type("S1")
    dialog.save()

    hand.until(lambda: not dialog.banner.isHidden())
    wrong = [name for name, one in dialog.form.fields.items() if "required" in one._note.text()]
    assert len(wrong) == 4
    hand.at(dialog.form.fields[wrong[0]].editor)
    dialog._throw_away()


def show_columns(hand, *names):
    hand.page.list.choose_columns(names)
    hand.until(lambda: hand.page.model.rowCount() == 55 and None not in hand.rows())


def test_two_values_of_a_row_are_saved_however_fast_one_types(open_page, hold_up):
    hand = open_page()
    show_columns(hand, "name", "serial", "asset_tag")
    gate, model = hold_up("inventory"), hand.page.model
    row = hand.rows().index("ber-fw-01")

    for name, words in (("serial", "S1"), ("asset_tag", "A1")):
        place = model.index(row, hand.column(name))
        model.setData(place, Typed(words, words), Qt.ItemDataRole.EditRole)
    gate.set()

    def saved():
        detail = hand.detail("dcim.device", "ber-fw-01")
        return detail.value("serial").text, detail.value("asset_tag").text

    hand.until(lambda: saved() == ("S1", "A1"))
    hand.until(lambda: hand.text("ber-fw-01", "asset_tag") == "A1")
    assert not any(model.problem(model.index(row, at)) for at in range(model.columnCount()))


def test_what_one_edits_oneself_is_read_once(open_page):
    hand = open_page()
    news, found = hand.page._file_news, []
    hand.until(lambda: news._seen is not None)
    show_columns(hand, "name", "serial")
    news.changed.connect(lambda: found.append("news"))
    place = hand.page.model.index(hand.rows().index("ber-fw-01"), hand.column("serial"))
    with hand.qtbot.waitSignal(news.known):
        hand.page.model.setData(place, Typed("S1", "S1"), Qt.ItemDataRole.EditRole)
    hand.until(lambda: hand.text("ber-fw-01", "serial") == "S1")
    found.clear()  # a look may have come between the edit and this

    news._look()
    hand.until(lambda: not background.is_busy())

    assert not found
