"""A page in a scroll area whose height follows from its width."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class TallPage(QWidget):
    """Asks its layout how high it is at this width; a scroll area alone guesses."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    def _fit(self) -> None:
        if self.width() > 0:
            self.setMinimumHeight(self.height_at(self.width()))

    def height_at(self, width: int) -> int:
        """How high it is, so wide."""
        layout = self.layout()
        return max(0, layout.totalHeightForWidth(width)) if layout is not None else 0

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Follow changes of what is on the page."""
        is_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()
