"""How many runs of a queue may go on at once."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox

_TYPING_MS = 400  # between the last key or click and the change
_MOST = 999


class ConcurrencyStepper(QSpinBox):
    """A number with steps; 0 reads `All slots`.

    Signals:
        chosen(str, int): the user wants this number for this queue.
    """

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._is_showing = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.say)
        self.setRange(0, _MOST)
        self.setSpecialValueText("All slots")
        self.setAccessibleName("Runs at once")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.setFixedWidth(112)
        self.valueChanged.connect(self._on_value_changed)

    def show_number(self, name: str, number: int) -> None:
        """Show the number of a queue; one that is being chosen stays until it is said."""
        if name != self._name:
            self.say()
            self._name = name
        if self._typing.isActive() or number == self.value():
            return
        self._is_showing = True
        self.setValue(number)
        self._is_showing = False

    @Slot()
    def say(self) -> None:
        """Say at once what was chosen, if anything."""
        if self._is_pending:
            self._typing.stop()
            self._is_pending = False
            self.chosen.emit(self._name, self.value())

    _is_pending = False

    @Slot()
    def _on_value_changed(self) -> None:
        if not self._is_showing and self._name:
            self._is_pending = True
            self._typing.start()

    # Qt overrides

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who leaves the field means what it says."""
        super().focusOutEvent(event)
        self.say()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
