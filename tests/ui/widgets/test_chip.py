import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from jobdesk.ui.widgets.chip import ChoiceChip, TriStateChip
from jobdesk.ui.widgets.pick_chip import PickChip


@pytest.fixture
def chip(qtbot):
    made = TriStateChip("Hidden", "no")
    qtbot.addWidget(made)
    return made


def test_a_click_goes_on_and_a_click_with_shift_goes_back(qtbot, chip):
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.state == "any"

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    assert chip.state == "no"


def test_space_goes_on_and_says_the_new_state(qtbot, chip):
    with qtbot.waitSignal(chip.changed) as heard:
        qtbot.keyClick(chip, Qt.Key.Key_Space)

    assert heard.args == ["any"]


def test_the_state_is_part_of_the_accessible_name(chip):
    assert chip.accessibleName() == "Hidden: No"


def test_down_opens_the_list_of_states(qtbot, chip):
    menu = chip.open_menu()
    words = [action.text() for action in menu.actions()]
    menu.actions()[1].trigger()
    menu.close()

    assert words == ["Any", "Yes", "No"]
    assert chip.state == "yes"


def test_a_choice_chip_offers_any_and_its_words(qtbot):
    chip = ChoiceChip("Source")
    qtbot.addWidget(chip)
    chip.set_choices(["local", "system"])

    menu = chip.open_menu()
    local: QAction = menu.actions()[1]
    local.trigger()
    menu.close()

    assert chip.value == "local"
    assert chip.accessibleName() == "Source: local"


def test_an_ampersand_in_a_choice_is_seen_and_chosen(qtbot):
    chip = ChoiceChip("Job")
    qtbot.addWidget(chip)
    chip.set_choices(["R&D sync"])

    menu = chip.make_menu()
    menu.actions()[1].trigger()

    assert menu.actions()[1].text() == "R&&D sync"
    assert chip.value == "R&D sync"


def test_a_namesake_is_another_choice(qtbot):
    chip, said = PickChip("Job", "None."), []
    qtbot.addWidget(chip)
    chip.changed.connect(lambda _: said.append(chip.key))

    for key in ("one", "other", "other"):
        chip.choose(key, "Backup configurations")

    assert said == ["one", "other"]
