"""The log of a run in tests: what it says, its search and the pane of its results."""

from PySide6.QtCore import Qt

LOG = [
    ("debug", "ssh 10.42.7.11:22", "connect", "ber-acc-07"),
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("success", "unchanged", "store", "ber-acc-07", "https://netops.example/7"),
    ("warning", "host key changed", "connect", "ber-acc-10"),
    ("info", "running configuration read", "fetch", "ber-acc-10"),
    ("success", "unchanged", "store", "ber-acc-10"),
    ("failure", "authentication failed", "connect", "ber-acc-12"),
    ("info", "skipped", "connect", "ber-acc-12"),
]


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def open_results(qtbot, page):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, page.log.view, Qt.Key.Key_F, keys)
    assert page.log.results.pane.isVisible()
    return page.log.results.pane


def listed(pane):
    return [pane.view.line(row).seq for row in pane.view.rows_in_view()]


def search_for(qtbot, page, text, count):
    page.log.tools.search.search_for(text)
    qtbot.waitUntil(lambda: page.log.lookup.matches.count == count)
