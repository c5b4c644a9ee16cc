"""The strip under the log that shows one line in full."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.log.painter import level_look
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.status_label import StatusLabel

_SHOWN_CHARS = 200_000  # of one message; the whole of it goes by copy and export


class LogDetail(QWidget):
    """Level, time, place and the whole message of the current line.

    Signals:
        closed(): the cross was clicked.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = StatusLabel("never")
        self._where = ElidedLabel("", "cell", "text2")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFont(Theme.current().font("log"))
        self._text.setProperty("ground", "sunken")
        self._text.setAccessibleName("Whole message")
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        close = button("", "icon", icon="x-bold", tip="Close (Esc)", name="Close")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 12, 4)
        head.setSpacing(12)
        head.addWidget(self._level)
        head.addWidget(self._where, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(head)
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 20, 12)
        body.addWidget(self._text)
        column.addLayout(body, 1)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * 5 + 20)

    def show_line(self, line: LogLine) -> None:
        """Show another line."""
        self._level.set_look(level_look(line.level))
        created = line.created.astimezone()
        when = f"{created:%a %d %b %Y %H:%M:%S}.{created.microsecond // 1000:03d}"
        parts = [f"line {line.seq + 1:,}", when, line.grouping, line.object, line.url]
        self._where.setText("  ·  ".join(part for part in parts if part))
        text = line.message[:_SHOWN_CHARS]
        if len(line.message) > _SHOWN_CHARS:
            text += f"\n… {len(line.message) - _SHOWN_CHARS:,} more characters; copy the line."
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
