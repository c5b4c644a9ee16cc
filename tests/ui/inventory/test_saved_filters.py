"""Filters that are kept under a name: used, renamed, deleted, given back, remembered."""

import pytest
from PySide6.QtWidgets import QInputDialog

from jobdesk.ui import messages
from jobdesk.ui.inventory.page import InventoryPage
from jobdesk.ui.inventory.saved_filters import read_filters
from jobdesk.ui.inventory.terms import Term

ACCESS = Term("role", ":", "Access")


@pytest.fixture
def hand(open_page):
    made = open_page()
    made.filters = made.page.list.filters
    return made


def entries(hand):
    return [one.text() for one in hand.filters.make_menu().actions() if not one.isSeparator()]


def entry(hand, words):
    menu = hand.filters.make_menu()
    return next(one for one in menu.actions() if one.text().replace("&", "") == words)


def narrow(hand, *found, count):
    hand.page.filter.set_terms(found)
    hand.until(lambda: hand.page.source.total == count and hand.page.source.is_counted)


def name_it(hand, command, name):
    entry(hand, command).trigger()
    hand.until(lambda: hand.page.findChildren(QInputDialog))
    dialog = hand.page.findChildren(QInputDialog)[-1]
    dialog.setTextValue(name)
    dialog.accept()
    hand.until(lambda: not hand.page.findChildren(QInputDialog))


def test_nothing_can_be_kept_where_nothing_is_filtered(hand):
    assert entries(hand) == ["&Save this filter…", "&Rename…", "&Delete"]
    for words, reason in (
        ("Save this filter…", "The list is not filtered."),
        ("Rename…", "None of them is in use."),
        ("Delete", "None of them is in use."),
    ):
        found = entry(hand, words)
        assert (found.isEnabled(), found.toolTip()) == (False, reason)


def test_a_filter_is_kept_with_its_order_and_used_again(hand):
    narrow(hand, ACCESS, count=9)
    hand.page.list.sort_by("-name")
    hand.until(lambda: hand.rows()[:1] == ["ber-wlc-01"])
    name_it(hand, "Save this filter…", "  Access layer ")
    assert entry(hand, "Access layer").isChecked()

    hand.page.list.sort_by("name")
    hand.page.filter.clear()
    hand.until(lambda: hand.page.model.rowCount() == 55)
    assert not entry(hand, "Access layer").isChecked()
    entry(hand, "Access layer").trigger()

    hand.until(lambda: len(hand.rows()) == 9 and hand.rows()[0] == "ber-wlc-01")
    assert hand.page.filter.terms == [ACCESS]


def test_each_kind_has_its_own(hand):
    narrow(hand, ACCESS, count=9)
    name_it(hand, "Save this filter…", "Access layer")

    hand.show("ipam.prefix", 7)

    assert "Access layer" not in entries(hand)


def test_they_are_there_in_the_next_window(hand, desk, qtbot):
    narrow(hand, ACCESS, count=9)
    name_it(hand, "Save this filter…", "Access layer")
    user = desk.session.actor.id
    hand.until(lambda: desk.services.kept.all(user, "inventory_filter"))

    again = InventoryPage(desk.session)
    qtbot.addWidget(again)
    shelf = again.list.filters.shelf

    hand.until(lambda: [one.name for one in shelf.of("dcim.device")] == ["Access layer"])


def test_a_filter_is_renamed_deleted_and_given_back(hand, monkeypatch):
    said = []
    monkeypatch.setattr(messages, "offer_undo", lambda text, undo: said.append((text, undo)))
    narrow(hand, ACCESS, count=9)
    name_it(hand, "Save this filter…", "Access layer")

    name_it(hand, "Rename “Access layer”…", "Edge of Berlin")
    assert entry(hand, "Edge of Berlin").isChecked()
    entry(hand, "Delete “Edge of Berlin”").trigger()

    assert entries(hand) == ["&Save this filter…", "&Rename…", "&Delete"]
    (text, undo) = said[-1]
    assert text == "The filter “Edge of Berlin” is deleted."
    undo()
    assert entry(hand, "Edge of Berlin").isChecked()


def test_a_name_that_is_taken_is_given_to_the_new_filter_with_a_way_back(hand, monkeypatch):
    said = []
    monkeypatch.setattr(messages, "offer_undo", lambda text, undo: said.append((text, undo)))
    narrow(hand, ACCESS, count=9)
    name_it(hand, "Save this filter…", "Mine")
    narrow(hand, Term("role", ":", "Firewall"), count=2)
    name_it(hand, "Save this filter…", "mine")

    shelf = hand.filters.shelf
    assert [one.text for one in shelf.of("dcim.device")] == ["role:Firewall"]
    said[-1][1]()
    assert [one.text for one in shelf.of("dcim.device")] == ["role:Access"]


def test_what_is_kept_in_another_shape_is_left_out():
    kept = {
        "a": {"name": "Good", "kind": "dcim.device", "text": "role:Access"},
        "b": {"name": "", "kind": "dcim.device", "text": "role:Access"},
        "c": {"name": "No text", "kind": "dcim.device"},
        "d": "nonsense",
    }

    assert [one.name for one in read_filters(kept)] == ["Good"]
