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
        layout = self.layout()
        if layout is not None and self.width() > 0:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))

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
