"""The first rows of a chosen file, as a small table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from jobdesk.ui.form.file_facts import FilePreview
from jobdesk.ui.widgets.labels import ElidedLabel, label

_COLUMNS_SHOWN = 4
_ROWS_SHOWN = 3
_SHORTEST, _LONGEST = 5, 24  # characters that count for the width of a column


class FilePreviewTable(QFrame):
    """Labels in a grid: three rows need no model."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filePreview")
        self.setAccessibleName("First rows")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 6, 12, 6)
        self._grid.setHorizontalSpacing(16)
        self.hide()

    def show_preview(self, preview: FilePreview | None) -> None:
        """Show the beginning of a file; None hides the table."""
        self._clear()
        if preview is not None:
            if preview.columns:
                self._show_table(preview)
            else:
                self._show_lines(preview)

    def _clear(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _show_table(self, preview: FilePreview) -> None:
        self._put_whole("line", 0, 0, "caption")
        for column, title in enumerate(preview.columns[:_COLUMNS_SHOWN], start=1):
            self._put(title, 0, column, "caption")
            cells = [row[column - 1] for row in preview.rows if len(row) >= column]
            longest = max(len(text) for text in (title, *cells))
            self._grid.setColumnStretch(column, min(max(longest, _SHORTEST), _LONGEST))
        self._put_count(preview, min(len(preview.columns), _COLUMNS_SHOWN) + 1)
        for number, cells in enumerate(preview.rows[:_ROWS_SHOWN], start=1):
            self._put_whole(str(number), number, 0, "cell")
            shown = cells[:_COLUMNS_SHOWN]
            for column, cell in enumerate(shown, start=1):
                span = 2 if column == len(shown) else 1  # under the count, too
                self._put(cell, number, column, "cell", span)

    def _show_lines(self, preview: FilePreview) -> None:
        for row, (line,) in enumerate(preview.rows):
            self._put(line, row, 0, "log")
        self._grid.setColumnStretch(0, 1)
        self._put_count(preview, 1)

    def _put_count(self, preview: FilePreview, column: int) -> None:
        shown = min(len(preview.rows), _ROWS_SHOWN) if preview.columns else len(preview.rows)
        if preview.row_count is None or preview.row_count > shown:
            total = f" of {preview.row_count}" if preview.row_count is not None else ""
            self._put_whole(f"first {shown}{total}", 0, column, "caption")

    def _put(self, text: str, row: int, column: int, style: str, span: int = 1) -> None:
        shown = ElidedLabel(text, style, _role(style))
        self._grid.addWidget(shown, row, column, 1, span, Qt.AlignmentFlag.AlignVCenter)

    def _put_whole(self, text: str, row: int, column: int, style: str) -> None:
        shown = label(text, style, _role(style))
        self._grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignVCenter)


def _role(style: str) -> str:
    return "text2" if style == "caption" else "text"
