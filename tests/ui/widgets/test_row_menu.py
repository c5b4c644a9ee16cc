"""The menu that every list has: what its owner offers, and copying."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QTableWidget, QTableWidgetItem
from tests.support.menus import open_menu

from jobdesk.ui.actions import add_entry
from jobdesk.ui.widgets.row_commands import OPEN
from jobdesk.ui.widgets.row_menu import RowMenu


def words(menu):
    return [each.text() for each in menu.actions() if not each.isSeparator()]


@pytest.fixture
def table(qtbot):
    made = QTableWidget(3, 2)
    made.setHorizontalHeaderLabels(["Name", "State"])
    made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for row, name in enumerate(("ber-core-01", "ber-core-02", "ber-leaf\n03")):
        for column, text in enumerate((name, "Active")):
            made.setItem(row, column, QTableWidgetItem(text))
    qtbot.addWidget(made)
    made.show()
    return made


def test_rows_are_copied_as_a_table_that_other_programs_take(table, qtbot):
    RowMenu(table)
    table.selectRow(1)

    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "Name\tState\nber-core-02\tActive\n"


def test_all_rows_are_copied_one_a_line(table):
    table.hideColumn(1)

    RowMenu(table).copy_all()

    assert QGuiApplication.clipboard().text() == "Name\nber-core-01\nber-core-02\nber-leaf 03\n"


def test_the_menu_key_opens_what_the_owner_offers_above_copying(table):
    opened = []
    RowMenu(table, lambda menu: add_entry(menu, OPEN, lambda: opened.append(True)))
    table.selectRow(0)

    menu = open_menu(table)

    assert words(menu) == ["&Open", "&Copy", "Copy a&ll"]
    menu.actions()[0].trigger()
    assert opened == [True]
    menu.close()


def test_where_there_is_nothing_copying_says_so(qtbot):
    empty = QListWidget()
    qtbot.addWidget(empty)

    menu = RowMenu(empty, is_whole=False).make_menu()

    assert words(menu) == ["&Copy"]
    assert (menu.actions()[0].isEnabled(), menu.actions()[0].toolTip()) == (
        False,
        "There is nothing to copy.",
    )
