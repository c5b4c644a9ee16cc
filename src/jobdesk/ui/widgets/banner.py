"""A line across a page: icon, bold statement, the rest, at most one button."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

_ICON_PX = 14
_KINDS = {  # kind: (ground, ink, glyph)
    "info": ("sunken", "text2", "info"),
    "accent": ("accentTint", "accentText", "flask"),
    "bad": ("badTint", "bad", "x-circle-fill"),
    "warn": ("warnTint", "warn", "warning-fill"),
    "ok": ("okTint", "ok", "check-circle-fill"),
}


class Banner(QWidget):
    """Says one thing about the page under it.

    Signals:
        clicked(): its button.
    """

    clicked = Signal()

    def __init__(
        self, kind: str = "info", bold: str = "", rest: str = "", verb: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self._kind = kind
        self._icon = icon
        self._bold = label("", "section")
        self._rest = label("", "cell", "text2", wrap=True)
        self._button = button("")
        self._button.clicked.connect(self.clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(40, 6, 10, 6)
        line.setSpacing(10)
        line.addWidget(self._bold)
        line.addWidget(self._rest, 1)
        line.addWidget(self._button)
        self.setMinimumHeight(38)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.say(kind, bold, rest, verb, icon)

    def say(self, kind: str, bold: str, rest: str = "", verb: str = "", icon: str = "") -> None:
        """Take other words; `kind` is info, accent, ok, warn or bad."""
        self._kind = kind
        self._icon = icon
        self._bold.setText(bold)
        self._rest.setText(rest)
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
        self._button.setVisible(bool(verb))
        self.setAccessibleName(f"{bold} {rest}".strip())
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon."""
        del event
        theme = Theme.current()
        ground, ink, glyph = _KINDS[self._kind]
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QPen(theme.color("line"), 1)
            painter.setPen(edge if self._kind == "info" else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, theme.radius("banner"), theme.radius("banner"))
            top = (self.height() - _ICON_PX) / 2
            square = QRectF(14, top, _ICON_PX, _ICON_PX)
            paint_icon(painter, square, theme.icon_name(self._icon or glyph), theme.color(ink))
        finally:
            painter.end()
