"""The traceback of a failed run."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.labels import ElidedLabel, label


class TracebackPage(QWidget):
    """The exception in one line, then the whole traceback, scrolled to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.text = CodeView("Traceback", numbers=False)
        self.text.grow_with_text()
        self._said = ElidedLabel("", "cell", "text2")
        copy = button("Copy", icon="action/copy", tip="Copy the traceback")
        copy.clicked.connect(self._on_copy)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label("Traceback", "section"))
        head.addWidget(self._said, 1)
        head.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.text, 1000)  # the rest stays empty
        column.addStretch(1)
        self._traceback = ""
        self.setFocusProxy(self.text)

    def show_run(self, record: ResultRecord) -> None:
        """Show the traceback of a run."""
        if record.traceback == self._traceback:
            return
        self._traceback = record.traceback
        lines = record.traceback.rstrip().splitlines()
        self._said.setText(lines[-1] if lines else "")
        self.text.show_code(record.traceback.rstrip(), "pytb")
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._traceback)
        messages.show("Copied the traceback.")
