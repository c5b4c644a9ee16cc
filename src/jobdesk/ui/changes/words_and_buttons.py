"""WordsAndButtons: words with buttons at their right, or below them where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QWidget

_GAP_PX, _ICON_PX = 10, 30


class WordsAndButtons(QWidget):
    """One row, or two: words that are read are not cut for buttons."""

    def __init__(
        self, words: QWidget | QLayout, labels: Sequence[QLabel], buttons: Sequence[QWidget]
    ) -> None:
        """Lay them out.

        Args:
            words: what stands at the left.
            labels: those in it whose texts are to be read whole.
            buttons: what stands at the right, or below.
        """
        super().__init__()
        self._labels = tuple(labels)
        self._buttons = tuple(buttons)
        self._lead = 0 if isinstance(words, QWidget) else _ICON_PX
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP_PX)
        if isinstance(words, QWidget):
            self._box.addWidget(words, 1)
        else:
            self._box.addLayout(words, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._box.addLayout(self._row)
        for each in buttons:
            self._row.addWidget(each)
        self._row.addStretch(1)

    def fit(self) -> None:
        """Other words, or other buttons: find out whether one row is enough."""
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self._lead + max(
            QFontMetrics(each.font()).horizontalAdvance(each.text()) for each in self._labels
        )
        needed += sum(
            each.sizeHint().width() + _GAP_PX for each in self._buttons if not each.isHidden()
        )
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if needed > room else ways.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another amount of room."""
        super().resizeEvent(event)
        self.fit()
