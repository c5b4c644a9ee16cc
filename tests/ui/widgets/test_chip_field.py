"""Chips and the line behind them: what is shown, and what a person asks for."""

import pytest
from PySide6.QtCore import Qt

from jobdesk.ui.widgets.chip_field import ChipField


@pytest.fixture
def field(qtbot):
    made = ChipField()
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.show_chips([(word, word.title()) for word in ("one", "two", "three")])
    made.show()
    return made


def places(field):
    return [field.flow.itemAt(place).widget() for place in range(field.flow.count())]


def test_chips_that_stay_are_the_same_also_in_another_order(field):
    one, two, _ = field.chips

    field.show_chips([("two", "Two"), ("four", "Four"), ("one", "One")])

    assert [chip.label for chip in field.chips] == ["Two", "Four", "One"]
    assert (field.chips[0], field.chips[2]) == (two, one)
    assert places(field) == [*field.chips, field.line]


def test_keys_in_the_empty_line_are_about_the_chips(qtbot, field):
    with qtbot.waitSignal(field.removed) as removed:
        qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert removed.args == ["three"]
    with qtbot.waitSignal(field.list_wanted):
        qtbot.keyClick(field.line, Qt.Key.Key_Down)

    field.line.setText("x")
    with qtbot.assertNotEmitted(field.removed):
        qtbot.keyClick(field.line, Qt.Key.Key_Backspace)


def test_leaving_the_line_is_told(qtbot, field):
    field.activateWindow()
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    assert field.property("focused") is True

    with qtbot.waitSignal(field.left):
        field.chips[0].setFocus()

    assert field.property("focused") is False
