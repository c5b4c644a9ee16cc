"""Asks every list and table for its menu with the Menu key, and looks at what comes."""

import re
from collections import Counter

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QPushButton,
    QWidget,
)
from tests.support.layout import place_of

from jobdesk.ui.log.canvas import LogCanvas

_MNEMONIC = re.compile(r"&(\w)")
# Choices of a field and lists inside of popups have nothing that a menu could offer.
WITHOUT_MENU = {"completions", "checkList", "pickList", "jsonTree", "keysTable", "previewTable"}


def menu_faults(window, known):
    """Views of a window, not yet in `known`, without a menu, and menus that are wrong."""
    found = []
    for view in window.findChildren(QWidget):
        if not shiboken6.isValid(view):
            continue  # a list that another one's menu took away
        if is_list(view) and (kind := (type(view).__name__, view.objectName())) not in known:
            known.add(kind)
            menu = open_menu(view)
            if menu is None:
                found.append(f"no menu with the Menu key: {place_of(view)}")
            else:
                found += [f"{fault}: {place_of(view)}" for fault in faults_of(menu)]
                menu.close()
    return found


def is_list(view):
    """Rows that one works with.

    What never has the keyboard offers what can be typed into a line, which has the menu.
    """
    is_kind = isinstance(view, QAbstractItemView | LogCanvas) and not isinstance(
        view, QHeaderView
    )
    has_keyboard = view.focusPolicy() != Qt.FocusPolicy.NoFocus
    is_seen = view.isVisible() and has_keyboard
    return is_kind and is_seen and view.objectName() not in WITHOUT_MENU


def open_menu(view):
    """The menu that the Menu key opens; None when none does."""
    view.setFocus(Qt.FocusReason.TabFocusReason)
    target, place = view.viewport(), QPoint(4, 4)
    reason = QContextMenuEvent.Reason.Keyboard
    asked = QContextMenuEvent(reason, place, target.mapToGlobal(place))
    QApplication.sendEvent(target, asked)
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


def faults_of(menu):
    """Mnemonics that two entries share, entries without words, in a menu and those under it."""
    texts = [each.text() for each in menu.actions() if each.isVisible() and each.text()]
    letters = [found[1].casefold() for text in texts if (found := _MNEMONIC.search(text))]
    for letter, times in Counter(letters).items():
        if times > 1:
            sharing = [text for text in texts if f"&{letter}" in text.casefold()]
            yield f"{sharing} share a mnemonic"
    for action in menu.actions():
        if action.menu() is not None:
            yield from faults_of(action.menu())


def button_faults(window):
    """Buttons of a dialog's footer without a mnemonic, or with that of another one."""
    buttons = [each for each in window.findChildren(QPushButton) if each.isVisible()]
    letters = Counter(
        found[1].casefold() for each in buttons if (found := _MNEMONIC.search(each.text()))
    )
    for each in buttons:
        found = _MNEMONIC.search(each.text())
        if each.property("place") == "dialog" and found is None:
            yield f"no mnemonic: {place_of(each)}"
        if found is not None and letters[found[1].casefold()] > 1:
            yield f"the mnemonic of another one: {place_of(each)}"
