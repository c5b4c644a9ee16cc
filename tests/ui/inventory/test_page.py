"""The inventory page: lists, filter, detail, columns; each with the real inventory."""

import shutil

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from tests.support.run_desk import RunDesk

from jobdesk.ui import background
from jobdesk.ui.inventory.columns_menu import ColumnsMenu
from jobdesk.ui.inventory.new_inventory import NewInventory
from jobdesk.ui.inventory.page import InventoryPage
from jobdesk.ui.inventory.prefix_tree import PrefixTree
from jobdesk.ui.inventory.suggestions import Suggestion
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.layout_reset import reset_layout, take_back


def test_it_opens_on_devices_with_their_number_and_the_first_one_in_detail(open_page):
    hand = open_page()

    hand.until(lambda: hand.page.tree.count("dcim.device") == 55)
    hand.until(lambda: hand.page.detail.detail is not None)
    assert hand.page.detail.detail.name == "ber-acc-07"
    assert hand.page.counts == "55 devices, 1 selected"


def test_terms_narrow_the_list_and_the_verdict_says_how_far(open_page):
    hand = open_page()
    page = hand.page

    page.focus_search()
    hand.type("role:Access")
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: page.model.rowCount() == 9)
    hand.until(lambda: page.filter.field.verdict.text() == "valid, 9 found")
    assert [chip.label for chip in page.filter.field.chips] == ["role: Access"]

    hand.key(Qt.Key.Key_Escape)
    hand.until(lambda: page.model.rowCount() == 55)


def test_free_text_narrows_while_it_is_typed(open_page):
    hand = open_page()

    hand.page.focus_search()
    hand.type("fw-0")

    hand.until(lambda: hand.rows() == ["ber-fw-01", "ber-fw-02"])


def test_an_unknown_key_is_told_and_the_list_stays(open_page):
    hand = open_page()

    hand.page.focus_search()
    hand.type("locatoin:x")
    hand.key(Qt.Key.Key_Return)

    words = "No filter locatoin for devices. Is location meant?"
    hand.until(lambda: hand.page.filter.field.verdict.text() == words)
    assert hand.page.filter.field.property("error") is True
    assert hand.page.model.rowCount() == 55


def test_a_value_that_there_is_not_is_told_in_the_words_of_the_inventory(open_page):
    hand = open_page()

    hand.page.filter.set_terms([Term("role", ":", "Nobody")])

    hand.until(lambda: "Nobody" in hand.page.filter.field.verdict.text())
    assert hand.page.filter.field.property("error") is True


def test_fields_and_values_are_completed_by_keys_alone(open_page):
    hand = open_page()
    page = hand.page

    page.focus_search()
    hand.type("rol")
    hand.until(lambda: page.filter.list.is_open)
    assert page.filter.list.items[0].text == "role"
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Tab)
    assert page.filter.line.text() == "role:"
    hand.type("fire")
    hand.until(lambda: [one.text for one in page.filter.list.items] == ["Firewall"])
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)

    hand.until(lambda: hand.rows() == ["ber-fw-01", "ber-fw-02"])
    assert [chip.label for chip in page.filter.field.chips] == ["role: Firewall"]


def test_a_custom_field_is_offered(open_page):
    hand = open_page()

    hand.page.focus_search()
    hand.type("start")

    hand.until(lambda: hand.page.filter.list.is_open)
    assert [one.text for one in hand.page.filter.list.items] == ["cf_start_date"]


def test_a_kind_comes_back_as_it_was_left(open_page, desk, qtbot):
    hand = open_page()
    hand.page.filter.set_terms([Term("role", ":", "Firewall")])
    hand.until(lambda: hand.page.model.rowCount() == 2)
    hand.page.list.sort_by("-name")
    hand.until(lambda: hand.rows() == ["ber-fw-02", "ber-fw-01"])

    hand.show("ipam.prefix", 7)
    again = InventoryPage(desk.session)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.shape is not None)
    assert again.shape.kind.label == "ipam.prefix"
    again.show_kind("dcim.device")
    qtbot.waitUntil(lambda: again.model.rowCount() == 2)

    assert again.model.row(0).name == "ber-fw-02"


def test_columns_are_chosen_by_the_menu_and_kept(open_page):
    hand = open_page()
    page = hand.page
    menu = page.list.columns.make_menu(1)
    columns = next(one.menu() for one in menu.actions() if one.menu() is not None)
    serial = next(one for one in columns.actions() if one.data() == "serial")

    page.list.columns._on_column(serial)

    hand.until(lambda: "serial" in [field.name for field in page.model.fields])
    assert "serial" in page.choices.of("dcim.device").columns
    assert isinstance(page.list.columns, ColumnsMenu)
    page.list.columns._on_reset()
    hand.until(lambda: "serial" not in [field.name for field in page.model.fields])


def test_a_reset_of_the_layout_brings_the_usual_columns_back(open_page):
    hand = open_page()
    page, store = hand.page, hand.page.choices.store
    usual = [field.name for field in page.model.fields]
    page.list.choose_columns(["name", "serial"])
    hand.until(lambda: [field.name for field in page.model.fields] == ["name", "serial"])

    before = reset_layout(store)
    hand.until(lambda: [field.name for field in page.model.fields] == usual)

    take_back(store, before)
    hand.until(lambda: [field.name for field in page.model.fields] == ["name", "serial"])


def test_no_page_of_the_detail_is_left_to_the_collector(open_page):
    hand = open_page()
    detail = hand.page.detail
    pages = (detail.details, detail.ports, detail.related, detail.runs, detail.drawing,
             detail.history, detail.context)  # fmt: skip
    assert not any(map(shiboken6.ownedByPython, pages))

    hand.until(lambda: detail.detail is not None)
    hand.show("ipam.prefix", 7)
    hand.until(lambda: detail.detail is not None and detail.detail.kind == "ipam.prefix")

    assert detail.tabs.indexOf(detail.ports) < 0
    assert not any(map(shiboken6.ownedByPython, pages))
    assert not detail.ports.isVisible()


def test_no_key_means_two_things_when_the_changes_of_an_object_are_seen(open_page):
    hand = open_page()
    detail = hand.page.detail
    hand.until(lambda: detail.detail is not None)
    detail.tabs.setCurrentWidget(detail.history)
    hand.until(lambda: detail.history._history is not None)

    keys = {}
    for action in hand.page.findChildren(QAction):
        if action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut:
            for sequence in action.shortcuts():
                keys.setdefault(sequence.toString(), set()).add(action.text())
    assert {key: sorted(names) for key, names in keys.items() if len(names) > 1} == {}


def test_the_detail_tells_interfaces_and_what_refers_to_the_object(open_page):
    hand = open_page()
    hand.choose("ber-core-02")
    detail = hand.page.detail

    hand.until(lambda: detail.detail is not None and detail.detail.name == "ber-core-02")
    hand.until(lambda: detail.ports.lines.rowCount() == 55)
    assert detail.tabs.tabText(0) == "Interfaces  55"
    assert detail.ports.lines.index(0, 3).data() == "ber-core-01 Te1/1/1"
    assert detail.ports.lines.index(6, 1).data() == "Off"
    line = detail.related.lines.line(0)
    detail.related.opened.emit(line.target)
    hand.until(lambda: hand.page.shape.kind.label == "dcim.interface")
    hand.until(lambda: hand.page.source.total == 55)


def test_a_reference_is_followed_to_its_object(open_page):
    hand = open_page()
    hand.choose("ber-core-02", hand.column("location"))

    hand.page.actions_here["inventory.follow"].trigger()

    hand.until(lambda: hand.page.shape.kind.label == "dcim.location")
    hand.until(lambda: hand.page.grid.current_row() is not None)
    assert hand.page.grid.current_row().name == "Berlin / DC1"


def test_rows_are_copied_with_their_titles(open_page):
    hand = open_page()
    hand.choose("ber-fw-01")
    hand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QApplication.clipboard().clear()

    hand.page.commands.copy()

    hand.until(lambda: QApplication.clipboard().text() != "")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Name\tStatus\tRole")
    assert [line.split("\t")[0] for line in lines[1:]] == ["ber-fw-01", "ber-fw-02"]


def test_the_list_follows_what_a_run_changed(open_page):
    hand = open_page()

    def rename():
        from jobdesk.inventory.dcim.models import Device

        device = Device.objects.get(name="ber-fw-01")
        device.name = "ber-fw-99"
        device.validated_save()

    hand.desk.services.inventory.change(rename, detail="as a run does")
    hand.desk.session.results_changed.emit()

    hand.until(lambda: "ber-fw-99" in hand.rows())


def test_the_changes_of_an_object_are_a_tab_of_its_detail(open_page):
    hand = open_page()
    hand.choose("ber-fw-01")
    detail = hand.page.detail
    hand.until(lambda: detail.detail is not None and detail.detail.name == "ber-fw-01")

    detail.tabs.setCurrentWidget(detail.history)

    history = detail.history
    hand.until(lambda: history._history is not None)
    hand.until(lambda: history._history.model.rowCount() > 0)


def test_an_empty_inventory_offers_ways_to_begin(prepared_home, tmp_path, qtbot):
    desk = RunDesk(shutil.copytree(prepared_home, tmp_path / "New lab"))
    page = InventoryPage(desk.session)
    qtbot.addWidget(page)
    page.show()

    qtbot.waitUntil(lambda: isinstance(page.list.rows.currentWidget(), NewInventory))
    words = [each.text() for each in page.list.rows.currentWidget().buttons]
    assert words == [
        "Import from Nautobot…",
        "Import from a file…",
        "Make a sample network",
        "Add…",
    ]
    background.shut_down()
    desk.close()


def test_a_prefix_is_drawn_in_its_tree(open_page):
    hand = open_page()
    hand.show("ipam.prefix", 7)
    hand.choose("10.0.1.0/24")
    detail = hand.page.detail
    hand.until(lambda: detail.detail is not None and detail.detail.name == "10.0.1.0/24")

    at = detail.tabs.indexOf(detail.drawing)
    assert detail.tabs.tabText(at) == "Tree"
    detail.tabs.setCurrentIndex(at)

    hand.until(lambda: isinstance(detail.drawing._stack.currentWidget(), PrefixTree))


def entries(menu):
    """What can be done, without the lines between."""
    return [each.text() for each in menu.actions() if each.text()]


def test_the_menu_of_a_kind_adds_brings_in_and_copies(open_page):
    hand = open_page()
    tree = hand.page.tree
    hand.until(lambda: tree.count("dcim.device") == 55)

    menu = hand.page.tree_menu.make_menu()

    assert entries(menu)[:3] == ["&Add…", "&Import from a file…", "E&xport the list…"]
    hand.page.tree_menu.copy()
    assert QApplication.clipboard().text() == "Devices\t55\n"
    folded = len(tree.folded())
    next(each for each in menu.actions() if each.text() == "&Fold all").trigger()
    assert len(tree.folded()) > folded


def test_the_menu_of_a_line_opens_it_and_copies_its_value(open_page):
    hand = open_page()
    detail = hand.page.detail
    hand.until(lambda: detail.details.lines.rowCount() > 0)
    names = [detail.details.lines.index(row, 0).data() for row in range(8)]
    detail.details.setCurrentIndex(detail.details.lines.index(names.index("Name"), 1))

    menu = detail.details.menu.make_menu()

    assert entries(menu) == ["&Edit…", "Copy &value", "&Copy", "Copy a&ll"]
    next(each for each in menu.actions() if each.text() == "Copy &value").trigger()
    assert QApplication.clipboard().text() == "ber-acc-07"


def test_a_damaged_inventory_says_so_and_is_put_aside_by_its_button(
    prepared_home, tmp_path, qtbot
):
    desk = RunDesk(shutil.copytree(prepared_home, tmp_path / "damaged"))
    file = desk.services.paths.inventory_db
    file.write_bytes(b"no rows at all " * 1000)
    page = InventoryPage(desk.session)
    qtbot.addWidget(page)
    page.show()
    lost = page.list.unreadable
    qtbot.waitUntil(lost.isVisible)
    assert "is damaged and cannot be read" in lost.reason.text()
    assert "nothing is deleted" in lost.accessibleDescription()
    assert not page.actions_here["inventory.add"].isEnabled()
    assert file.read_bytes().startswith(b"no rows")
    lost._aside.click()
    qtbot.waitUntil(lambda: page.list.rows.currentWidget() is not lost)
    qtbot.waitUntil(lambda: bool(page.tree.labels))
    qtbot.waitUntil(page.actions_here["inventory.add"].isEnabled)
    aside = [one for one in file.parent.iterdir() if "put-aside" in one.name]
    assert [one.read_bytes()[:7] for one in aside] == [b"no rows"]
    background.shut_down()
    desk.close()


def test_what_another_program_writes_is_read_by_itself(open_page):
    hand = open_page()
    hand.until(lambda: hand.page._file_news._seen is not None)

    def rename():
        from jobdesk.inventory.models import Device

        device = Device.objects.get(name="ber-fw-01")
        device.name = "ber-fw-77"
        device.validated_save()

    hand.desk.services.inventory.change(rename, detail="in a terminal")

    hand.until(lambda: "ber-fw-77" in hand.rows())


def test_the_offered_names_stay_inside_the_window(open_page):
    hand = open_page()
    hand.page.commands.add()
    dialog = hand.dialog()
    line = dialog.form.fields["status"].editor  # in the right column
    line.setFocus()
    hand.at(line)
    line._list.offer([Suggestion("1", "a name that is as long as names get, and longer")], "")

    assert line._list.geometry().right() < dialog.width()
    dialog._throw_away()


def test_where_an_object_was_in_the_list_before_is_nothing_for_this_one(open_page, hold_up):
    hand = open_page()
    gate = hold_up("inventory counts")
    hand.page.show_list("dcim.device", (), "00000000-0000-4000-8000-000000000000")
    hand.until(lambda: "place" in {name for _, name in background._latest})
    hand.page.show_kind("dcim.interface")
    hand.until(lambda: hand.page.shape.kind.label == "dcim.interface")
    hand.until(lambda: hand.page.grid.current_row() is not None)
    hand.page.grid.choose_row(3, 0)

    gate.set()
    hand.until(lambda: not background.is_busy())

    assert hand.page.grid.currentIndex().row() == 3


def test_the_runs_of_one_object_are_not_told_of_the_next(open_page, hold_up):
    hand = open_page()
    detail = hand.page.detail
    hand.choose("ber-core-02")
    hand.until(lambda: detail.detail is not None and detail.detail.name == "ber-core-02")
    tabs = [detail.tabs.tabText(at) for at in range(detail.tabs.count())]
    gate = hold_up("object runs")
    detail.tabs.setCurrentIndex(tabs.index("Runs"))
    hand.until(lambda: "runs" in {name for _, name in background._latest})
    detail.tabs.setCurrentIndex(tabs.index("Details"))
    detail._count(detail.runs, "Runs", 5)

    hand.choose("ber-fw-01")
    hand.until(lambda: detail.detail.name == "ber-fw-01")
    assert detail.tabs.tabText(tabs.index("Runs")) == "Runs"
    gate.set()
    hand.until(lambda: not background.is_busy())

    assert detail.runs.lines.all == ()


def test_a_filter_that_a_list_begins_with_can_be_taken_away(open_page):
    hand = open_page()
    hand.page.show_list("dcim.device", [Term("name", "~", "ber-fw")])
    hand.until(lambda: hand.page.filter.terms and hand.page.source.total == 2)

    hand.page.filter.clear()

    hand.until(lambda: hand.page.source.total == 55)
