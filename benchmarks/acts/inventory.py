"""A person in the inventory: lists, a filter, the detail, an edit."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.gallery import inventory_data
from benchmarks.stage import Stage
from jobdesk.ui.inventory.page import InventoryPage
from jobdesk.ui.main_window import INVENTORY, JOBS


def act(stage: Stage) -> None:
    """All of it."""
    stage.services.inventory.change(inventory_data.fill, detail="sample")
    stage.act("inventory_first", lambda: stage.click_place(INVENTORY))
    page = stage.page
    assert isinstance(page, InventoryPage)
    stage.wait(lambda: page.source.total == 55, "the devices")
    page.grid.setFocus()
    for _ in range(10):
        stage.act("inventory_walk", lambda: QTest.keyClick(page.grid, Qt.Key.Key_Down))
    stage.wait(lambda: page.detail.detail is not None, "the detail")
    stage.act("inventory_kind", lambda: page.show_kind("dcim.interface"))
    stage.wait(lambda: page.source.total == 109, "the interfaces")
    bar = page.grid.verticalScrollBar()
    stage.act("inventory_scroll", lambda: bar.setValue(bar.maximum()))
    page.focus_search()
    for letter in "te1/0/4":
        stage.act(
            "inventory_type", lambda letter=letter: QTest.keyClicks(page.filter.line, letter)
        )
    stage.act("inventory_type", page.filter.line.clear)
    stage.act("inventory_show", lambda: stage.desk.show_place(JOBS))
    stage.act("inventory_show", lambda: stage.desk.show_place(INVENTORY))
