"""Drawings of the inventory: a rack, a tree of prefixes, the way of cables."""

import shutil
import sqlite3

import pytest
from benchmarks.gallery import drawing_data
from PySide6.QtCore import Qt
from tests.support.run_desk import RunDesk

from jobdesk.inventory.desk.drawings import PATH_KINDS
from jobdesk.ui import background
from jobdesk.ui.inventory.path_view import PathView
from jobdesk.ui.inventory.prefix_tree import PrefixTree, size_words
from jobdesk.ui.inventory.rack_view import RackView


@pytest.fixture(scope="session")
def drawn_home(qapp, tmp_path_factory):
    """A workspace with what is drawn, and the keys of it."""
    home = tmp_path_factory.mktemp("drawn") / "home"
    desk = RunDesk(home)
    found = desk.services.inventory.call(drawing_data.make)
    desk.close()
    with sqlite3.connect(home / "inventory.db") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return home, found


@pytest.fixture
def drawn(drawn_home, tmp_path, qtbot):
    """Show a drawing of something: `drawn(PathView, "port")`."""
    desk = RunDesk(shutil.copytree(drawn_home[0], tmp_path / "home"))

    def show(kind, what):
        view = kind(desk.session)
        qtbot.addWidget(view)
        view.resize(620, 500)
        view.show()
        with qtbot.waitSignal(view.model.modelReset):
            view.show_object(*drawn_home[1][what])
        return view

    yield show
    background.shut_down()
    desk.close()


def said(view):
    model = view.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_a_way_leads_through_panels_with_lengths(drawn):
    view = drawn(PathView, "port")

    assert said(view) == [
        "ber-core-02 Te1/0/7",
        "BER-0117, 3 m",
        "patch-a Front 1",
        "through the panel",
        "patch-a Rear 1",
        "trunk 4, 120 ft, Planned",
        "patch-b Rear 1",
        "through the panel",
        "patch-b Front 1",
        "mmf-om4 cable, 250 cm",
        "ber-acc-07 Te1/1/1",
    ]
    assert view.said.text() == "3 cables, 42.1 m in all, leads to an end"


def test_the_way_of_a_cable_in_the_middle_is_the_whole_way(drawn):
    view = drawn(PathView, "cable")

    ends = {said(view)[0], said(view)[-1]}

    assert ends == {"ber-core-02 Te1/0/7", "ber-acc-07 Te1/1/1"}


def test_where_a_way_breaks_is_told(drawn):
    view = drawn(PathView, "open port")

    assert said(view)[-1] == "The way ends: it goes on nowhere: no cable"
    assert view.said.text() == "1 cable, ends in the open"


def test_return_opens_what_is_on_the_way(drawn, qtbot):
    view = drawn(PathView, "port")
    view.list.choose(1)

    with qtbot.waitSignal(view.object_requested) as asked:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)

    assert asked.args[0] == "dcim.cable"


def test_a_rack_tells_each_unit_from_both_faces(drawn):
    view = drawn(RackView, "rack")

    units = said(view)

    assert units[0] == "Unit 16; front: free; rear: free"
    assert units[1].startswith("Unit 15; front: patch-a, Panel patch-a, Panel, Active, unit 15")
    assert "rear: patch-b" in units[1]
    assert "unit 11 to 13" in units[4]
    assert view.said.text().startswith("5 of 16 units taken")


def test_the_keyboard_goes_to_the_rear_and_opens_a_device(drawn, qtbot):
    view = drawn(RackView, "rack")
    view.units.choose(1)

    qtbot.keyClick(view.units, Qt.Key.Key_Right)
    assert view.told.text().startswith("patch-b, ")
    with qtbot.waitSignal(view.object_requested) as asked:
        qtbot.keyClick(view.units, Qt.Key.Key_Return)

    assert asked.args[0] == "dcim.device"


def test_a_prefix_stands_in_its_tree_with_what_is_free(drawn):
    view = drawn(PrefixTree, "prefix")

    assert said(view) == [
        "10.0.0.0/8, container, Active, <1 % used",
        "10.42.0.0/16, container, Active, 50 % used, Berlin",
        "10.42.0.0/18, container, Active, 3 % used, Users",
        "10.42.64.0/18, container, Reserved, 0 % used",
        "10.42.128.0 \N{EN DASH} 10.42.199.255, free, 18,432 addresses",
        "10.42.200.0/28, network, Active, 86 % used, Uplinks",
        "10.42.200.16 \N{EN DASH} 10.42.255.255, free, 14,320 addresses",
    ]
    assert view.list.current_row == 1


def test_right_opens_a_prefix_and_left_closes_it(drawn, qtbot):
    view = drawn(PrefixTree, "prefix")
    view.list.choose(2)

    with qtbot.waitSignal(view.model.rowsInserted):
        qtbot.keyClick(view.list, Qt.Key.Key_Right)
    assert said(view)[3].startswith("10.42.0.0/24, network")
    qtbot.keyClick(view.list, Qt.Key.Key_Left)
    assert view.model.rowCount() == 7
    qtbot.keyClick(view.list, Qt.Key.Key_Left)
    assert view.list.current_row == 1


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 address"),
        (3328, "3,328 addresses"),
        (1 << 72, "2^72 addresses"),
        ((1 << 72) + 5, "about 2^72 addresses"),
    ],
)
def test_sizes_in_words(size, words):
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("kind", "what"), [(PathView, "port"), (RackView, "rack"), (PrefixTree, "prefix")]
)
def test_the_models_are_sound(drawn, qtmodeltester, kind, what):
    view = drawn(kind, what)  # its model goes with it

    qtmodeltester.check(view.model)


@pytest.mark.parametrize(
    ("kind", "what", "of"),
    [
        (PathView, "port", "dcim.interface"),
        (RackView, "rack", "dcim.rack"),
        (PrefixTree, "prefix", "ipam.prefix"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_nothing_else_stays(drawn, qtbot, kind, what, of):
    view = drawn(kind, what)
    assert said(view)

    view.show_object(of, "00000000-0000-4000-8000-000000000000")

    qtbot.waitUntil(lambda: not said(view))
    assert "not in the inventory any more" in view.said.text()


def test_an_open_tree_stays_open_when_nothing_has_changed(drawn, drawn_home, qtbot):
    view = drawn(PrefixTree, "prefix")
    row = next(at for at, one in enumerate(view.model.rows) if one.can_open and not one.is_open)
    with qtbot.waitSignal(view.model.rowsInserted):
        view.model.open(row)
    view.list.choose(row + 1)
    shown = said(view)

    view.show_object(*drawn_home[1]["prefix"])
    qtbot.waitUntil(lambda: not background.is_busy())

    assert said(view) == shown
    assert view.list.current_row == row + 1


def test_the_unit_with_the_keyboard_stays_when_nothing_has_changed(drawn, drawn_home, qtbot):
    view = drawn(RackView, "rack")
    view.units.choose(5)
    told = view.told.text()

    view.show_object(*drawn_home[1]["rack"])
    qtbot.waitUntil(lambda: not background.is_busy())

    assert (view.units.current_row, view.told.text()) == (5, told)


def test_a_way_begins_at_every_port_of_the_inventory(drawn_home, tmp_path):
    desk = RunDesk(shutil.copytree(drawn_home[0], tmp_path / "home"))

    def ports():
        from django.apps import apps

        from jobdesk.inventory.dcim.cabling import Termination

        return {
            one._meta.label_lower for one in apps.get_models() if issubclass(one, Termination)
        }

    assert desk.services.inventory.call(ports) | {"dcim.cable"} == PATH_KINDS
    desk.close()
