"""Keys for a window: what a person without a mouse has."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

_MOST_TABS = 80


class Keyboard:
    """Presses keys where the focus is, and says where that is."""

    @staticmethod
    def is_somewhere() -> bool:
        """Something has the focus; where no window has it, the main one is given it.

        A window manager does that when a dialog has gone; offscreen there is none.
        """
        if QApplication.activeWindow() is None:
            tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
            for top in tops[-1:]:
                top.activateWindow()
        return bool(QApplication.activePopupWidget() or QApplication.focusWidget())

    @staticmethod
    def target() -> QWidget:
        """What gets the next key."""
        found = (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or QApplication.activeWindow()
        )
        if found is None:
            raise AssertionError("nothing has the focus")
        return found

    @staticmethod
    def place() -> str:
        """The accessible name of what has the focus; in a menu, of its current entry."""
        found = Keyboard.target()
        if isinstance(found, QMenu):
            action = found.activeAction()
            return "" if action is None else action.text().replace("&", "")
        told = QAccessible.queryAccessibleInterface(found)
        return told.text(QAccessible.Text.Name) or type(found).__name__

    @staticmethod
    def press(keys: str) -> None:
        """One key with its modifiers: `Ctrl+Return`."""
        both = QKeySequence(keys)[0]
        if both.key() == Qt.Key.Key_Menu:  # an event of the platform, none offscreen
            found, where = Keyboard.target(), Keyboard.target().rect().center()
            reason = QContextMenuEvent.Reason.Keyboard
            event = QContextMenuEvent(reason, where, found.mapToGlobal(where))
            QApplication.sendEvent(found, event)
            return
        window = Keyboard.target().window().windowHandle()  # the way of real keys: menus too
        QTest.keyClick(window, both.key(), both.keyboardModifiers())

    @staticmethod
    def write(text: str) -> None:
        """Type a text."""
        for letter in text:
            QTest.keyClick(Keyboard.target(), letter)

    @staticmethod
    def go_to(name: str, keys: str) -> int:
        """Press keys until something of this name has the focus; how often it took."""
        passed = []
        for times in range(_MOST_TABS):
            if Keyboard.place().startswith(name):
                return times
            passed.append(Keyboard.place())
            Keyboard.press(keys)
        raise AssertionError(f"{name!r} is not reached by {keys}: {passed[:12]}")

    @staticmethod
    def focus_is_seen() -> bool:
        """What has the focus looks different from what has not."""
        widget = QApplication.focusWidget()
        if widget is None:
            return False
        seen = widget.grab().toImage()
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        return seen != without
