"""Words laid out once: levels, groups and objects of a log come again and again."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStaticText, QTransform

from jobdesk.ui.log.columns import ColumnLayout

_WORDS_HELD = 2000
_LONGEST = 200  # characters looked at: no column shows more


@dataclass(frozen=True, slots=True)
class Word:
    """A word ready to draw, and its width in logical pixels."""

    text: QStaticText
    width: float


class LaidOutWords:
    """Finds or lays out words in the fonts of the theme; `clear` when it changes."""

    def __init__(self, layout: ColumnLayout) -> None:
        self._layout = layout
        self._words: dict[tuple[str, float], Word] = {}

    def clear(self) -> None:
        """Forget all words."""
        self._words.clear()

    def level(self, word: str) -> Word:
        """The word of a level; never cut."""
        return self._word(word, 0.0)

    def cut(self, text: str, width: float) -> Word:
        """A group or an object, as much as fits into `width` logical pixels."""
        return self._word(text, width)

    def _word(self, text: str, width: float) -> Word:
        key = (text, width)
        found = self._words.get(key)
        if found is None:
            if len(self._words) > _WORDS_HELD:
                self._words.clear()
            found = self._lay_out(text, width)
            self._words[key] = found
        return found

    def _lay_out(self, text: str, width: float) -> Word:
        font: QFont = self._layout.font("cell" if width else "label")
        if width:
            plain = text[:_LONGEST].replace("\n", " ")
            text = self._layout.cell.elidedText(plain, Qt.TextElideMode.ElideRight, width)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), font)
        return Word(static, self._layout.cell.horizontalAdvance(text))
