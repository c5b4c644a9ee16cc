"""The 16 colours of a terminal in the colours of the theme; each is legible on every row."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QTextCharFormat

from jobdesk.ui.log.ansi import Ink, Run
from jobdesk.ui.theme import Theme

FORE_TOKENS = (
    "text3",
    *(f"ansi{number}" for number in range(1, 7)),
    "text2",
    "text3",
    *(f"ansi{number}" for number in range(9, 15)),
    "text",
)
"""Black and white are the quiet and the loud end of the theme's own scale."""

_HUES = ("idle", "bad", "ok", "warn", "accent", "accent", "accent", "idle")
GROUND_TOKENS = tuple(f"{_HUES[number % 8]}Tint" for number in range(16))
"""On a ground the text has the text colour: no pair of colours is illegible."""


def fore_token(ink: Ink, usual: str) -> str:
    """The colour of the text."""
    if ink.ground >= 0 or ink.is_inverse:
        return "text"
    return FORE_TOKENS[ink.fore] if ink.fore >= 0 else usual


def ground_token(ink: Ink) -> str:
    """The colour behind the text; empty for none."""
    if ink.is_inverse:
        return GROUND_TOKENS[ink.fore] if ink.fore >= 0 else "track"
    return GROUND_TOKENS[ink.ground] if ink.ground >= 0 else ""


def char_format(ink: Ink, usual: str = "text") -> QTextCharFormat:
    """The ink for a text document."""
    theme = Theme.current()
    look = QTextCharFormat()
    look.setForeground(QBrush(theme.color(fore_token(ink, usual))))
    if ground := ground_token(ink):
        look.setBackground(QBrush(theme.color(ground)))
    if ink.is_bold:
        look.setFontWeight(QFont.Weight.Bold)
    look.setFontItalic(ink.is_italic)
    look.setFontUnderline(ink.is_underlined)
    look.setFontStrikeOut(ink.is_struck)
    return look


class InkPainter:
    """Draws runs of one row in a fixed-pitch font."""

    def __init__(self, font: QFont, advance: float) -> None:
        theme = Theme.current()
        names = {*FORE_TOKENS, *GROUND_TOKENS, "track", "warn", "bad"}
        self._colors: dict[str, QColor] = {name: theme.color(name) for name in names}
        self._font = font
        self._advance = advance
        self._fonts: dict[tuple[bool, bool, bool, bool], QFont] = {}

    def draw(
        self,
        painter: QPainter,
        place: QPointF,
        band: QRectF,
        runs: Sequence[Run],
        usual: str,
    ) -> None:
        """Draw runs from `place` (on the baseline) to the right, grounds as high as `band`."""
        x = place.x()
        for text, ink in runs:
            font = self._font_of(ink)
            painter.setFont(font)
            width = self._width(painter, text)
            if ground := ground_token(ink):
                painter.fillRect(
                    QRectF(x, band.y(), width, band.height()), self._colors[ground]
                )
            painter.setPen(self._colors[fore_token(ink, usual)])
            painter.drawText(QPointF(x, place.y()), text)
            x += width
        painter.setFont(self._font)

    def _width(self, painter: QPainter, text: str) -> float:
        if text.isascii():
            return self._advance * len(text)
        return float(painter.fontMetrics().horizontalAdvance(text))

    def _font_of(self, ink: Ink) -> QFont:
        key = (ink.is_bold, ink.is_italic, ink.is_underlined, ink.is_struck)
        if not any(key):
            return self._font
        found = self._fonts.get(key)
        if found is None:
            found = QFont(self._font)
            if ink.is_bold:
                found.setWeight(QFont.Weight.Bold)
            found.setItalic(ink.is_italic)
            found.setUnderline(ink.is_underlined)
            found.setStrikeOut(ink.is_struck)
            self._fonts[key] = found
        return found


def cut_runs(runs: Sequence[Run], room: int) -> list[Run]:
    """As many characters of the runs as there is room for, the last one an ellipsis."""
    found: list[Run] = []
    left = room
    for text, ink in runs:
        if len(text) > left:
            found.append(Run(text[: max(0, left - 1)] + "…", ink))
            return found
        found.append(Run(text, ink))
        left -= len(text)
    return found
