"""ButtonRow: a title and buttons that keep only their icons where there is no room."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from jobdesk.ui.widgets.labels import ElidedLabel


class ButtonRow(QWidget):
    """A title and buttons; without room for all words the shrinking ones show icons only.

    The tooltip and the accessible name of a button keep saying what it does.
    """

    def __init__(self, title: QLabel) -> None:
        super().__init__()
        self._title = title
        self._words: dict[QPushButton, str] = {}
        self._widths: dict[QPushButton, int] = {}  # with their words
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(title, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, made: QPushButton, *, shrinks: bool = False) -> None:
        """Put a button behind the others; one that shrinks has an icon."""
        if shrinks:
            self._words[made] = made.text()
        self._line.addWidget(made)

    def _fit(self) -> None:
        """Words go before the title is cut, and come back when there is room for all."""
        for made in self._words:
            if made.text():  # it may say something else than when it was put here
                self._words[made], self._widths[made] = made.text(), made.sizeHint().width()
        is_roomy = self._needed() <= self.width()
        for made, words in self._words.items():
            made.setText(words if is_roomy else "")

    def _needed(self) -> int:
        """The width with all words."""
        lacking = sum(
            self._widths[made] - made.sizeHint().width()
            for made in self._words
            if made.isVisibleTo(self)
        )
        if isinstance(self._title, ElidedLabel):  # a layout asks no width for it
            lacking += self._title.sizeHint().width()
        return self._line.sizeHint().width() + lacking

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

    def event(self, event: QEvent) -> bool:
        """A button or the title says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)
