"""What rows of a table show again and again, made once: words laid out, small pictures.

Painting them anew took 14 of 18 ms of a keystroke in the filter (measured); so does this now:
a picture is a copy of pixels, a word is a list of glyphs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import floor

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPixmap,
    QStaticText,
    QTransform,
)

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.status_label import LOOK_GAP_PX, LOOK_ICON_PX
from jobdesk.ui.widgets.tag import TagText, tag_size

_WORDS_HELD = 4000
_CHARS = 1000  # no cell is so wide
_PICTURES_HELD = 400
_MARGIN_PX = 2  # around a picture: what is drawn may reach over its rectangle

Draw = Callable[[QPainter, QRectF], None]


class RowParts:
    """Words, pictures, fonts and colours for the theme in use; `forget` when it changes."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str, int], QStaticText] = {}
        self._pictures: dict[Hashable, QPixmap] = {}
        self._fonts: dict[str, tuple[QFont, QFontMetrics, int]] = {}
        self._colors: dict[str, QColor] = {}
        self._tags: dict[TagText, QSize] = {}

    def forget(self) -> None:
        """The theme or a font is another one."""
        for held in (self._words, self._pictures, self._fonts, self._colors, self._tags):
            held.clear()

    def font(self, style: str) -> QFont:
        """A font of the type scale; not to be changed."""
        return self._font(style)[0]

    def height(self, style: str) -> int:
        """The height of a line."""
        return self._font(style)[2]

    def color(self, token: str) -> QColor:
        """A colour of the theme; not to be changed."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = Theme.current().color(token)
        return found

    def tag_size(self, tag: TagText) -> QSize:
        """How large a tag is; not to be changed."""
        found = self._tags.get(tag)
        if found is None:
            found = self._tags[tag] = tag_size(tag)
        return found

    def write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        style: str,
        token: str,
        *,
        at_right: bool = False,
    ) -> None:
        """Write one line at a side of `rect`, middle of its height, … where it must end."""
        font, _, height = self._font(style)
        painter.setFont(font)
        painter.setPen(self.color(token))
        top = rect.y() + (rect.height() - height) / 2
        word = self._word(text, style, rect.width())
        left = rect.x() + (rect.width() - word.size().width() if at_right else 0)
        painter.drawStaticText(QPointF(left, top), word)

    def paint_icon(self, painter: QPainter, rect: QRectF, icon: str, token: str) -> None:
        """Draw an icon in a colour of the theme."""

        def draw(inner: QPainter, square: QRectF) -> None:
            paint_icon(inner, square, icon, self.color(token))

        self.paint(painter, rect, ("icon", icon, token), draw)

    def paint_look(
        self, painter: QPainter, rect: QRect, look: Look, style: str = "label"
    ) -> None:
        """Draw icon and word of a state at the left of `rect`, middle of its height."""
        top = rect.y() + (rect.height() - LOOK_ICON_PX) / 2
        place = QRectF(rect.x(), top, LOOK_ICON_PX, LOOK_ICON_PX)
        self.paint_icon(painter, place, look.icon, look.token)
        words = rect.adjusted(LOOK_ICON_PX + LOOK_GAP_PX, 0, 0, 0)
        ink = "text2" if look.token == "idle" else look.token
        self.write(painter, words, look.word, style, ink)

    def paint(self, painter: QPainter, rect: QRectF, key: Hashable, draw: Draw) -> None:
        """Show what `draw` makes of a rectangle of this size and place among the pixels.

        Args:
            painter: paints on a widget, moved by nothing but whole pixels.
            rect: where it is shown.
            key: names everything that `draw` depends on, but for the theme.
            draw: is handed a painter and its rectangle.
        """
        ratio = painter.device().devicePixelRatioF()
        x, y = floor(rect.x() * ratio) / ratio, floor(rect.y() * ratio) / ratio
        inner = QRectF(
            rect.x() - x + _MARGIN_PX, rect.y() - y + _MARGIN_PX, rect.width(), rect.height()
        )
        whole = (key, inner.x(), inner.y(), inner.width(), inner.height(), ratio)
        picture = self._pictures.get(whole)
        if picture is None:
            if len(self._pictures) > _PICTURES_HELD:
                self._pictures.clear()
            picture = self._pictures[whole] = _picture(inner, ratio, draw)
        painter.drawPixmap(QPointF(x - _MARGIN_PX, y - _MARGIN_PX), picture)

    def _font(self, style: str) -> tuple[QFont, QFontMetrics, int]:
        found = self._fonts.get(style)
        if found is None:
            font = Theme.current().font(style)
            metrics = QFontMetrics(font)
            found = self._fonts[style] = (font, metrics, metrics.height())
        return found

    def _word(self, text: str, style: str, width: int) -> QStaticText:
        key = (text, style, width)
        found = self._words.get(key)
        if found is None:
            if len(self._words) > _WORDS_HELD:
                self._words.clear()
            font, metrics, _ = self._font(style)
            line = text[:_CHARS].replace("\n", " ")
            found = QStaticText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(QTransform(), font)
            self._words[key] = found
        return found


def _picture(rect: QRectF, ratio: float, draw: Draw) -> QPixmap:
    width, height = rect.right() + _MARGIN_PX + 1, rect.bottom() + _MARGIN_PX + 1
    made = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    try:
        draw(painter, rect)
    finally:
        painter.end()
    return made
