"""Found lines are copied, with their runs."""

import json

from PySide6.QtWidgets import QMenu
from tests.support.find_page import asked
from tests.support.keyboard import Keyboard


def test_lines_are_copied_with_their_runs(qtbot, open_page, add_run, clipboard, said):
    first, second = add_run(), add_run()
    page = open_page()
    asked(qtbot, page, "refused")
    assert page.counts == "2 lines in 2 runs"
    page.list.selectAll()
    assert page.counts == "2 lines in 2 runs, 2 selected"
    page.list.setFocus()
    Keyboard.press("Ctrl+C")
    qtbot.waitUntil(lambda: said == ["Copied 2 lines."])
    text = clipboard.text().splitlines()
    assert [line for line in text if line.startswith("#")] == [
        f"#{second} Backup configurations",
        f"#{first} Backup configurations",
    ]

    def copied(form):
        clipboard.setText("")
        page.pane.copy_as(form)
        qtbot.waitUntil(lambda: clipboard.text() != "")

    copied("json")
    rows = [json.loads(line) for line in clipboard.text().splitlines()]
    assert [(row["no"], row["message"]) for row in rows] == [
        (second, "Host key refused"),
        (first, "Host key refused"),
    ]
    copied("tsv")
    assert [row.split("\t")[0] for row in clipboard.text().splitlines()] == [
        str(second),
        str(first),
    ]
    copied("markdown")
    assert clipboard.text().count("### #") == 2


def test_a_closed_run_is_copied_as_its_lines(qtbot, open_page, add_run, clipboard):
    add_run()
    page = open_page()
    asked(qtbot, page, "host")
    page.list.set_folded(0, is_folded=True)
    page.list.choose(0)
    page.pane.copy_as("message")

    qtbot.waitUntil(lambda: clipboard.text() == "host key changed\nHost key refused\n")


def test_the_menu_offers_what_can_be_done(qtbot, open_page, add_run, clipboard):
    add_run()
    page = open_page()
    asked(qtbot, page, "refused")
    page.list.setFocus()
    page.list.choose(1)
    Keyboard.press("Menu")
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words[:3] == ["Open the run here", "Copy", "Copy as"]
    copy = next(action for action in menu.actions() if action.text() == "&Copy")
    copy.trigger()
    menu.close()

    qtbot.waitUntil(lambda: "Host key refused" in clipboard.text())
