"""A small icon among words, painted in the colours of the theme in use."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.icons import glyph, paint_icon
from jobdesk.ui.theme import Theme


class IconLabel(QWidget):
    """One icon of a fixed size; decoration, so it has no accessible name of its own."""

    accessible_role = Role.Graphic

    def __init__(self, icon: str, token: str = "text2", side: int = 14) -> None:
        super().__init__()
        self._side = side
        self._glyph = ""
        self._token = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(icon, token)

    def show_icon(self, icon: str, token: str) -> None:
        """Take another icon and colour; KeyError for an unknown one."""
        name = Theme.current().icon_name(icon)
        glyph(name)  # fails here, never inside a paint event
        self._glyph = name
        self._token = token
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The icon's square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        color = Theme.current().color(self._token if self.isEnabled() else "disabled")
        painter = QPainter(self)
        try:
            left = (self.width() - self._side) / 2
            top = (self.height() - self._side) / 2
            paint_icon(painter, QRectF(left, top, self._side, self._side), self._glyph, color)
        finally:
            painter.end()
