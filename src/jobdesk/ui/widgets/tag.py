"""Tags (a property of a row: icon and word) and badges (a number in the sidebar)."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_ICON_PX = 12
_PADDING_PX = 6
_GAP_PX = 4

_TONES = {  # tone: (ground, ink)
    "neutral": ("idleTint", "text2"),
    "accent": ("accentTint", "accentText"),
    "warn": ("warnTint", "warn"),
    "bad": ("badTint", "bad"),
    "ok": ("okTint", "ok"),
}


class TagText(NamedTuple):
    """What a tag says."""

    icon: str  # a glyph name
    word: str
    tone: str = "neutral"

    @property
    def ground(self) -> str:
        """The token of its ground."""
        return _TONES[self.tone][0]

    @property
    def ink(self) -> str:
        """The token of its icon and word."""
        return _TONES[self.tone][1]


def tag_size(tag: TagText) -> QSize:
    """How large a tag is, from the font."""
    metrics = QFontMetrics(Theme.current().font("caption"))
    width = 2 * _PADDING_PX + _ICON_PX + _GAP_PX + metrics.horizontalAdvance(tag.word)
    return QSize(width, max(Theme.current().size("tag"), metrics.height() + 4))


def paint_tag(painter: QPainter, rect: QRectF, tag: TagText, ground: str = "") -> None:
    """Draw a tag into `rect`; on a selected row its ground is `canvas`."""
    theme = Theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground or tag.ground))
    painter.drawRoundedRect(rect, theme.radius("tag"), theme.radius("tag"))
    top = rect.y() + (rect.height() - _ICON_PX) / 2
    icon = QRectF(rect.x() + _PADDING_PX, top, _ICON_PX, _ICON_PX)
    paint_icon(painter, icon, tag.icon, theme.color(tag.ink))
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color(tag.ink))
    words = rect.adjusted(_PADDING_PX + _ICON_PX + _GAP_PX, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, tag.word)
    painter.restore()


class Tag(QWidget):
    """A tag as a widget of its own."""

    accessible_role = Role.StaticText

    def __init__(self, tag: TagText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag = tag
        self.setAccessibleName(tag.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Icon, word and padding."""
        return tag_size(self._tag)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag."""
        del event
        painter = QPainter(self)
        try:
            paint_tag(painter, QRectF(self.rect()), self._tag)
        finally:
            painter.end()


def paint_badge(painter: QPainter, right: float, middle: float, text: str, tone: str) -> None:
    """Draw a number in a round ground that ends at `right`."""
    theme = Theme.current()
    ground, ink = _TONES[tone]
    font = theme.font("caption")
    height = float(theme.size("badge"))
    width = max(height, QFontMetrics(font).horizontalAdvance(text) + 10.0)
    rect = QRectF(right - width, middle - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
