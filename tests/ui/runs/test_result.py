"""The result of a run: summary, tree, table, document, text."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from jobdesk.ui.runs.result import ResultPage
from jobdesk.ui.runs.values.content import DOCUMENT, RAW, TABLE, TREE

DEVICES = [{"name": "ber-1", "ports": 24}, {"name": "ber-2", "ports": 8}]


@pytest.fixture
def record(desk):
    return desk.ask(desk.job())


@pytest.fixture
def store(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def show(qtbot, keep, store, record):
    def show_(result, summary="", page=None):
        if page is None:
            page = keep(ResultPage(store))
            page.resize(900, 600)
            page.show()
        page.show_run(replace(record, result=result, summary=summary))
        if result is not None:
            qtbot.waitUntil(lambda: bool(page.value.content.text))
        return page

    return show_


def test_a_result_is_a_tree_under_its_summary(show, clipboard):
    page = show({"devices": {"ber-1": [1, 2]}}, "**Two** devices")

    assert page.summary.text == "Two devices"
    assert page.value.current == TREE
    model = page.value.view(TREE).model
    assert model.index(0, 0).data() == "devices"
    page.value.copy.click()
    assert json.loads(clipboard.text()) == {"devices": {"ber-1": [1, 2]}}


def test_a_list_of_objects_is_a_table_first(show):
    page = show(DEVICES)

    assert page.value.switch.choices == [TABLE, TREE, RAW]
    assert page.value.current == TABLE


def test_a_text_as_result_stays_text(show):
    page = show("done")

    assert page.value.current == RAW
    assert page.value.view(RAW).toPlainText() == "done"
    assert not page.summary.isVisible()
    assert not page.value.switch.isVisible()


def test_a_markdown_text_is_a_document(show):
    page = show("# Report\n\n- one\n- two\n")

    assert page.value.current == DOCUMENT
    assert page.value.view(DOCUMENT).text.startswith("Report")


def test_json_in_a_text_is_a_tree_too(show):
    page = show('{"a": [1]}')

    assert page.value.switch.choices == [TREE, RAW]


def test_raw_is_one_key_away_and_back(qtbot, show):
    page = show(DEVICES)
    page.value.view(TABLE).table.setFocus()

    qtbot.keyClick(
        page.value.view(TABLE).table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier
    )
    raw = page.value.current
    page.value.toggle_raw()

    assert raw == RAW
    assert page.value.current == TABLE


def test_the_chosen_view_is_taken_again(show, store):
    show(DEVICES).value.switch._buttons[TREE].click()
    store.sync()

    assert show([{"other": 1}]).value.current == TREE


def test_a_short_text_makes_no_tall_box_and_a_long_one_scrolls(qtbot, show):
    page = show("done")
    raw = page.value.view(RAW)
    qtbot.waitUntil(lambda: raw.height() < 120)

    show("line\n" * 500, page=page)
    qtbot.waitUntil(lambda: raw.height() > 400)
    assert raw.verticalScrollBar().maximum() > 0


def test_a_huge_text_is_cut_on_screen_and_copied_whole(show, clipboard):
    page = show("x" * 150_000)

    assert "140,000 more characters" in page.value.view(RAW).toPlainText()
    page.value.copy.click()
    assert len(clipboard.text()) == 150_000


def test_a_long_text_comes_in_pieces(qtbot, show):
    text = "some words\n" * 9_000
    page = show(text)
    raw = page.value.view(RAW)
    first = len(raw.toPlainText())

    qtbot.waitUntil(lambda: raw.toPlainText() == text)
    assert first < len(text)


def test_a_long_document_comes_in_parts(qtbot, show):
    page = show("# Report\n\n" + "- one\n" * 200)
    document = page.value.view(DOCUMENT)

    qtbot.waitUntil(lambda: document.text.count("one") == 200)
    assert len(document.parts) > 3


def test_a_result_is_saved_whole(qtbot, show, said, tmp_path):
    page = show({"a": [1]})
    page.value.save.click()
    dialog = page.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "result.json"))
    dialog.close()

    qtbot.waitUntil(lambda: said == ["Saved result.json."])
    assert json.loads((tmp_path / "result.json").read_text()) == {"a": [1]}
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_no_link_or_picture_of_a_summary_is_fetched(show):
    page = show(None, "![x](https://example.invalid/x.png) <b>no</b>")

    assert "<b>no</b>" in page.summary.text
    assert not page.value.isVisible()


def test_a_long_summary_leaves_room_for_the_result(qtbot, show):
    page = show({"a": 1}, "\n\n".join(f"line {at}" for at in range(200)))

    qtbot.waitUntil(lambda: page.summary.height() <= 0.45 * page.height() + 1)
    assert page.value.height() > 200
