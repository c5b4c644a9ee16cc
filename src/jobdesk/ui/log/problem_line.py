"""The sentence under the search field that says why its text is no query."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jobdesk.ui.widgets.labels import ElidedLabel


class ProblemLine(QWidget):
    """Hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "cell", "bad")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 8)
        line.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, problem: str) -> None:
        """Say why; an empty text hides the line."""
        if problem != self.words:
            self._words.setText(problem)
        self.setVisible(bool(problem))
