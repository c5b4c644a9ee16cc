"""Screens of the inventory: list and detail, filter, edits, dialogs, empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.form_screens import with_popup
from benchmarks.gallery.homes import empty, network, prepared
from benchmarks.gallery.run_parts import desk_of
from jobdesk.ui.inventory.grid_model import Typed
from jobdesk.ui.inventory.page import InventoryPage
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.main_window import INVENTORY

_TRIES = 300


def wait_for(camera: Camera, is_there: Callable[[], bool]) -> None:
    """Let the inventory's thread answer."""
    for _ in range(_TRIES):
        if is_there():
            return
        camera.settle(20)
    raise TimeoutError("the inventory did not answer")


def _page(camera: Camera, *, has_data: bool = True) -> tuple[Camera, InventoryPage]:
    own, _ = desk_of(camera, network if has_data else empty)
    own.desk.show_place(INVENTORY)
    page = own.window.strip.current_page
    assert isinstance(page, InventoryPage)
    if has_data:
        wait_for(own, lambda: page.model.rowCount() > 40)
        page.grid.choose_row(2, 0)  # ber-acc-12 and its like come first
        page.grid.setFocus()
        wait_for(own, lambda: page.detail.detail is not None)
    own.settle()
    return own, page


def _choose(own: Camera, page: InventoryPage, name: str) -> None:
    for at in range(page.model.rowCount()):
        row = page.model.row(at)
        if row is not None and row.name == name:
            page.grid.choose_row(at, 0)
    wait_for(own, lambda: page.detail.detail is not None and page.detail.detail.name == name)
    own.settle()


def devices(camera: Camera) -> QWidget:
    """The list of devices, a core switch in the detail."""
    own, page = _page(camera)
    _choose(own, page, "ber-core-02")
    return own.window


def filtered(camera: Camera) -> QWidget:
    """Two terms, and a third being typed."""
    own, page = _page(camera)
    page.filter.set_terms([Term("location", ":", "Berlin"), Term("role", ":!", "Server")])
    wait_for(own, lambda: page.source.total and page.source.total < 30)
    _choose(own, page, "ber-core-02")
    page.focus_search()
    QTest.keyClicks(page.filter.line, "sta")
    own.settle(600)
    return own.window


def wrong_filter(camera: Camera) -> QWidget:
    """A key that means nothing."""
    own, page = _page(camera)
    page.focus_search()
    QTest.keyClicks(page.filter.line, "locatoin:berlin")
    QTest.keyClick(page.filter.line, Qt.Key.Key_Return)
    own.settle(500)
    return own.window


def refused(camera: Camera) -> QWidget:
    """A value that was typed and is refused."""
    own, page = _page(camera)
    _choose(own, page, "ber-core-01")
    index = page.model.index(page.grid.currentIndex().row(), 2)
    page.model.setData(index, Typed("Corex", "Corex"))
    wait_for(own, lambda: bool(page.model.problem(index)))
    page.grid.setCurrentIndex(index)
    return own.window


def cell_edit(camera: Camera) -> QWidget:
    """A role is chosen where it stands."""
    own, page = _page(camera)
    _choose(own, page, "ber-acc-09")
    page.grid.setCurrentIndex(page.model.index(page.grid.currentIndex().row(), 2))
    page.grid.edit_current()
    own.settle()
    line = QApplication.focusWidget()
    if line is not None:
        QTest.keyClicks(line, "e")
    own.settle(600)
    return own.window


def details(camera: Camera) -> QWidget:
    """All fields of a device."""
    own, page = _page(camera)
    _choose(own, page, "ber-core-01")
    page.detail.tabs.setCurrentIndex(1)
    own.settle()
    return own.window


def prefixes(camera: Camera) -> QWidget:
    """Prefixes, and what refers to one of them."""
    own, page = _page(camera)
    page.show_kind("ipam.prefix")
    wait_for(own, lambda: page.shape is not None and page.shape.kind.label == "ipam.prefix")
    wait_for(own, lambda: page.model.rowCount() == 7 and page.model.row(0) is not None)
    _choose(own, page, "10.0.1.0/24")
    page.detail.tabs.setCurrentIndex(1)
    own.settle()
    return own.window


def form(camera: Camera) -> QWidget:
    """A new device, refused for what it lacks."""
    own, page = _page(camera)
    page.commands.add()
    dialog = _dialog()
    QTest.keyClicks(dialog.form.fields["serial"].editor, "FOC2231X0AB")
    dialog.save()
    wait_for(own, lambda: not dialog.banner.isHidden())
    own.settle()
    return dialog


def bulk(camera: Camera) -> QWidget:
    """Twelve devices get another state."""
    own, page = _page(camera)
    page.grid.choose_row(0, 0)
    for _ in range(11):
        key = Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(page.grid, Qt.Key.Key_Down, key)
    page.commands.edit()
    wait_for(own, lambda: _dialog() is not None)
    dialog = _dialog()
    editor = dialog.form.fields["status"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "Offline")
    editor.clearFocus()
    own.settle(900)
    return dialog


def cable(camera: Camera) -> QWidget:
    """A cable from a port of an access switch; the ports of the other end are offered."""
    own, page = _page(camera)
    page.show_kind("dcim.interface")
    wait_for(own, lambda: any(_row_name(page, n) == "Te1/0/7" for n in range(100)))
    at = next(n for n in range(100) if _row_name(page, n) == "Te1/0/7")
    page.grid.choose_row(at, 0)
    page.cabling.connect_current()
    wait_for(own, lambda: _dialog() is not None)
    end = _dialog().form.fields["end_b"].editor
    end.holder.setFocus()
    QTest.keyClicks(end.holder, "ber-core-02")
    wait_for(own, lambda: end.holder._list.is_open)
    QTest.keyClick(end.holder, Qt.Key.Key_Return)
    wait_for(own, lambda: end.port._list.is_open)
    QTest.keyClick(end.port, Qt.Key.Key_Down)
    own.settle()
    return _dialog()


def _row_name(page: InventoryPage, at: int) -> str:
    row = page.model.row(at)
    return row.name if row is not None else ""


def delete(camera: Camera) -> QWidget:
    """What deleting a core switch does."""
    own, page = _page(camera)
    _choose(own, page, "ber-core-02")
    page.commands.delete()
    wait_for(own, lambda: _dialog() is not None)
    return _dialog()


def held(camera: Camera) -> QWidget:
    """A location that devices refer to."""
    own, page = _page(camera)
    page.show_kind("dcim.location")
    wait_for(own, lambda: page.model.rowCount() == 4 and page.model.row(0) is not None)
    _choose(own, page, "Berlin / DC1")
    page.commands.delete()
    wait_for(own, lambda: _dialog() is not None)
    return _dialog()


def new_inventory(camera: Camera) -> QWidget:
    """Nothing is in it yet."""
    own, page = _page(camera, has_data=False)
    wait_for(own, lambda: page.shape is not None)
    own.settle(900)
    return own.window


def saved_filters(camera: Camera) -> QWidget:
    """Filters that are kept under a name, one of them in use."""
    own, page = _page(camera)
    shelf = page.list.filters.shelf
    for name, text in (
        ("Access layer", "role:Access"),
        ("Planned in Berlin", "status:Planned location:Berlin"),
        ("Without an address", "primary_ip4=null"),
    ):
        shelf.keep("dcim.device", name, text, "")
    page.filter.set_terms([Term("role", ":", "Access")])
    wait_for(own, lambda: page.source.total and page.source.total < 30)
    menu = page.list.filters.make_menu()
    menu.popup(page.mapToGlobal(page.rect().center()))
    own.settle()
    menu.move(page.mapToGlobal(page.list.geometry().topRight()) - QPoint(270, -40))
    return with_popup(own, own.window, menu)


def unreadable(camera: Camera) -> QWidget:
    """The file is damaged."""
    own, runs = desk_of(camera, prepared)
    runs.services.paths.inventory_db.write_bytes(b"no rows at all " * 1000)
    own.desk.show_place(INVENTORY)
    page = own.window.strip.current_page
    assert isinstance(page, InventoryPage)
    wait_for(own, page.list.unreadable.isVisible)
    return own.window


def _dialog():
    from PySide6.QtWidgets import QDialog

    found = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]
    return found[-1] if found else None


SCREENS = {
    "inventory": devices,
    "inventory-filter": filtered,
    "inventory-wrong-filter": wrong_filter,
    "inventory-refused": refused,
    "inventory-cell": cell_edit,
    "inventory-cable": cable,
    "inventory-details": details,
    "inventory-prefixes": prefixes,
    "inventory-form": form,
    "inventory-bulk": bulk,
    "inventory-delete": delete,
    "inventory-held": held,
    "inventory-new": new_inventory,
    "inventory-saved-filters": saved_filters,
    "inventory-unreadable": unreadable,
}
