"""An object in a tab of its own, opened by anybody, and again after a restart."""

import pytest

from jobdesk.ui.desk import Desk
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.object_dialog import ObjectDialog
from jobdesk.ui.inventory.object_page import ObjectPage
from jobdesk.ui.inventory.page import InventoryPage
from jobdesk.ui.main_window import INVENTORY, RUNS, MainWindow


@pytest.fixture
def whole(desk, qtbot):
    """A window over the network."""
    window = MainWindow(desk.session)
    qtbot.addWidget(window)
    made = Desk(window, desk.session)
    desk.session.loaded.emit()
    window.show()
    yield made
    made.opener.shut_down()
    window.close()


def test_an_object_opens_in_a_tab_and_what_refers_to_it_in_the_inventory(whole, desk, qtbot):
    door = desk.services.inventory
    found = door.call(lambda: questions.objects("dcim.device", "ber-core-02", ""))
    strip = whole._window.strip

    whole.opener.open_object("dcim.device", found[0].key)
    page = strip.current_page
    assert isinstance(page, ObjectPage)
    qtbot.waitUntil(lambda: page.title == "ber-core-02")
    assert page.remember() == {
        "kind": "inventory object",
        "model": "dcim.device",
        "key": found[0].key,
    }
    whole.opener.open_object("dcim.device", found[0].key)
    assert len(strip.pages) == 2

    page.list_requested.emit("dcim.interface", "device", found[0].key)
    shown = strip.current_page
    assert isinstance(shown, InventoryPage)
    qtbot.waitUntil(lambda: shown.source.total == 55)
    assert shown.shape.kind.label == "dcim.interface"


def test_the_inventory_is_a_place_that_one_comes_back_to(whole, qtbot):
    whole.show_place(INVENTORY)
    page = whole._window.strip.current_page

    qtbot.waitUntil(lambda: page.counts.startswith("55 devices"))

    assert whole._session.layout_state.value("window/place") == INVENTORY
    assert whole._window.strip.current_page is page


def test_of_two_places_that_are_chosen_at_once_the_last_is_shown(whole, qtbot):
    sidebar, strip = whole._window.sidebar, whole._window.strip

    sidebar.place_chosen.emit(INVENTORY)
    assert not isinstance(strip.current_page, InventoryPage)  # made, and shown in the next turn
    qtbot.waitUntil(lambda: isinstance(strip.current_page, InventoryPage))

    sidebar.place_chosen.emit(RUNS)
    sidebar.place_chosen.emit(INVENTORY)
    qtbot.wait(20)
    assert isinstance(strip.current_page, InventoryPage)


def test_a_form_is_saved_though_its_tab_was_closed(whole, desk, qtbot):
    door = desk.services.inventory
    [found] = door.call(lambda: questions.objects("dcim.device", "ber-core-02", ""))
    whole.opener.open_object("dcim.device", found.key)
    strip = whole._window.strip
    page = strip.current_page
    qtbot.waitUntil(lambda: page.detail.detail is not None)
    page.actions_here["inventory.edit"].trigger()
    qtbot.waitUntil(lambda: bool(whole._window.findChildren(ObjectDialog)))
    [dialog] = whole._window.findChildren(ObjectDialog)
    with qtbot.waitSignal(page.destroyed):
        strip.close_page(page)

    dialog.form.fields["serial"].editor.setText("of a closed tab")
    dialog.form.fields["serial"].editor.changed.emit()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.save()

    detail = door.call(lambda: questions.detail("dcim.device", found.key))
    assert detail.value("serial").text == "of a closed tab"
