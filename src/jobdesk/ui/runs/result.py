"""What a run gave back: its summary on top, then the result."""

import json
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.markdown_view import MarkdownView

_SHOWN_CHARS = 100_000  # more would hold the window up


class ResultPage(QWidget):
    """Markdown of the summary, JSON or text of the result."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = MarkdownView("Summary")
        self.text = CodeView("Result", numbers=False)
        self.text.grow_with_text()
        self._whole = ""
        self._shown: tuple[str, Any] = ("", None)
        self._title = label("Result", "section")
        self.copy = button("Copy", icon="action/copy", tip="Copy the result")
        self.copy.clicked.connect(self._on_copy)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(self.text, 1000)  # the rest stays empty
        column.addStretch(1)
        self.setFocusProxy(self.text)

    def show_run(self, record: ResultRecord) -> None:
        """Show summary and result of a run."""
        wanted = (record.summary, record.result)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.summary.setVisible(bool(record.summary))
        self.summary.show_markdown(record.summary)
        has_result = record.result is not None
        for part in (self._title, self.copy, self.text):
            part.setVisible(has_result)
        if has_result:
            read = partial(result_text, record.result)
            run_in_background(self, read, self._take_text, store="colours", name="text")

    def _take_text(self, read: tuple[str, str]) -> None:
        text, language = read
        self._whole = text
        left = len(text) - _SHOWN_CHARS
        if left > 0:
            text = f"{text[:_SHOWN_CHARS]}\n… {left:,} more characters; Copy takes all."
        self.text.show_code(text, language)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        messages.show("Copied the result.")


def result_text(result: Any) -> tuple[str, str]:
    """The result as text and its language: text stays text, the rest is JSON."""
    if isinstance(result, str):
        return result, "text"
    return json.dumps(result, indent=2, ensure_ascii=False), "json"
