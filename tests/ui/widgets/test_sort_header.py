"""The head of a plain table, painted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from jobdesk.ui.widgets.sort_header import SortHeader


@pytest.fixture
def table(qtbot):
    model = QStandardItemModel(1, 2)
    model.setHorizontalHeaderLabels(["Run", "Duration"])
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    model.setHeaderData(1, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole)
    made = QTableView()
    qtbot.addWidget(made)
    made.setObjectName("plainTable")
    made.setModel(model)
    made.setHorizontalHeader(SortHeader(made))
    made.horizontalHeader().setSortIndicatorShown(True)
    made.setColumnWidth(0, 120)
    made.setColumnWidth(1, 120)
    made.resize(300, 120)
    made.show()
    return made


def ink(table, section):
    """Columns of pixels of a section's head that are not of its ground."""
    head = table.horizontalHeader()
    left, width = head.sectionViewportPosition(section), head.sectionSize(section)
    picture = head.grab().toImage()
    ground = picture.pixel(left + width // 2, 2)
    rows = range(4, head.height() - 4)
    return [x for x in range(width) if any(picture.pixel(left + x, y) != ground for y in rows)]


def sort(table, section, order=Qt.SortOrder.DescendingOrder):
    table.horizontalHeader().setSortIndicator(section, order)


def test_the_arrow_stands_behind_a_title_at_the_left(table):
    sort(table, 1)
    plain = ink(table, 0)
    sort(table, 0)
    marked = ink(table, 0)
    assert min(marked) == min(plain)
    assert 4 < max(marked) - max(plain) < 20


def test_the_arrow_stands_before_a_title_at_the_right(table):
    sort(table, 0)
    plain = ink(table, 1)
    sort(table, 1)
    marked = ink(table, 1)
    assert max(marked) == max(plain)
    assert 4 < min(plain) - min(marked) < 20


def test_up_and_down_differ(table):
    sort(table, 0)
    down = table.horizontalHeader().grab().toImage()
    sort(table, 0, Qt.SortOrder.AscendingOrder)
    assert table.horizontalHeader().grab().toImage() != down
