"""What a log says while it has no rows."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from jobdesk.ui.theme import Theme

_MARGIN_PX = 20
_GAP_PX = 4


def paint_empty(painter: QPainter, area: QRect, sentence: str, reason: str) -> None:
    """Draw a sentence in the middle, and the reason under it; what is too long is cut."""
    theme, middle = Theme.current(), QPointF(area.center())
    room = area.width() - 2 * _MARGIN_PX
    y = middle.y()
    for text, style, token in ((sentence, "section", "text"), (reason, "cell", "text2")):
        painter.setFont(theme.font(style))
        painter.setPen(theme.color(token))
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        half = metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(middle.x() - half, y), words)
        y += metrics.height() + _GAP_PX
