"""An on/off switch: solid in forms, quiet in tables, dashed where the code decides."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from jobdesk.ui.theme import Theme

_OFF_STROKE_PX = 1.3
_RING_PX = 2


def paint_switch(
    painter: QPainter,
    rect: QRectF,
    *,
    is_on: bool,
    is_quiet: bool = False,
    is_enabled: bool = True,
    is_dashed: bool = False,
) -> None:
    """Draw a switch that fills `rect`."""
    theme = Theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = rect.height() / 2
    outline = theme.color("control" if is_enabled else "disabled")
    knob = theme.color("disabled") if not is_enabled else theme.color("control")
    if is_dashed:
        painter.setPen(QPen(outline, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif is_on:
        fill = theme.color("accentTint" if is_quiet else "accent")
        if is_quiet:
            fill = _mixed_tint()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill if is_enabled else theme.color("idleTint"))
        knob = theme.color("accentText" if theme.is_dark else "accent")
        knob = knob if is_quiet else theme.color("onAccent")
    else:
        painter.setPen(QPen(outline, _OFF_STROKE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect if is_on and not is_dashed else rect.adjusted(0.65, 0.65, -0.65, -0.65)
    painter.drawRoundedRect(inner, radius, radius)
    if not is_dashed:
        side = rect.height() - 4 if is_on else rect.height() - 6
        gap = (rect.height() - side) / 2
        x = rect.right() - side - gap if is_on else rect.left() + gap
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(knob)
        painter.drawEllipse(QRectF(x, rect.top() + gap, side, side))
    painter.restore()


def _mixed_tint() -> QColor:
    theme = Theme.current()
    color = theme.color("accent")
    color.setAlphaF(0.55 if theme.is_dark else 0.28)
    return color


class Switch(QAbstractButton):
    """A switch with a word; emits `toggled(bool)` and is worked with Space.

    `set_dashed(True)` shows that the value comes from the code.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_quiet = quiet
        self._is_dashed = False
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_dashed(self) -> bool:
        """The value shown is the code's."""
        return self._is_dashed

    def set_dashed(self, dashed: bool) -> None:
        """Show that nothing is set here."""
        self._is_dashed = dashed
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The switch and room for its focus ring."""
        width, height = Theme.current().token(
            "size", "switchQuiet" if self._is_quiet else "switch"
        )
        return QSize(width + 8, height + 8)

    def minimumSizeHint(self) -> QSize:
        """The same as the size hint."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or the theme changed."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the switch, and a ring where the focus is."""
        del event
        width, height = Theme.current().token(
            "size", "switchQuiet" if self._is_quiet else "switch"
        )
        rect = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        try:
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(Theme.current().color("accent"), _RING_PX))
                ring = rect.adjusted(-3, -3, 3, 3)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
            paint_switch(
                painter,
                rect,
                is_on=self.isChecked(),
                is_quiet=self._is_quiet,
                is_enabled=self.isEnabled(),
                is_dashed=self._is_dashed,
            )
        finally:
            painter.end()
