import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

import jobdesk
from jobdesk.ui import keys
from jobdesk.ui.actions import COMMANDS, WINDOW
from jobdesk.ui.desk import Desk
from jobdesk.ui.keys import KeysWindow, commands_with_keys
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session

UI = Path(jobdesk.__file__).parent / "ui"

# The window's own may be repeated by a page that does the same in itself.
# Those of a window of its own do there what the main window's do in that.
SAME_EVERYWHERE = {"find", "find.next_hit", "find.previous_hit", "torn.back", "torn.close"}
# Beside the registry, and why.
ALLOWED = {
    "actions.py": "the registry",
    "widgets/chip.py": "values of a filter, not commands",
    "widgets/find_line.py": "a picture inside of a field",
    "runs/runs_table.py": "columns of a table, not commands",
    "jobs/filter_line.py": "pictures inside of a field",
}


@pytest.fixture
def a_desk(qtbot, tmp_path):
    """A window whose own commands are declared."""
    window = MainWindow(Session(tmp_path))
    qtbot.addWidget(window)
    window.desk = Desk(window, window._session)
    return window.desk


def calls(tree, names):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names:
                yield name, node


def files():
    for file in sorted(UI.rglob("*.py")):
        yield file.relative_to(UI).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def test_no_command_is_made_beside_the_registry():
    found = []
    for name, tree in files():
        if name in ALLOWED:
            continue
        for call, node in calls(tree, {"QAction", "QShortcut", "addAction", "QWidgetAction"}):
            makes_one = call != "addAction" or any(
                isinstance(each, ast.Constant | ast.JoinedStr) for each in node.args
            )
            if makes_one:
                found.append(f"{name}:{node.lineno} {call}")
    assert found == []


def test_the_list_of_keys_finds_every_file_that_declares_commands():
    loaded_with_the_window = {"theme_menu.py"}
    declaring = {name for name, tree in files() if any(calls(tree, {"declare"}))}

    for name in declaring - loaded_with_the_window:
        assert name.removesuffix(".py").endswith(keys.DECLARING), name


def test_no_two_commands_of_one_place_have_the_same_keys(a_desk):
    taken, clashes = {}, []
    for command in commands_with_keys():
        for sequence in command.sequences():
            text = sequence.toString()
            places = [WINDOW, command.context]
            for place in (
                places if command.context != WINDOW else {c.context for c in COMMANDS.values()}
            ):
                other = taken.get((place, text))
                if (
                    other
                    and other != command.name
                    and not {other, command.name} & SAME_EVERYWHERE
                ):
                    clashes.append(f"{text}: {other} and {command.name} in {place}")
            taken[command.context, text] = command.name
    assert clashes == []


def test_every_command_says_what_it_does(a_desk):
    commands_with_keys()

    for command in COMMANDS.values():
        assert command.words, command.name
        assert command.words[0].isupper(), command.name
        assert command.context, command.name


def test_the_window_lists_and_filters_all_keys(qtbot, a_desk):
    parent = QWidget()
    qtbot.addWidget(parent)
    window = KeysWindow(parent)
    model = window.table.model()
    words = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Keyboard shortcuts" in words
    assert "Delete" in words

    window.field.setText("f10")

    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Menu"]
    assert not window.isModal()
