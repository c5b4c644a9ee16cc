"""FindLine: a search field with what was found, and steps to the next and the last."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label


class FindLine(QWidget):
    """Return goes on, Shift+Return back, Esc clears the text and then leaves.

    Signals:
        text_changed(str), next_requested(), previous_requested().
        left(): Esc in an empty field.
    """

    text_changed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        self.field.setProperty("place", "compact")
        self.field.setMinimumWidth(190)
        self.field.setMaximumWidth(280)
        self.field.addAction(
            Theme.current().icon("action/search", "text3"),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._said = label("", "cell", "text2")
        self._previous = button("", "icon", icon="caret-up", tip="Previous hit (Shift+F3)")
        self._next = button("", "icon", icon="caret-down", tip="Next hit (F3)")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self._previous)
        line.addWidget(self._next)
        line.addSpacing(4)
        line.addWidget(self._said)
        line.addStretch(1)
        self.tools = line
        self.field.textChanged.connect(self._on_text_changed)
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self.field.installEventFilter(self)
        self._on_text_changed("")

    @property
    def said(self) -> str:
        """What it says about the hits."""
        return self._said.text()

    def say(self, words: str) -> None:
        """Say how many were found."""
        self._said.setText(words)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        for each in (self._previous, self._next):
            each.setVisible(bool(text))
        if not text:
            self.say("")
        self.text_changed.emit(text)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field that mean a step."""
        is_press = event.type() == QEvent.Type.KeyPress and watched is self.field
        if is_press and isinstance(event, QKeyEvent) and self._step(event):
            return True
        return super().eventFilter(watched, event)

    def _step(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_requested if is_back else self.next_requested).emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
        else:
            return False
        return True
