"""PictureView: a picture that was decoded elsewhere, as large as the room allows."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme

_SQUARE_PX = 8  # of the ground below transparent parts


class PictureView(QWidget):
    """The whole picture; it is made smaller to fit and never larger."""

    accessible_role = Role.Graphic

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._picture = QImage()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self._picture = picture
        words = f"{picture.width():,} by {picture.height():,} pixels"
        self.setAccessibleName(f"{self._name}, picture of {words}")
        self.setToolTip(words)
        self.update()

    @property
    def place(self) -> QRectF:
        """Where the picture is drawn, in logical pixels."""
        size = QSizeF(self._picture.size()) / self.devicePixelRatioF()
        room = QSizeF(self.size())
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF(0, 0)
        return QRectF(corner, size)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Some room; it takes what it gets."""
        return QSize(320, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture on squares, so that what is transparent is seen as such."""
        del event
        if self._picture.isNull():
            return
        theme, place = Theme.current(), self.place
        painter = QPainter(self)
        try:
            painter.save()
            painter.setClipRect(place)
            painter.fillRect(place, theme.color("raised"))
            if self._picture.hasAlphaChannel():
                self._paint_squares(painter, place)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture)
            painter.restore()
            painter.setPen(theme.color("accent" if self.hasFocus() else "line"))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        finally:
            painter.end()

    def _paint_squares(self, painter: QPainter, place: QRectF) -> None:
        color = Theme.current().color("idleTint")
        for row in range(int(place.height()) // _SQUARE_PX + 1):
            for column in range(row % 2, int(place.width()) // _SQUARE_PX + 1, 2):
                square = QRectF(column * _SQUARE_PX, row * _SQUARE_PX, _SQUARE_PX, _SQUARE_PX)
                painter.fillRect(square, color)
