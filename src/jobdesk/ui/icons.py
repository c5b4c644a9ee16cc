"""Icons drawn from the Phosphor font at any size, in the theme's colours.

The glyphs come from the font file that QtAwesome ships; its Python package is not imported,
because that would load eight more fonts before the first paint.
"""

import importlib.util
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

_FONT = "phosphor-1.3.0"
_UNIT_PX = 256.0  # the size at which outlines are taken from the font

ColorOf = Callable[[str], QColor]


@lru_cache(maxsize=1)
def _font_folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("QtAwesome is not installed; the icons are missing.")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@lru_cache(maxsize=1)
def _charmap() -> dict[str, str]:
    file = _font_folder() / f"{_FONT.replace('-', '-charmap-')}.json"
    return cast("dict[str, str]", json.loads(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _raw_font() -> QRawFont:
    return QRawFont(str(_font_folder() / f"{_FONT}.ttf"), _UNIT_PX)


@lru_cache(maxsize=512)
def glyph(name: str) -> QPainterPath:
    """The outline of an icon in a square of one unit; KeyError for an unknown name."""
    font = _raw_font()
    index = font.glyphIndexesForString(chr(int(_charmap()[name], 16)))[0]
    outline = font.pathForGlyph(index)
    advance = font.advancesForGlyphIndexes([index])[0].x() or _UNIT_PX
    height = font.ascent() + font.descent()
    shrink = QTransform.fromScale(1 / advance, 1 / height).translate(0, font.ascent())
    unit = shrink.map(outline)
    unit.setFillRule(Qt.FillRule.WindingFill)
    return unit


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw an icon into the largest centred square of `rect`."""
    outline = glyph(name)
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2
    )
    painter.scale(side, side)
    painter.fillPath(outline, color)
    painter.restore()


class ThemedIconEngine(QIconEngine):
    """Draws one glyph; asks for its colour when it paints, so a new theme needs no new icon."""

    def __init__(self, name: str, token: str, color_of: ColorOf) -> None:
        super().__init__()
        glyph(name)  # an unknown name fails here, never inside a paint event
        self._name = name
        self._token = token
        self._color_of = color_of

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        """Draw the glyph; disabled icons use the colour of disabled text."""
        del state
        token = "disabled" if mode == QIcon.Mode.Disabled else self._token
        # A rectangle wider than high leaves its rest as the gap before a button's words.
        square = QRectF(rect.x(), rect.y(), min(rect.width(), rect.height()), rect.height())
        paint_icon(painter, square, self._name, self._color_of(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The glyph on a transparent ground."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        try:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        finally:
            painter.end()
        return pixmap

    def clone(self) -> Any:
        """Copy the engine."""
        return ThemedIconEngine(self._name, self._token, self._color_of)
