"""The tree of a JSON value: model, search, copy."""

import pytest
from PySide6.QtCore import Qt

from jobdesk.ui.runs.values.json_model import JsonModel
from jobdesk.ui.runs.values.json_view import JsonView

VALUE = {"devices": [{"name": "ber-1"}, {"name": "ber-2"}], "changed": 2, "ok": True}


@pytest.fixture
def view(keep):
    made = keep(JsonView("Result"))
    made.resize(700, 400)
    made.show()
    made.show_value(VALUE)
    return made


@pytest.mark.parametrize("value", [VALUE, [], {}, "text", None, list(range(1500))])
def test_the_model_keeps_the_rules_of_qt(qtmodeltester, value):
    model = JsonModel()
    model.show_value(value)

    qtmodeltester.check(model)


def test_a_small_value_is_unfolded_at_first(view):
    assert view.tree.isExpanded(view.model.index(0, 0))


def test_a_search_goes_from_hit_to_hit(qtbot, view):
    view.field.setText("ber-")
    qtbot.waitUntil(lambda: view.finder.said == "1 of 2")
    first = view.tree.currentIndex().siblingAtColumn(1).data()

    qtbot.keyClick(view.field, Qt.Key.Key_Return)

    assert first == '"ber-1"'
    assert view.tree.currentIndex().siblingAtColumn(1).data() == '"ber-2"'
    assert view.finder.said == "2 of 2"


def test_what_is_not_there_is_said(qtbot, view):
    view.field.setText("nothing like it")

    qtbot.waitUntil(lambda: view.finder.said == "not found")


def test_escape_clears_and_then_leaves(qtbot, view):
    view.activateWindow()
    view.focus_search()
    view.field.setText("x")

    qtbot.keyClick(view.field, Qt.Key.Key_Escape)
    text = view.field.text()
    qtbot.keyClick(view.field, Qt.Key.Key_Escape)

    assert text == ""
    assert view.tree.hasFocus()


def test_value_and_path_are_copied(qtbot, view, clipboard):
    name = view.model.index_of(("devices", 1, "name"))
    view.tree.setFocus()
    view.tree.setCurrentIndex(name)

    qtbot.keyClick(view.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: clipboard.text() == "ber-2")
    view._on_copy_path()

    assert clipboard.text() == "devices[1].name"


def test_a_megabyte_needs_few_nodes(qtbot, view):
    value = {"rows": [{"name": f"device {at}", "text": "x" * 40} for at in range(15_000)]}

    view.show_value(value)

    assert len(view.model._tree._nodes) < 100
