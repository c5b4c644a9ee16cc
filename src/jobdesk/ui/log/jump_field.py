"""JumpField: asks where to go in the log; it lies over the log and blocks nothing."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label, set_role

_WIDTH_PX = 340
_MARGIN_PX = 12
_HINT = "12:30:05, +5m, -1h or a line number"


class JumpField(QFrame):
    """One field with a sentence under it, in the upper right corner of `over`.

    Signals:
        jump_requested(str): what was written.
        left(): Esc, or the cross.
    """

    jump_requested = Signal(str)
    left = Signal()

    def __init__(self, over: QAbstractScrollArea) -> None:
        super().__init__(over)  # not of its viewport: what lies on that scrolls with it
        self._over = over
        self.setObjectName("card")
        self.setFixedWidth(_WIDTH_PX)
        self.setAccessibleName("Go to a time or line")
        self.field = QLineEdit()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("Time or line")
        self.words = label("", "cell", "text2", wrap=True)
        go = button("Go", tip="Go there (Return)")
        go.clicked.connect(self._on_returned)
        close = button("", "icon", icon="x-bold", tip="Close (Esc)", name="Close")
        close.clicked.connect(self.leave)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(go)
        line.addWidget(close)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.words)
        self.field.returnPressed.connect(self._on_returned)
        self.field.textEdited.connect(self._on_edited)
        over.installEventFilter(self)
        self.hide()

    def ask(self, words: str) -> None:
        """Show the field; `words` say what the log covers."""
        self._say(words, "text2")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why one cannot go there."""
        self._say(sentence, "bad")
        self.field.selectAll()

    @Slot()
    def leave(self) -> None:
        """Go away; what was written stays for the next time."""
        self.hide()
        self.left.emit()

    def _say(self, words: str, role: str) -> None:
        set_role(self.words, role)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        self._settle()

    def _settle(self) -> None:
        self._column.activate()
        self.resize(_WIDTH_PX, self._column.totalHeightForWidth(_WIDTH_PX))
        area = self._over.viewport().geometry()
        self.move(max(0, area.right() - _WIDTH_PX - _MARGIN_PX), area.top() + _MARGIN_PX)

    @Slot()
    def _on_returned(self) -> None:
        self.jump_requested.emit(self.field.text())

    @Slot()
    def _on_edited(self) -> None:
        if self.words.property("role") == "bad":
            self._say("", "text2")

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; other keys are not for the log below."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()
