"""The line in which a new queue gets its name; no dialog."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NewQueueLine(QLineEdit):
    """Hidden until it is asked for; Return makes the queue, Esc leaves what was typed.

    Signals:
        named(str): make a queue of this name.
    """

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Name of the new queue, then Return")
        self.setAccessibleName("Name of the new queue")
        self.setMaxLength(255)
        self.setProperty("place", "compact")
        self.hide()
        self.returnPressed.connect(self._on_return_pressed)

    @Slot()
    def ask(self) -> None:
        """Come up and take the focus."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def finish(self) -> None:
        """The queue is made."""
        self.clear()
        self.hide()

    @Slot()
    def _on_return_pressed(self) -> None:
        if self.text().strip():
            self.named.emit(self.text().strip())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the line and nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()
            return
        super().keyPressEvent(event)
