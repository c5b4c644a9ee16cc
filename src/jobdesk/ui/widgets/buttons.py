"""Buttons in the kinds of the house: primary, secondary, ghost, danger, icon, link."""

from PySide6.QtCore import QSize
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QPushButton

from jobdesk.ui.theme import Theme

_GAP_PX = 4  # between icon and words, beyond the style's own
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
        made.setIcon(Theme.current().icon(icon, _ICON_TOKENS.get(kind, "text2")))
        made.setIconSize(QSize(16, 16) if not text else QSize(14 + _GAP_PX, 14))
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setToolTip(tip)
    made.setAccessibleName(name or text.replace("&", "") or tip)
    return made


def make_dialog_size(*buttons: QPushButton) -> None:
    """Make buttons as high as those of a dialog's footer."""
    for each in buttons:
        each.setProperty("place", "dialog")  # "size" is a property of Qt's own
