import pytest
from PySide6.QtCore import QPoint, Qt

from jobdesk.ui.jobs.columns import COLUMNS, FLAGS, HISTORY, LAST_RUN, NAME, PATH, QUEUE, RUN
from jobdesk.ui.jobs.columns_menu import ColumnsMenu
from jobdesk.ui.jobs.state import ColumnsState
from jobdesk.ui.jobs.table import JobsTable


@pytest.fixture
def table(qtbot):
    made = JobsTable()
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    return made


def click(qtbot, table, column, modifier=Qt.KeyboardModifier.NoModifier):
    header = table.header
    place = QPoint(header.sectionViewportPosition(column) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def seen(table):
    header = table.header
    order = [header.logicalIndex(place) for place in range(header.count())]
    return [COLUMNS[c].key for c in order if not header.isSectionHidden(c)]


def entry(menu, words):
    return next(one for one in menu.actions() if one.text().replace("&", "") == words)


def test_a_click_on_a_title_asks_for_an_order_and_shift_adds(qtbot, table):
    heard = []
    table.sort_requested.connect(lambda *said: heard.append(said))

    click(qtbot, table, QUEUE)
    click(qtbot, table, LAST_RUN, Qt.KeyboardModifier.ShiftModifier)
    click(qtbot, table, HISTORY)  # it has no order

    assert heard == [("queue", False), ("last_run", True)]


def test_columns_are_moved_but_the_first_and_the_last_stay(table):
    header = table.header

    header.moveSection(header.visualIndex(QUEUE), 1)
    header.moveSection(header.visualIndex(RUN), 2)

    assert seen(table)[:2] == ["enabled", "queue"]
    assert seen(table)[-1] == "run"
    assert header.columns.order[1] == "queue"


def test_a_column_is_moved_over_hidden_ones_in_one_step(table):
    table.header.move_by("last_run", -1)

    assert seen(table)[:4] == ["enabled", "name", "last_run", "flags"]


def test_columns_are_brought_back_as_they_were(table):
    header = table.header
    header.toggle("path")
    header.move_by("queue", -1)
    header.widen("flags", 2)
    assert header.columns != ColumnsState()

    header.reset_columns()

    assert header.columns == ColumnsState()
    assert header.isSectionHidden(PATH)
    assert header.sectionSize(FLAGS) == COLUMNS[FLAGS].width


def test_a_new_model_leaves_the_columns_alone(table):
    table.header.toggle("path")
    table.jobs_model.fold(())  # a reset

    assert not table.isColumnHidden(PATH)


def test_the_name_takes_what_others_leave(table):
    before = table.columnWidth(NAME)
    table.header.resizeSection(FLAGS, COLUMNS[FLAGS].width + 50)

    assert table.columnWidth(NAME) == before - 50
    assert table.header.columns.widths == {"flags": COLUMNS[FLAGS].width + 50}


def test_the_menu_of_all_columns_chooses_orders_and_moves(table):
    menu = ColumnsMenu(table.header)
    orders = []
    menu.sorting_chosen.connect(orders.append)

    entry(menu, "Class path").trigger()
    assert "path" in seen(table)
    queue = next(one.menu() for one in menu.actions() if one.menu() and one.text() == "Queue")
    entry(queue, "Then sort by this").trigger()
    entry(queue, "Sort downwards").trigger()
    entry(queue, "Move to the left").trigger()
    entry(queue, "Wider").trigger()

    assert orders == [(("name", False), ("queue", False)), (("queue", True),)]
    assert seen(table).index("queue") < seen(table).index("history")
    assert table.header.columns.widths["queue"] > COLUMNS[QUEUE].width
    entry(menu, "Reset columns").trigger()
    assert table.header.columns == ColumnsState()


def test_the_menu_of_one_column_is_about_that_column(table):
    words = [one.text() for one in ColumnsMenu(table.header, "queue").actions()]

    assert words[:3] == ["Sort upwards", "Sort downwards", "Then sort by this"]
    assert "Reset columns" in words
