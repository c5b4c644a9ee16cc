"""A round button that floats over a page: "142 new lines  End"."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_ICON_PX = 14
_PADDING_PX = 14
_GAP_PX = 8


class Pill(QAbstractButton):
    """An accent pill with an icon, a sentence and the key that does the same."""

    def __init__(self, icon: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = Theme.current().icon_name(icon)
        self._key = key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, text: str) -> None:
        """Take other words and the size they need."""
        self.setText(text)
        self.setAccessibleName(f"{text} ({self._key})")
        self.resize(self.sizeHint())
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Icon, words, key."""
        theme = Theme.current()
        words = QFontMetrics(theme.font("section")).horizontalAdvance(self.text())
        key = QFontMetrics(theme.font("label")).horizontalAdvance(self._key)
        width = 2 * _PADDING_PX + _ICON_PX + _GAP_PX + words + 10 + key
        return QSize(width, max(30, QFontMetrics(theme.font("section")).height() + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accentHover"), 1))
            painter.setBrush(theme.color("accentHover" if self.underMouse() else "accent"))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            top = (self.height() - _ICON_PX) / 2
            ink = theme.color("onAccent")
            paint_icon(painter, QRectF(_PADDING_PX, top, _ICON_PX, _ICON_PX), self._icon, ink)
            painter.setPen(ink)
            painter.setFont(theme.font("section"))
            x = _PADDING_PX + _ICON_PX + _GAP_PX
            words = self.rect().adjusted(x, 0, -_PADDING_PX, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
            painter.setFont(theme.font("label"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(words, right, self._key)
        finally:
            painter.end()
