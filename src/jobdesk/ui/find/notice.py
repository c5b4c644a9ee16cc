"""NoticeLine: one quiet sentence under the results."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, hairline


class NoticeLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, icon: str = "info") -> None:
        super().__init__()
        self._words = ElidedLabel("", "cell", "text2")
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(icon))
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(line, 1)
        height = self._words.sizeHint().height() + 10
        self.setFixedHeight(max(Theme.current().size("hiddenLine"), height))
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say something; nothing hides the line."""
        if words != self.words:
            self._words.setText(words)
        self.setVisible(bool(words))
