"""ButtonRow: a title and buttons that keep only their icons where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class ButtonRow(QWidget):
    """A title and buttons; without room for all words the shrinking ones show icons only.

    The tooltip and the accessible name of a button keep saying what it does.
    """

    def __init__(self, title: QLabel) -> None:
        super().__init__()
        self._words: dict[QPushButton, str] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(title)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, made: QPushButton, *, shrinks: bool = False) -> None:
        """Put a button behind the others; one that shrinks has an icon."""
        if shrinks:
            self._words[made] = made.text()
        self._line.addWidget(made)

    def _fit(self) -> None:
        for made, words in self._words.items():
            made.setText(words)
        if self._line.sizeHint().width() > self.width():
            for made in self._words:
                made.setText("")

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The width without the words that may go."""
        hint = self._line.minimumSize()
        words = sum(
            made.fontMetrics().horizontalAdvance(made.text())
            for made in self._words
            if made.isVisibleTo(self)
        )
        return QSize(hint.width() - words, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as fit."""
        super().resizeEvent(event)
        self._fit()
