"""Words in the styles of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from jobdesk.ui.theme import Theme

_MOST_CHARS = 2_000


def label(text: str, style: str = "body", role: str = "text", *, wrap: bool = False) -> QLabel:
    """A label in a style of the type scale and the colour of a role."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(Theme.current().font(style))
    set_role(made, role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the colour of another role; the style sheet does the rest."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def hairline() -> QFrame:
    """A line of one pixel between two parts of a page."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; its tooltip has the whole text.

    No line has room for more than some characters, and to measure a megabyte takes long.
    """

    def __init__(self, text: str = "", style: str = "body", role: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(Theme.current().font(style))
        set_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def take_no_more_than_needed(self) -> None:
        """Be as wide as the text, or narrower; else it fills what room there is."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def is_elided(self) -> bool:
        """The text does not fit."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width()

    def _tell_all(self) -> None:
        self.setToolTip(self.text() if self.is_elided() else "")

    # Qt overrides

    def setText(self, text: str) -> None:  # noqa: N802 -- Qt's name
        """Show another text."""
        super().setText(text if len(text) <= _MOST_CHARS else text[: _MOST_CHARS - 1] + "…")
        self._tell_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tooltip only where something is missing."""
        super().resizeEvent(event)
        self._tell_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened to the width."""
        if not self.is_elided() and "&" not in self.text():  # with a buddy Qt hides that
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            shown = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), self.alignment(), shown)
        finally:
            painter.end()
