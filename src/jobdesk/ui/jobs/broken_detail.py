"""A job file that does not load, in the pane beside the jobs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from jobdesk.models.records import BrokenFile


class BrokenFileDetail(QWidget):
    """A file that does not load: where, why, and the whole traceback."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "pane", wrap=True)
        self._path = ElidedLabel("", "cell", "text2")
        self._banner = Banner("bad")
        self._help = label(
            "Repair the file and save it: it is read again by itself. "
            "Jobs of other files are not touched.",
            "cell",
            "text2",
            wrap=True,
        )
        self._code = CodeView("Traceback", numbers=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        for part in (self._title, self._path, self._banner, self._help):
            column.addWidget(part)
        column.addWidget(self._code, 1)

    def show_file(self, file: BrokenFile) -> None:
        """Show another file."""
        self._title.setText(Path(file.error.file).name)
        self._path.setText(file.error.file)
        where = (
            f"Does not load, line {file.error.line}." if file.error.line else "Does not load."
        )
        self._banner.say("bad", where, file.error.message)
        self._code.show_code(file.error.traceback or file.error.message, "pytb")
