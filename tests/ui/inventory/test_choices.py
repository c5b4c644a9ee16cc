"""Closed sets are chosen: in cells, forms and bulk edits; by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Value
from jobdesk.ui.inventory.choice_editors import ChoiceEditor, ChoiceLine
from jobdesk.ui.inventory.terms import Term

FACES = (("front", "Front"), ("rear", "Rear"))
CORE = "ber-core-02"


@pytest.fixture
def show(qtbot):
    """An editor in a window of its own, with the keyboard."""

    def show_(made):
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        made.setFocus()
        qtbot.waitUntil(made.hasFocus)
        return made

    return show_


def test_few_are_a_list_and_what_a_job_put_there_is_one_more(show):
    made = show(ChoiceEditor(FieldInfo("face", "Face", FieldType.TEXT, offered=FACES)))

    assert [made.itemText(at) for at in range(made.count())] == ["", "Front", "Rear"]
    made.take(Value("Rear", "rear"))
    assert made.value() == "rear"
    made.take(Value("side", "side"))
    assert (made.value(), made.words()) == ("side", "side")
    made.take(Value())
    assert made.value() is None


def test_nothing_is_offered_where_the_model_wants_a_value(show):
    field = FieldInfo("supply", "Supply", FieldType.TEXT, offered=FACES, default="front")
    made = show(ChoiceEditor(field))
    assert [made.itemText(at) for at in range(made.count())] == ["Front", "Rear"]
    assert made.value() is None  # what nobody chose is not shown as if it were chosen


def test_many_are_found_by_their_words(show, qtbot):
    pairs = tuple((f"{n}base-t", f"{n}BASE-T") for n in range(100, 120))
    made = show(ChoiceLine(FieldInfo("type", "Type", FieldType.TEXT, offered=pairs)))

    made.take(Value("103base-t", "103base-t"))
    assert made.words() == "103BASE-T"
    qtbot.keyClick(made, Qt.Key.Key_Down)  # all of them, whatever stands there
    assert len(made._list.items) == len(pairs)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    made.selectAll()
    qtbot.keyClicks(made, "117")
    qtbot.waitUntil(lambda: len(made._list.items) == 1 and made._list.is_open)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert (made.words(), made.value()) == ("117BASE-T", "117base-t")
    made.clear()
    assert made.value() is None


def test_a_cell_is_chosen_from_its_list_by_keys(open_page):
    hand = open_page()
    _show_interfaces(hand)
    hand.choose("Te1/0/13", hand.column("mode"))
    hand.page.grid.setFocus()
    hand.until(hand.page.grid.hasFocus)

    hand.key(Qt.Key.Key_F2)
    hand.until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    editor = hand.page.grid.findChild(ChoiceEditor)
    assert editor.currentText() == "Access"
    hand.qtbot.keyClick(popup.focusWidget() or editor.view(), Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup.focusWidget() or editor.view(), Qt.Key.Key_Return)

    hand.until(lambda: hand.text("Te1/0/13", "mode") == "Tagged")
    hand.until(hand.page.edits.stack.canUndo)
    hand.page.edits.stack.undo()
    hand.until(lambda: hand.text("Te1/0/13", "mode") == "Access")


def test_a_chosen_value_filters_by_what_is_stored(open_page):
    hand = open_page()
    _show_interfaces(hand)
    hand.choose("Te1/0/13", hand.column("mode"))
    hand.page.list.filter_by_cell()
    assert Term("mode", "=", "access") in hand.page.filter.terms
    hand.until(lambda: hand.rows() and set(_modes(hand)) == {"Access"})


def test_several_objects_that_differ_show_no_choice(open_page):
    hand = open_page()
    _show_interfaces(hand)
    hand.choose("Te1/0/11", hand.column("mode"))
    hand.page.grid.setFocus()
    hand.until(hand.page.grid.hasFocus)
    for _ in range(2):
        hand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hand.page.commands.edit()
    dialog = hand.dialog()

    mode = dialog.form.fields["mode"].editor
    assert (mode.currentIndex(), mode.placeholderText()) == (-1, "mixed")
    mode.setCurrentIndex(mode.findData("tagged"))
    mode.activated.emit(mode.currentIndex())
    hand.until(dialog.go.isEnabled)
    dialog.save()
    hand.until(hand.is_alone)
    hand.until(lambda: hand.text("Te1/0/13", "mode") == "Tagged")


def _show_interfaces(hand):
    detail = hand.detail("dcim.device", CORE)
    hand.page.show_related("dcim.interface", "device", detail.key)
    hand.until(lambda: hand.page.shape.kind.label == "dcim.interface")
    hand.until(lambda: None not in hand.rows() and "Te1/0/13" in hand.rows())


def _modes(hand):
    return [hand.text(name, "mode") for name in hand.rows()]
