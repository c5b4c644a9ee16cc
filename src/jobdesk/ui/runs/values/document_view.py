"""DocumentView: Markdown that scrolls; a long text is laid out part by part."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jobdesk.ui.runs.values.markdown_parts import markdown_parts
from jobdesk.ui.widgets.markdown_view import MarkdownView

_BETWEEN_PX = 6


class DocumentView(QScrollArea):
    """The first part is there at once, the others follow in turns of their own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setObjectName("document")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.parts: list[MarkdownView] = []
        self._waiting: list[str] = []
        inner = QWidget()
        inner.setObjectName("plain")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 4, 12, 4)
        self._column.setSpacing(_BETWEEN_PX)
        self._column.addStretch(1)
        self.setWidget(inner)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)

    @property
    def text(self) -> str:
        """The words that are laid out so far."""
        return "\n".join(part.toPlainText() for part in self.parts)

    @property
    def text_height(self) -> int:
        """How high the text is that is laid out so far."""
        return sum(part.height() + _BETWEEN_PX for part in self.parts) + 2 * _BETWEEN_PX

    def show_markdown(self, text: str) -> None:
        """Show another text, from its beginning."""
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = []
        self._waiting = markdown_parts(text)
        self._on_next()
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _on_next(self) -> None:
        if not self._waiting:
            return
        part = MarkdownView(self._name)
        self._column.insertWidget(len(self.parts), part)
        self.parts.append(part)
        part.show_markdown(self._waiting.pop(0))
        self.updateGeometry()
        if self._waiting:
            self._next.start()
