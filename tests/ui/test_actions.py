import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui import actions
from jobdesk.ui.actions import ActionRegistry, add_choices, command_of, declare
from jobdesk.ui.widgets.buttons import action_button


@pytest.fixture(autouse=True)
def own_commands(monkeypatch):
    monkeypatch.setattr(actions, "COMMANDS", {})


class Page(QWidget):
    def __init__(self):
        super().__init__()
        self.done = []

    @Slot()
    def open_it(self):
        self.done.append("open")


@pytest.fixture
def page(qtbot):
    made = Page()
    qtbot.addWidget(made)
    return made


def test_one_name_is_one_command():
    declare("runs.open", "&Open", context="Runs")
    declare("runs.open", "&Open", context="Runs")

    with pytest.raises(ValueError, match=r"runs\.open"):
        declare("runs.open", "O&pen", context="Runs")


def test_an_action_listens_on_its_page_and_tells_its_keys(page, qtbot):
    registry = ActionRegistry(page, "Runs")
    action = registry.add("open", "&Open…", page.open_it, shortcut="Ctrl+O", tip="Show it")

    assert action.toolTip() == "Show it (Ctrl+O)"
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["open"]


def test_what_is_off_says_why_wherever_it_is_shown(page, qtbot):
    registry = ActionRegistry(page, "Runs")
    action = registry.add("open", "&Open", page.open_it, shortcut="Ctrl+O")
    button = action_button(action)
    qtbot.addWidget(button)

    registry.disable("open", "No run is selected.")

    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "No run is selected."
    registry.enable("open")
    button.click()
    assert page.done == ["open"]
    assert button.toolTip() == "Open (Ctrl+O)"


def test_a_button_of_a_switch_follows_it(page, qtbot):
    command = declare("log.follow", "Follow", context="Log", is_checkable=True)
    action = ActionRegistry(page).make(command, page.open_it)
    button = action_button(action)
    qtbot.addWidget(button)

    button.click()
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()


def test_a_key_that_the_view_takes_itself_is_told_but_not_listened_for(page):
    command = declare("log.all", "Select all", shortcut="Ctrl+A", is_told_only=True)
    action = ActionRegistry(page).make(command, page.open_it)

    assert action not in page.actions()
    assert action.shortcut().toString() == "Ctrl+A"


def test_a_menu_takes_actions_and_choices_from_the_registry(page):
    registry = ActionRegistry(page, "Runs")
    registry.add("open", "&Open", page.open_it)
    menu = registry.fill(QMenu(page), "open", "")
    copy = declare("copy_as", "Copy as", context="Runs", shortcut="Ctrl+C")

    made = add_choices(menu, copy, [("Text", "text"), ("JSON", "json")])

    assert menu.actions()[0] is registry["open"]
    assert [action.data() for action in made] == ["text", "json"]
    assert {command_of(action) for action in made} == {copy}
    assert all(action.shortcut().isEmpty() for action in made)


def test_an_action_made_elsewhere_is_of_no_command(page):
    assert command_of(QMenu(page).addAction("Stray")) is None
    assert isinstance(page, QObject)
