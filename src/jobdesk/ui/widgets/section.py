"""Parts of a page: a titled section, and the state in which there is nothing to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label

LINK_EDGE_PX = 4  # around the words of a link, for its ring


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
        inner.setContentsMargins(20, 14, 20 - LINK_EDGE_PX, 14)
        inner.setSpacing(8)
        column.addLayout(inner)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self.title = label(title, "section")
        self._head.addWidget(self.title, 1)
        inner.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, LINK_EDGE_PX, 0)
        self.body.setSpacing(6)
        inner.addLayout(self.body)

    def add_link(self, text: str) -> QPushButton:
        """Put a link at the right of the title."""
        link = button(text, "link")
        self._head.addWidget(link)
        return link


class EmptyState(QWidget):
    """A sentence, its reason, and at most one way out: a link, or the page's primary button.

    Signals:
        clicked(): the way out.
    """

    clicked = Signal()

    def __init__(
        self, sentence: str = "", reason: str = "", verb: str = "", *, is_primary: bool = False
    ) -> None:
        super().__init__()
        self._sentence = label("", "pane", wrap=True)
        self._reason = label("", "body", "text2", wrap=True)
        self._link = button("", "link")
        self._button = button("", "primary")
        for each in (self._link, self._button):
            each.clicked.connect(self.clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(1)
        for part in (self._sentence, self._reason):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(6)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        self.say(sentence, reason, verb, is_primary=is_primary)

    def say(
        self, sentence: str, reason: str = "", verb: str = "", *, is_primary: bool = False
    ) -> None:
        """Take other words; a way out that is primary is what one wants here most."""
        self._sentence.setText(sentence)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        for each, is_shown in ((self._link, not is_primary), (self._button, is_primary)):
            each.setText(verb)
            each.setAccessibleName(verb)
            each.setVisible(bool(verb) and is_shown)
        self.setAccessibleName(sentence)
