"""Tables: found in values and CSV, sorted, filtered, copied, exported."""

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog

from jobdesk.ui.runs.values.grid_data import (
    Grid,
    arrange,
    cell_start,
    cell_words,
    grid_of,
    grid_of_csv,
    grid_text,
    right_columns,
)
from jobdesk.ui.runs.values.grid_model import GridModel
from jobdesk.ui.runs.values.grid_view import GridView

GRID = Grid(("name", "ports"), [["ber-2", 8], ["ber-1", 24], ["ber-10", None]])


@pytest.fixture
def view(keep):
    made = keep(GridView("Result"))
    made.resize(700, 400)
    made.show()
    made.show_grid(GRID, "devices")
    return made


def shown(view, column=0):
    model = view.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("value", "columns", "rows"),
    [
        ([{"a": 1}, {"b": 2}], ("a", "b"), [[1, None], [None, 2]]),
        ([["a", "b"], [1, 2]], ("a", "b"), [[1, 2]]),
        ([[1, 2], [3]], ("1", "2"), [[1, 2], [3, None]]),
        ({"x": {"a": 1}, "y": {"a": 2}}, ("key", "a"), [["x", 1], ["y", 2]]),
    ],
)
def test_a_table_is_found_in_a_value(value, columns, rows):
    found = grid_of(value)

    assert found.columns == columns
    assert [list(row) for row in found.rows] == rows


@pytest.mark.parametrize(
    "value", [[], {}, 3, "x", [1, 2], [{}, {}], [[]], [{"a": 1}, 2], {"x": {"a": [1]}, "y": {}}]
)
def test_what_is_no_table_is_none(value):
    assert grid_of(value) is None


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_with_any_sign_between(sign):
    text = f"name{sign}ports\nber-1{sign}24\nber-2{sign}8\n"

    assert grid_of_csv(text).columns == ("name", "ports")


def test_a_cut_line_of_csv_is_left_out():
    assert len(grid_of_csv("a,b\n1,2\n3,", is_cut=True).rows) == 1


@settings(max_examples=40)
@given(
    st.lists(st.none() | st.integers(-9, 9) | st.text(max_size=2), max_size=8), st.booleans()
)
def test_sorting_loses_no_row_and_leaves_the_empty_at_the_end(cells, descending):
    grid = Grid(("a",), [[cell] for cell in cells])

    order = arrange(grid, "", 0, descending)

    assert sorted(order) == list(range(len(cells)))
    empty = [cells[at] in (None, "") for at in order]
    assert empty == sorted(empty)


def test_numbers_are_sorted_as_numbers_also_in_texts():
    grid = Grid(("n",), [["10"], ["9"], ["x"]])

    assert arrange(grid, "", 0, descending=False) == [1, 0, 2]


def test_columns_of_numbers_stand_right():
    assert right_columns(GRID) == {1}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("TSV", "name\tports\nber-2\t8\nber-1\t24\nber-10\t\n"),
        ("CSV", "name,ports\nber-2,8\nber-1,24\nber-10,\n"),
        (
            "Markdown",
            "| name | ports |\n| --- | --- |\n| ber-2 | 8 |\n| ber-1 | 24 |\n| ber-10 |  |\n",
        ),
    ],
)
def test_a_table_is_written(form, text):
    assert grid_text(GRID, form) == text


def test_a_table_is_written_as_json():
    assert json.loads(grid_text(GRID, "JSON"))[0] == {"name": "ber-2", "ports": 8}


def test_signs_that_would_break_a_form_are_kept_out():
    grid = Grid(("a",), [["x|y\tz\nw"]])

    assert "x\\|y z w" in grid_text(grid, "Markdown")
    assert grid_text(grid, "TSV") == "a\nx|y z w\n"


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = GridModel()
    model.show_grid(GRID)
    model.show_order([2, 0])

    qtmodeltester.check(model)


def test_a_click_on_the_head_sorts_and_a_third_one_stops(qtbot, view):
    head = view.table.horizontalHeader()
    head.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(view) == ["ber-1", "ber-2", "ber-10"])

    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    qtbot.waitUntil(lambda: shown(view) == ["ber-2", "ber-1", "ber-10"])


def test_typing_leaves_the_rows_with_the_text(qtbot, view):
    view.field.setText("BER-1")

    qtbot.waitUntil(lambda: shown(view) == ["ber-1", "ber-10"])
    assert view.finder.said == "2 of 3 rows"


def test_a_rectangle_is_copied_for_a_spreadsheet(qtbot, view, clipboard):
    model = view.model
    part = QItemSelection(model.index(0, 0), model.index(1, 1))
    view.table.selectionModel().select(part, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.table.setFocus()

    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: clipboard.text() == "ber-2\t8\nber-1\t24")


def test_copy_as_takes_all_when_one_cell_is_selected(qtbot, view, clipboard):
    view.copy_form("CSV")

    qtbot.waitUntil(lambda: clipboard.text() == "name,ports\nber-2,8\nber-1,24\nber-10,\n")


def test_an_export_is_what_is_shown_in_the_form_of_its_name(qtbot, view, said, tmp_path):
    view.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: shown(view)[0] == "ber-1")
    view.export.click()
    dialog = view.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "d.json"))
    dialog.close()

    qtbot.waitUntil(lambda: said == ["Saved d.json."])
    assert [row["name"] for row in json.loads((tmp_path / "d.json").read_text())] == [
        "ber-1",
        "ber-10",
        "ber-2",
    ]


class Endless(list):
    """A list that nobody can read to its end."""

    def __iter__(self):
        return itertools.repeat(12)


def test_a_large_value_in_a_cell_is_not_written_whole_to_show_its_beginning():
    model = GridModel()

    model.show_grid(Grid(("device", "ports"), [["ber-acc-1", Endless([1])]]))

    assert model.index(0, 1).data().startswith("[12, 12, 12, ")
    assert len(model.index(0, 1).data()) == 300


@pytest.mark.parametrize("cell", [{"a": [1, "ü"]}, [], "text", 1.5, None, True])
def test_the_beginning_of_a_short_cell_is_all_of_it(cell):
    assert cell_start(cell, 300) == cell_words(cell)
