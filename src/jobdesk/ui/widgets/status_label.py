"""The status of a run as icon, colour and word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Look, Theme

LOOK_ICON_PX = 14
LOOK_GAP_PX = 6


def paint_look(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Draw icon and word at the left of `rect`, middle of its height."""
    theme = Theme.current()
    icon = QRectF(
        rect.x(), rect.y() + (rect.height() - LOOK_ICON_PX) / 2, LOOK_ICON_PX, LOOK_ICON_PX
    )
    paint_icon(painter, icon, look.icon, theme.color(look.token))
    painter.setFont(theme.font("label"))
    token = "text2" if look.token == "idle" else look.token
    painter.setPen(theme.color(token))
    words = rect.adjusted(LOOK_ICON_PX + LOOK_GAP_PX, 0, 0, 0)
    shown = QFontMetrics(painter.font()).elidedText(
        look.word, Qt.TextElideMode.ElideRight, int(words.width())
    )
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


class StatusLabel(QWidget):
    """Shows one status; `set_look` shows another, a level, or anything else."""

    accessible_role = Role.StaticText

    def __init__(self, status: str = "never", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Theme.current().status(status)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(self._look)

    @property
    def look(self) -> Look:
        """What is shown."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Show any icon, colour and word."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Icon and word."""
        metrics = QFontMetrics(Theme.current().font("label"))
        width = LOOK_ICON_PX + LOOK_GAP_PX + metrics.horizontalAdvance(self._look.word) + 2
        return QSize(width, max(LOOK_ICON_PX + 4, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The same as the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        del event
        painter = QPainter(self)
        try:
            paint_look(painter, QRectF(self.rect()), self._look)
        finally:
            painter.end()
