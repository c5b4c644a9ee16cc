"""Buttons in the kinds of the house: primary, secondary, ghost, danger, icon, link."""

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QPushButton

from jobdesk.ui.actions import NAME_PROPERTY, command_of
from jobdesk.ui.mnemonics import with_mnemonics
from jobdesk.ui.theme import Theme

_GAP_PX = 4  # between icon and words, beyond the style's own
_ICON_PROPERTY = "icon_name"
_ICON_TOKENS = {
    "primary": "onAccent",
    "dangerFill": "onAccent",
    "danger": "bad",
    "link": "accentText",
}


def button(
    text: str, kind: str = "secondary", *, icon: str = "", tip: str = "", name: str = ""
) -> QPushButton:
    """Make a button.

    Args:
        text: its verb; empty for an icon button.
        kind: primary (one per page), secondary, ghost, danger, dangerFill, icon or link.
        icon: a name that `Theme.icon` knows.
        tip: the tooltip: what it does, its shortcut.
        name: the accessible name where the text does not say it.
    """
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        made.setProperty(_ICON_PROPERTY, icon)
        made.setIcon(Theme.current().icon(icon, _ICON_TOKENS.get(kind, "text2")))
        made.setIconSize(QSize(16, 16) if not text else QSize(14 + _GAP_PX, 14))
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setToolTip(tip)
    made.setAccessibleName(name or text.replace("&", "") or tip)
    return made


def action_button(
    action: QAction, kind: str = "secondary", text: str | None = None
) -> QPushButton:
    """A button for an action of the registry: its words, icon, tip, state and reason follow.

    Args:
        action: what a click does.
        kind: as of `button`.
        text: instead of the action's words; empty for an icon button.
    """
    words = action.text().replace("&", "") if text is None else text
    command = command_of(action)
    made = button(words, kind, icon=command.icon if command is not None else "")
    made.setProperty(NAME_PROPERTY, action.property(NAME_PROPERTY))
    made.setCheckable(action.isCheckable())
    _Binding(made, action, follows_text=text is None)
    return made


class _Binding(QObject):
    """Keeps a button like its action."""

    def __init__(self, made: QPushButton, action: QAction, *, follows_text: bool) -> None:
        super().__init__(made)
        self._button = made
        self._action = action
        self._follows_text = follows_text
        made.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        made, action = self._button, self._action
        words = action.text().replace("&", "")
        if self._follows_text and made.text() != words:
            made.setText(words)
        made.setAccessibleName(words)
        made.setEnabled(action.isEnabled())
        made.setChecked(action.isChecked())
        made.setToolTip(action.toolTip())
        made.setAccessibleDescription("" if action.isEnabled() else action.toolTip())


def fill_first(first: QPushButton, *others: QPushButton) -> None:
    """Make one button of a place the primary one and the others secondary."""
    for each, kind in ((first, "primary"), *((one, "secondary") for one in others)):
        if each.property("kind") == kind:
            continue
        each.setProperty("kind", kind)
        name = str(each.property(_ICON_PROPERTY) or "")
        if name:
            each.setIcon(Theme.current().icon(name, _ICON_TOKENS.get(kind, "text2")))
        each.style().polish(each)


def make_dialog_size(*buttons: QPushButton) -> None:
    """Make buttons as high as those of a dialog's footer, each with a mnemonic of its own."""
    texts = with_mnemonics(*(each.text() for each in buttons))
    for each, text in zip(buttons, texts, strict=True):
        each.setText(text)
        each.setProperty("place", "dialog")  # "size" is a property of Qt's own
