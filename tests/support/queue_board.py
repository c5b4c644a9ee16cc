"""The queue board in tests: its runs, its actions and its menus."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu


def shown(page):
    return page.lane.waiting.runs.numbers()


def pick(page, no):
    waiting = page.lane.waiting
    waiting.setCurrentIndex(waiting.runs.index(waiting.runs.row_of(no)))
    waiting.setFocus()


def press(qtbot, page, name):
    page.actions_here[f"queues.{name}"].trigger()


def by_menu_key(view):
    reason = QContextMenuEvent.Reason.Keyboard
    at = view.rect().center()
    QApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))


def words_of_menu(page):
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    shown = [one for one in menu.actions() if one.text() and one.isVisible()]
    words = [one.text().replace("&", "") for one in shown]
    menu.close()
    return words
