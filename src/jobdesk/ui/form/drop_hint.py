"""What is shown over the run dialog while a run is dragged over it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from jobdesk.ui.theme import Theme

_INSET = 16


class DropHint(QLabel):
    """Covers its parent, lets the drop through, and says what it would do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Drop the run to load its inputs", parent)
        self.setObjectName("dropHint")
        self.setFont(Theme.current().font("pane"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show it over all of the parent."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET))
        self.raise_()
        self.show()
