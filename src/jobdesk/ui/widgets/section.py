"""Parts of a page: a titled section, and the state in which there is nothing to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label


class Section(QWidget):
    """A hairline, a title with room for a link, and what is put into `body`."""

    def __init__(self, title: str, *, line: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if line:
            column.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(8)
        column.addLayout(inner)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self.title = label(title, "section")
        self._head.addWidget(self.title, 1)
        inner.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        inner.addLayout(self.body)

    def add_link(self, text: str) -> QPushButton:
        """Put a link at the right of the title."""
        link = button(text, "link")
        self._head.addWidget(link)
        return link


class EmptyState(QWidget):
    """A sentence, its reason, and at most one way out.

    Signals:
        clicked(): the way out.
    """

    clicked = Signal()

    def __init__(self, sentence: str = "", reason: str = "", verb: str = "") -> None:
        super().__init__()
        self._sentence = label("", "pane", wrap=True)
        self._reason = label("", "body", "text2", wrap=True)
        self._link = button("", "link")
        self._link.clicked.connect(self.clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(1)
        for part in (self._sentence, self._reason):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        self.say(sentence, reason, verb)

    def say(self, sentence: str, reason: str = "", verb: str = "") -> None:
        """Take other words."""
        self._sentence.setText(sentence)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._link.setText(verb)
        self._link.setAccessibleName(verb)
        self._link.setVisible(bool(verb))
        self.setAccessibleName(sentence)
