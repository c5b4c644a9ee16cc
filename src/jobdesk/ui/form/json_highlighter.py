"""Colours for JSON while it is typed."""

import re
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from jobdesk.ui.theme import Theme

_PARTS = re.compile(
    r"""(?P<strg>"(?:[^"\\]|\\.)*")|(?P<num>-?\b\d[\d.eE+-]*)|(?P<kw>\b(?:true|false|null)\b)"""
)
_LINE_CHARS = 4_000  # of a line; each part costs some microseconds for every key
_MOST_CHARS = 50_000
_KEY_END = re.compile(r"\s*:")


class JsonHighlighter(QSyntaxHighlighter):
    """Strings, numbers and words in the theme's colours; names of members stay plain."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        Theme.current().changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.rehighlight()

    # Qt overrides
    def highlightBlock(self, text: str) -> None:
        """Colour one line: its beginning where it is long, no line of a long document."""
        if self.document().characterCount() > _MOST_CHARS:
            return
        for match in _PARTS.finditer(text, 0, _LINE_CHARS):
            token: Any = match.lastgroup
            if token == "strg" and _KEY_END.match(text, match.end()):  # a colour
                continue
            shape = QTextCharFormat()
            shape.setForeground(Theme.current().color(token))
            self.setFormat(match.start(), match.end() - match.start(), shape)
