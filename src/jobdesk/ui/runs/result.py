"""What a run gave back: its summary on top, then the result."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord
from jobdesk.ui.background import run_in_background
from jobdesk.ui.runs.values.content import Content, content_of_result
from jobdesk.ui.runs.values.document_view import DocumentView
from jobdesk.ui.runs.values.value_view import ValueView
from jobdesk.ui.widgets.focus import hand_focus

_SUMMARY_CHARS = 200_000
_SUMMARY_SHARE = 0.45  # of the height, when a result follows


class ResultPage(QWidget):
    """Markdown of the summary; the result as tree, table, document or text."""

    def __init__(self, store: QSettings | None = None) -> None:
        super().__init__()
        self.summary = _SummaryView()
        self.value = ValueView("Result", store, "runs/result")
        self._shown: tuple[str, Any] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.value, 1)
        hand_focus(self, self.value)

    def show_run(self, record: ResultRecord) -> None:
        """Show summary and result of a run."""
        wanted = (record.summary, record.result)
        if wanted == self._shown:
            return
        self._shown = wanted
        has_result = record.result is not None
        self.summary.setVisible(bool(record.summary))
        self.summary.is_alone = not has_result
        self.summary.show_markdown(record.summary[:_SUMMARY_CHARS])
        self.value.setVisible(has_result)
        self._limit_summary()
        if has_result:
            read = partial(content_of_result, record.result, f"run-{record.no}-result")
            run_in_background(self, read, self._take, store="values", name="result")

    def focus_search(self) -> None:
        """Go to the search field of the result."""
        self.value.focus_search()

    def _take(self, content: Content) -> None:
        self.value.show_content(content)

    def _limit_summary(self) -> None:
        if self.summary.is_alone:
            self.summary.setMaximumHeight(16_777_215)  # Qt's own limit
            return
        self.summary.setMaximumHeight(max(80, int(self.height() * _SUMMARY_SHARE)))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the result below a long summary."""
        super().resizeEvent(event)
        self._limit_summary()


class _SummaryView(DocumentView):
    """As high as its text, up to its maximum; then it scrolls."""

    def __init__(self) -> None:
        super().__init__("Summary")
        self.is_alone = True
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The height of the text."""
        return QSize(200, self.text_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        self.updateGeometry()
