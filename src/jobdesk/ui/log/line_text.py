"""LineText: one message in full, with the colours it was printed in."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from jobdesk.ui.log.ansi import PLAIN_INK, plain, runs
from jobdesk.ui.log.inks import char_format
from jobdesk.ui.theme import Theme

_SHOWN_CHARS = 200_000  # of one message; the whole of it goes by copy and export
_COLORED_RUNS = 2_000  # more are shown without colours: each costs 3 microseconds
_LINE_CHARS = 2_000  # longer lines are broken: wrapping one of 200 000 takes seconds
_LINES_SEEN = 5
_ENDLESS = re.compile(rf"[^\n]{{{_LINE_CHARS}}}(?=[^\n])")


class LineText(QPlainTextEdit):
    """Read only; everything in it can be selected by mouse and keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._message = ""
        self._is_raw = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(Theme.current().font("log"))
        self.setProperty("ground", "sunken")
        self.setAccessibleName("Whole message")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._fit()

    def set_log_font(self, font: QFont) -> None:
        """Take another font: the log was zoomed."""
        self.setFont(font)
        self._fit()

    def show_message(self, message: str, *, is_raw: bool) -> None:
        """Show a message; raw shows the codes that colour it."""
        if (message, is_raw) == (self._message, self._is_raw):
            return
        self._message, self._is_raw = message, is_raw
        self._fill()

    def _fill(self) -> None:
        text = self._message[:_SHOWN_CHARS]
        left = len(self._message) - len(text)
        text = _ENDLESS.sub(r"\g<0>\n", text)
        more = f"\n… {left:,} more characters; copy the line." if left else ""
        if self._is_raw:
            self.setPlainText(text.replace("\x1b", "\N{SYMBOL FOR ESCAPE}") + more)
            return
        found = runs(text)
        if len(found) > _COLORED_RUNS or all(run.ink == PLAIN_INK for run in found):
            self.setPlainText(plain(text) + more)
            return
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for run in found:
            cursor.insertText(run.text, char_format(run.ink))
        cursor.insertText(more, char_format(PLAIN_INK, "text2"))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit(self) -> None:
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES_SEEN + 20)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._message:
            self._fill()
