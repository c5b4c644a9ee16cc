"""JSON as text and as a tree: long documents come in slices, errors have a place."""

import json

import pytest
from PySide6.QtCore import QModelIndex, Qt

from jobdesk.jobs import Job, JSONVar, StringVar
from jobdesk.ui.form.json_editor import JsonEditor
from jobdesk.ui.form.json_tree import JsonTreeModel

DOCUMENT = {"ntp": ["10.0.0.1", 7], "vlan": {"native": None, "tagged": True}, "text": "a\nb"}


class Documented(Job):
    title = StringVar(default="x")
    overrides = JSONVar(default=DOCUMENT)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


@pytest.fixture
def dialog(add_job, open_dialog):
    return open_dialog(add_job(Documented))


TOP = QModelIndex()


def rows(model, parent=TOP):
    return [
        (model.data(model.index(row, 0, parent)), model.data(model.index(row, 1, parent)))
        for row in range(model.rowCount(parent))
    ]


def test_the_tree_keeps_the_contract(qtmodeltester):
    model = JsonTreeModel()
    model.show_document(DOCUMENT)
    qtmodeltester.check(model, force_py=True)


def test_what_is_folded_is_made_when_it_is_opened():
    model = JsonTreeModel()
    model.show_document(DOCUMENT)
    assert rows(model) == [("ntp", "2 items"), ("vlan", "2 members"), ("text", '"a b"')]
    vlan = model.index(1, 0)
    assert model.rowCount(vlan) == 0
    assert model.hasChildren(vlan)

    model.fetchMore(vlan)

    assert rows(model, vlan) == [("native", "null"), ("tagged", "true")]
    assert model.path(model.index(1, 0, vlan)) == "vlan.tagged"
    ntp = model.index(0, 0)
    model.fetchMore(ntp)
    assert model.path(model.index(1, 0, ntp)) == "ntp[1]"
    assert not model.canFetchMore(ntp)


def test_a_long_list_comes_in_slices():
    model = JsonTreeModel()
    model.show_document(list(range(100_000)))

    assert model.rowCount() == 200
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 400
    assert model.data(model.index(399, 1)) == "399"


@pytest.mark.parametrize(("document", "words"), [(7, "7"), ("x", '"x"'), (None, "null")])
def test_a_single_value_is_one_row(document, words):
    model = JsonTreeModel()
    model.show_document(document)

    assert rows(model) == [("0", words)]


def test_the_tree_opens_by_key_beside_the_text_and_follows_it(dialog, qtbot):
    editor = dialog.form.fields["overrides"].editor
    assert editor.tree is None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    editor.area.setFocus()

    qtbot.keyClick(editor.area, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.tree is not None and editor.tree.isVisible())
    assert editor.is_wide
    assert dialog.form._grid.itemAtPosition(1, 0).widget().editor is editor
    assert [name for name, _ in rows(editor.model)] == ["ntp", "text", "vlan"]
    editor.area.setPlainText('{"only": [1]}')
    qtbot.waitUntil(lambda: rows(editor.model) == [("only", "1 item")])

    qtbot.keyClick(editor.area, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not editor.tree.isVisible()
    assert not editor.is_wide
    assert json.loads(editor.value()) == {"only": [1]}


def marked(editor):
    return "".join(one.cursor.selectedText() for one in editor.area.extraSelections())


def test_an_error_is_told_with_line_and_column_and_marked(dialog, qtbot):
    field = dialog.form.fields["overrides"]
    field.editor.area.setPlainText('{\n "a" 1}')

    assert "line 2 column 6" in field.help.shown_error()
    qtbot.waitUntil(lambda: len(field.editor.area.extraSelections()) == 1)
    mark = field.editor.area.extraSelections()[0]
    assert mark.cursor.selectedText() == " 1"
    field.editor.area.setPlainText('{"😀😀" 1}')
    qtbot.waitUntil(lambda: marked(field.editor) == " 1")
    field.editor.area.setPlainText('{"a": 1}')
    qtbot.waitUntil(lambda: field.editor.area.extraSelections() == [])
    assert field.help.shown_error() == ""


def test_the_tree_keeps_the_last_document_while_the_text_is_wrong(dialog, qtbot):
    editor = dialog.form.fields["overrides"].editor
    editor.toggle.click()
    editor.area.setPlainText("{")
    qtbot.waitUntil(lambda: len(editor.area.extraSelections()) == 1)

    assert len(rows(editor.model)) == 3


def test_the_tree_is_there_again_in_the_next_form(dialog):
    editor = dialog.form.fields["overrides"].editor
    store = dialog._session.layout_state
    editor.toggle.click()
    editor._split.moveSplitter(260, 1)
    sizes = editor._split.saveState()

    assert store.value("run_dialog/json_splitter") == sizes
    again = JsonEditor({"name": "other"})
    again.remember(store)
    assert again.toggle.isChecked()
    assert again._split.sizes()[0] > 0

    editor.toggle.click()
    last = JsonEditor({"name": "last"})
    last.remember(store)
    assert not last.toggle.isChecked()
    for made in (again, last):
        made.deleteLater()
