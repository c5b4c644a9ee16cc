"""RawView: a text as it is; a long one comes in pieces, so that the window goes on."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QTextCursor

from jobdesk.ui.widgets.code_view import CodeView

MOST_CHARS = 1_000_000
_PIECE_CHARS = 25_000
_LONG_PIECE_CHARS = 10_000  # of a text with a very long line
_LONG_LINE = 5_000  # such a line is laid out as a whole, again with each piece
_TURN_MS = 15


class RawView(CodeView):
    """Up to a million characters, or one piece of a text with very long lines."""

    def __init__(self, name: str) -> None:
        super().__init__(name, numbers=False)
        self.grow_with_text()
        self._whole = ""
        self._shown = 0
        self._most = 0
        self._more = QTimer(self, singleShot=True, interval=_TURN_MS)
        self._more.timeout.connect(self._on_more)

    def show_text(self, text: str, language: str) -> None:
        """Show another text."""
        self._more.stop()
        self._whole = text
        head = text[:MOST_CHARS]
        is_long = max(map(len, head.split("\n"))) > _LONG_LINE
        self._most = min(len(text), _LONG_PIECE_CHARS if is_long else MOST_CHARS)
        self._shown = min(_PIECE_CHARS, self._most)
        self.show_code(text[: self._shown] + self._left_over(), language)
        if self._shown < self._most:
            self._more.start()

    def _left_over(self) -> str:
        """What is said after the last piece when there is more."""
        left = len(self._whole) - self._shown
        if self._shown < self._most or left == 0:
            return ""
        return f"\n… {left:,} more characters; Copy and Save take all."

    @Slot()
    def _on_more(self) -> None:
        start = self._shown
        self._shown = min(self._most, start + _PIECE_CHARS)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._whole[start : self._shown] + self._left_over())
        if self._shown < self._most:
            self._more.start()
