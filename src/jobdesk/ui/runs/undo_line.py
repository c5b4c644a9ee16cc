"""The line that offers to have deleted runs back; there while that is possible."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jobdesk.ui.runs.deletion import RunDeletion
from jobdesk.ui.widgets.banner import Banner


class UndoLine(QWidget):
    """Says what was deleted, with the way back."""

    def __init__(self, deletion: RunDeletion) -> None:
        super().__init__()
        self._deletion = deletion
        self.banner = Banner()
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 8, 20, 8)
        line.addWidget(self.banner)
        self.hide()
        self.banner.clicked.connect(deletion.undo)
        deletion.changed.connect(self._on_deletion_changed)

    @Slot()
    def _on_deletion_changed(self) -> None:
        said = self._deletion.words
        if said:
            self.banner.say("info", said, self._deletion.effect, "Undo")
        self.setVisible(bool(said))
