"""The editor for a folder: typed, dropped or chosen."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from jobdesk.ui.form.text_editors import LineEditor
from jobdesk.ui.widgets.folders import dropped_folder, is_folder, last_folder, remember_folder


class DirectoryEditor(LineEditor):
    """A path with a button for the folder dialog."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__({"placeholder": "Type a path or drop a folder here", **options})
        self.line.setAcceptDrops(False)  # the editor takes the folder, not its URL as text
        self.setAcceptDrops(True)
        self.button = QPushButton("Choose…")
        self.button.setAccessibleName(f"Choose a folder for {self.label}")
        self.button.clicked.connect(self._on_button_clicked)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.button)

    @Slot()
    def _on_button_clicked(self) -> None:
        start = self.value() if is_folder(self.value()) else last_folder("folder")
        dialog = QFileDialog(self, f"Choose {self.label}", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        remember_folder("folder", folder, is_secret=self.is_secret)
        self.set_value(folder)

    # Qt overrides
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a folder may be dropped."""
        if dropped_folder(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the folder."""
        folder = dropped_folder(event)
        if folder:
            event.acceptProposedAction()
            self._on_folder_chosen(folder)
