"""The code of a job to read: its own file, and the files of its source that it loads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from jobdesk.ui.jobs.words import count_of, source_place
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord


class SourceFile(NamedTuple):
    """A file and its text as it is now."""

    name: str
    text: str


class CodePane(QWidget):
    """What is to be read before a job is enabled; all of it counts as reviewed then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._files: tuple[SourceFile, ...] = ()
        self._line = 0
        self.place = ElidedLabel("", "cell", "text2")
        self.code = CodeView("Source code")
        self.choice = QComboBox()
        self.choice.setItemDelegate(QStyledItemDelegate(self.choice))
        self.choice.setAccessibleName("File of the job")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._said = label("", "cell", "text2")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.choice)
        head.addWidget(self._said)
        head.addWidget(self.place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 10, 28, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.code, 1)
        self.choice.activated.connect(self._on_activated)

    def show_files(self, record: JobRecord, files: tuple[SourceFile, ...]) -> None:
        """Show the files of a job, its own first; the one in view stays in view."""
        self._line = record.line
        self.place.setText(
            f"{record.file}, class {record.job_class_name} in line {record.line}"
        )
        self.place.setToolTip(source_place(record))
        if files == self._files:
            return
        wanted = self.choice.currentText()
        self._files = files
        self.choice.clear()
        self.choice.addItems([file.name for file in files])
        has_others = len(files) > 1
        self.choice.setVisible(has_others)
        self._said.setVisible(has_others)
        self._said.setText(f"{count_of(len(files), 'file')} that it loads")
        self.place.setVisible(not has_others)
        self.show_file(wanted)

    def show_file(self, name: str) -> None:
        """Show a file by its name; the job's own where there is none of this name."""
        place = max(0, self.choice.findText(name))
        if not self._files:
            return
        self.choice.setCurrentIndex(place)
        self.code.show_code(self._files[place].text, "python")
        self.code.go_to_line(self._line if place == 0 else 1)

    @Slot()
    def _on_activated(self) -> None:
        self.show_file(self.choice.currentText())


def read_files(record: JobRecord) -> tuple[SourceFile, ...]:
    """The files of a job as they are now, its own first; runs in a thread."""
    own = Path(record.file)
    found = [SourceFile(own.name, _text(own))]
    said = record.description_json
    root = Path(str(said.get("root") or own.parent))
    for name in said.get("files") or ():
        file = root / str(name)
        if file != own:
            found.append(SourceFile(str(name), _text(file)))
    return tuple(found)


def _text(file: Path) -> str:
    """A text, or why it cannot be read."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return f"# This file cannot be read: {error.strerror or error}\n"
