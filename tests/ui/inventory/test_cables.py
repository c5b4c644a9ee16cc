"""A cable by hand: both ends chosen by name, with the keyboard alone."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.actions import CONNECT
from jobdesk.ui.inventory.detail_lines import ObjectTarget

CORE, SERVER = "ber-core-02", "ber-srv-35"


def show_ports(hand, device):
    """The list of a device's interfaces."""
    detail = hand.detail("dcim.device", device)
    hand.page.show_related("dcim.interface", "device", detail.key)
    hand.until(lambda: hand.page.shape.kind.label == "dcim.interface")
    hand.until(lambda: None not in hand.rows() and hand.page.model.rowCount())


def free_port(hand, device):
    """A port of the device that has no cable."""
    held = "dcim.device/" + hand.detail("dcim.device", device).key
    found = hand.ask(partial(questions.cable_ports, held, "", ""))
    return next(one for one in found if not one.problem)


def begin(hand, device):
    """Ask for a cable from a free port of a device: the dialog, ready for the other end."""
    port = free_port(hand, device)
    show_ports(hand, device)
    hand.choose(port.text, hand.column("cable_peer"))
    hand.page.grid.setFocus()
    hand.until(hand.page.grid.hasFocus)
    hand.key(Qt.Key.Key_F2)
    dialog = hand.dialog()
    hand.at(dialog.form.fields["end_b"].editor.holder)
    return dialog, port


def pick(hand, line, text):
    """Type into a line, and take the first that is offered."""
    hand.at(line)
    hand.type(text)
    hand.until(lambda: line._list.is_open and line._list.currentIndex().isValid())
    hand.key(Qt.Key.Key_Return)


def note(dialog, name):
    return dialog.form.fields[name]._note.text()


def test_a_cable_is_made_from_a_port_by_keys_alone_and_undone(open_page):
    hand = open_page()
    far = free_port(hand, "ber-srv-30")
    dialog, near = begin(hand, CORE)
    ends = [dialog.form.fields[name].editor for name in ("end_a", "end_b")]

    assert ends[0].words() == f"{CORE} {near.text}"
    assert dialog.form.fields["status"].editor.text() == "Connected"
    pick(hand, ends[1].holder, "ber-srv-30")
    pick(hand, ends[1].port, far.text)
    hand.until(lambda: dialog.save_button.isEnabled() and ends[1].end)
    hand.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    hand.until(hand.is_alone)
    both = f"ber-srv-30 {far.text}"
    hand.until(lambda: hand.text(near.text, "cable_peer") == both)
    hand.until(hand.page.edits.stack.canUndo)
    hand.page.edits.stack.undo()
    hand.until(lambda: hand.text(near.text, "cable_peer") != both)
    assert free_port(hand, CORE).key == near.key


def test_ports_that_are_taken_are_shown_and_cannot_be_chosen(open_page):
    hand = open_page()
    dialog, _ = begin(hand, SERVER)
    end = dialog.form.fields["end_b"].editor

    pick(hand, end.holder, CORE)
    hand.at(end.port)  # what it has is offered at once
    hand.until(lambda: end.port._list.is_open)
    items = end.port._list.items
    taken = [one for one in items if one.problem.startswith("taken: ")]
    assert taken
    assert items[0] in taken
    hand.key(Qt.Key.Key_Down)
    chosen = items[end.port._list.currentIndex().row()]
    assert not chosen.problem

    hand.key(Qt.Key.Key_Escape)
    hand.type(taken[0].text)
    hand.key(Qt.Key.Key_Tab)
    hand.until(lambda: "is taken: " in note(dialog, "end_b"))
    dialog._throw_away()


def test_what_is_typed_whole_is_chosen_and_what_is_not_there_is_said(open_page):
    hand = open_page()
    far = free_port(hand, "ber-srv-31")
    dialog, _ = begin(hand, CORE)
    end = dialog.form.fields["end_b"].editor

    hand.type("nobody")
    hand.key(Qt.Key.Key_Tab)
    hand.until(lambda: "called nobody" in note(dialog, "end_b"))

    end.holder.setFocus()
    hand.at(end.holder)
    end.holder.selectAll()
    hand.type("BER-srv-31")
    hand.key(Qt.Key.Key_Tab)
    hand.until(end.port.isEnabled)
    assert end.holder.text() == "ber-srv-31"
    end.port.setFocus()
    hand.at(end.port)
    hand.type(far.text.upper())
    hand.key(Qt.Key.Key_Tab)
    hand.until(lambda: end.end)
    assert end.port.text() == far.text
    dialog._throw_away()


def test_a_port_that_is_missing_is_said_at_its_end(open_page):
    hand = open_page()
    dialog, _ = begin(hand, CORE)
    end = dialog.form.fields["end_b"].editor
    pick(hand, end.holder, "ber-srv-32")
    hand.until(lambda: dialog.save_button.isEnabled())

    dialog.save()
    hand.until(lambda: not dialog.banner.isHidden())
    assert note(dialog, "end_b") == "Choose one of its ports, too."
    dialog._throw_away()


def test_the_ends_of_a_cable_that_is_there_stay(open_page):
    hand = open_page()
    hand.page.show_kind("dcim.cable")
    hand.until(lambda: hand.page.shape.kind.label == "dcim.cable")
    hand.until(lambda: hand.page.model.rowCount() and None not in hand.rows())
    hand.page.grid.choose_row(0, hand.column("end_a"))
    hand.page.grid.setFocus()
    hand.until(hand.page.grid.hasFocus)

    hand.key(Qt.Key.Key_F2)
    dialog = hand.dialog()
    ends = [dialog.form.fields[name] for name in ("end_a", "end_b")]
    assert not any(end.editor.isEnabled() for end in ends)
    assert all("delete the cable" in note(dialog, end.field.name) for end in ends)
    assert ends[0].editor.words() == hand.page.model.row(0).cells[0].text
    assert hand.page.grid.grid.row(0).cells[0].references
    dialog._throw_away()
    hand.until(hand.is_alone)


def test_a_port_of_the_detail_is_connected_from_its_menu(open_page):
    hand = open_page()
    port = free_port(hand, CORE)
    hand.choose(CORE)
    table = hand.page.detail.ports
    hand.until(lambda: table.lines.rowCount() > 1)
    lines = [table.lines.line(at) for at in range(table.lines.rowCount())]
    at = [line.target for line in lines].index(ObjectTarget(port.kind, port.key))
    table.setCurrentIndex(table.lines.index(at, 0))

    table.setCurrentIndex(table.lines.index(0, 0))
    taken = table.menu.make_menu()
    assert table.current_target().peer in _entry(taken).toolTip()
    assert not _entry(taken).isEnabled()
    taken.deleteLater()

    table.setCurrentIndex(table.lines.index(at, 0))
    menu = table.menu.make_menu()
    _entry(menu).trigger()
    dialog = hand.dialog()
    assert dialog.form.fields["end_a"].editor.words() == f"{CORE} {port.text}"
    dialog._throw_away()
    menu.deleteLater()


def test_a_cable_can_begin_only_where_cables_go(open_page):
    hand = open_page()
    action = hand.page.actions_here[CONNECT.name]
    hand.choose(CORE)
    hand.until(action.isEnabled)
    hand.show("tenancy.tenant", 2)
    hand.choose("Campus")
    hand.until(lambda: not action.isEnabled())
    assert "ports of devices" in action.toolTip()

    show_ports(hand, CORE)
    hand.choose("Te1/0/1")
    hand.until(lambda: "has a cable already" in action.toolTip())
    hand.choose("Te1/0/7")
    hand.until(action.isEnabled)


def _entry(menu: QMenu):
    return next(one for one in menu.actions() if one.text() == CONNECT.text)
