"""A dialog about a text that may be copied: a report, a block of versions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import label

_SIZE = (560, 360)


class TextDialog(QDialog):
    """An icon, a title and sentences over the text; "Copy" and "Close" under it."""

    def __init__(self, title: str, text: str, what: str, parent: QWidget | None) -> None:
        """Show `text`, which is called `what` ("versions") on its button and to readers."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = text
        self.view = QPlainTextEdit(text.strip())
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setProperty("ground", "sunken")
        self.view.setFont(Theme.current().font("log"))
        self.view.setAccessibleName(what.capitalize())
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._copy = button(f"Copy {what}", icon="action/copy")
        self._copy.clicked.connect(self.copy_text)
        close = button("Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        make_dialog_size(self._copy, close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        close.setFocus()

    def set_head(self, icon: str, token: str, title: str, *sentences: QWidget) -> None:
        """Put an icon, a title and lines under it over the text; once."""
        self._head.addWidget(IconLabel(icon, token, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (label(title, "pane"), *sentences):
            words.addWidget(part)
        self._head.addLayout(words, 1)

    @Slot()
    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText("Copied")


def details_of(sentence: str, details: str, parent: QWidget) -> TextDialog:
    """What stands behind a sentence that told of an error of the world."""
    made = TextDialog("Details", details, "details", parent)
    words = label(sentence, "body", wrap=True)
    made.set_head("x-circle-fill", "bad", "Not all of it could be done", words)
    made.resize(*_SIZE)
    return made
