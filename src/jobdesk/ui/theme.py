"""Colours, sizes, fonts and icons of the window, all from `resources/theme/theme.json`.

Law: nothing else in the window knows a colour. Widgets that paint ask `Theme.current()` when
they paint; all others are styled by the one application style sheet made here.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from string import Template
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QDir, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from jobdesk.paths import resources
from jobdesk.ui.accessible import install
from jobdesk.ui.icons import ThemedIconEngine, paint_icon

_STYLE = "Fusion"
MODES = ("light", "dark", "highContrastLight", "highContrastDark")

_FONT_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "JetBrainsMono-Regular.ttf",
)


class Look(NamedTuple):
    """How a state is shown: never by colour alone."""

    icon: str
    token: str
    word: str


class Theme(QObject):
    """The tokens of the palette in use.

    Signals:
        changed: another palette is in use; who caches pixels throws them away.
    """

    changed = Signal()
    _current: "Theme | None" = None

    def __init__(self) -> None:
        super().__init__()
        file = resources() / "theme" / "theme.json"
        self._tokens: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        self._mode = "light"
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._families = (["sans-serif"], ["monospace"])
        self.use(self._mode)

    @staticmethod
    def current() -> "Theme":
        """The one theme of this program."""
        if Theme._current is None:
            Theme._current = Theme()
        return Theme._current

    @property
    def mode(self) -> str:
        """One of MODES."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """The ground is dark."""
        return self._mode in ("dark", "highContrastDark")

    def use(self, mode: str) -> None:
        """Take the palette `mode`; says `changed`."""
        self._mode = mode
        palette = cast("Mapping[str, str]", self._tokens["palette"][mode])
        self._colors = {token: QColor(value) for token, value in palette.items()}
        self._pixmaps.clear()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of a token; KeyError when theme.json has no such token."""
        return QColor(self._colors[token])

    def font(self, style: str) -> QFont:
        """A style of the type scale: hero, title, pane, section, body, cell, log and others."""
        if style not in self._fonts:
            self._fonts[style] = self._make_font(self._tokens["type"][style])
        return QFont(self._fonts[style])

    def metrics(self, style: str) -> QFontMetrics:
        """How large words of a style are; to be asked for each cell that is painted."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetrics(self.font(style))
        return self._metrics[style]

    def _make_font(self, spec: Mapping[str, Any]) -> QFont:
        mono = spec.get("family") == "mono"
        font = QFont(self._families[1 if mono else 0])
        font.setPixelSize(int(spec["size"]))
        font.setWeight(QFont.Weight(int(spec["weight"])))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if spec.get("tracking"):
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, float(spec["tracking"]))
        features = cast(
            "Mapping[str, int]", self._tokens["font"]["features"]["mono" if mono else "ui"]
        )
        for tag, value in features.items():
            font.setFeature(QFont.Tag(tag), value)
        return font

    def size(self, name: str) -> int:
        """A length in logical pixels at the base font: sidebar, rowLog, button."""
        return int(self._tokens["size"][name])

    def radius(self, name: str) -> int:
        """A corner radius: control, tag, card."""
        return int(self._tokens["radius"][name])

    def token(self, *path: str) -> Any:
        """Anything else in theme.json, by its path of keys."""
        found: Any = self._tokens
        for key in path:
            found = found[key]
        return found

    def icon_name(self, name: str) -> str:
        """The glyph behind `action/run`, `places/Jobs`, `flag/broken`; others are glyphs."""
        group, _, key = name.partition("/")
        if not key:
            return name
        found: Any = self._tokens["icons"]["names"][group][key]
        return cast("str", found if isinstance(found, str) else found[0])

    def icon(self, name: str, token: str = "text2") -> QIcon:
        """An icon that follows later changes of the theme by itself."""
        return QIcon(ThemedIconEngine(self.icon_name(name), token, self.color))

    def pixmap(self, name: str, token: str, side: int, ratio: float) -> QPixmap:
        """A cached picture of an icon, `side` logical pixels wide."""
        key = (name, token, side, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = QPixmap(QSize(round(side * ratio), round(side * ratio)))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            try:
                square = QRectF(0, 0, side, side)
                paint_icon(painter, square, self.icon_name(name), self.color(token))
            finally:
                painter.end()
            self._pixmaps[key] = found
        return found

    def status(self, status: str) -> Look:
        """Icon, colour and word of a run's status, or of lost, approval, warning, never."""
        icon, token, word = self._tokens["icons"]["names"]["status"][status]
        return Look(icon, token, word)

    def level(self, level: str) -> Look:
        """Icon, colour and word of a log level."""
        icon, token = self._tokens["icons"]["names"]["level"][level]
        return Look(icon, token, level.capitalize())

    def palette(self) -> QPalette:
        """The palette for widgets that the style sheet does not reach."""
        palette = QPalette()
        roles = cast("dict[str, Any]", self._tokens["qpalette"])
        for role, token in roles.items():
            if isinstance(token, str):
                palette.setColor(QPalette.ColorRole[role], self.color(token))
        for role, token in cast("dict[str, str]", roles["disabled"]).items():
            disabled = QPalette.ColorGroup.Disabled
            palette.setColor(disabled, QPalette.ColorRole[role], self.color(token))
        return palette

    def style_sheet(self) -> str:
        """The one application style sheet, filled in."""
        file = resources() / "theme" / "jobdesk.qss"
        values = {token: color.name() for token, color in self._colors.items()}
        values["mono"] = self._families[1][0]
        return Template(file.read_text(encoding="utf-8")).substitute(values)

    def load_fonts(self) -> None:
        """Make the bundled fonts known; the families of theme.json apply from then on."""
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
        fonts = self._tokens["font"]
        self._families = (list(fonts["ui"]), list(fonts["mono"]))
        self._fonts.clear()
        self._metrics.clear()


def make_application(words: Sequence[str]) -> QApplication:
    """An application in our style from the start.

    `setStyle` hands a QStyle to Python, whose 566 enum members cost 10 ms before the
    first paint.
    """
    app = QApplication([*words, "-style", _STYLE])
    app.setProperty("jobdesk_style", _STYLE)
    return app


def apply_theme(app: QApplication, mode: str) -> None:
    """Put palette, fonts and style sheet of `mode` on the whole program, at once."""
    for step in theme_steps(app, mode):
        step()


def theme_steps(app: QApplication, mode: str) -> tuple[Callable[[], None], ...]:
    """What puts `mode` on the whole program, each step one pass over all widgets.

    Without a style sheet in between Qt polishes every widget once more for each of its
    ancestors: 330 ms for 600 widgets instead of 60.
    """
    theme = Theme.current()

    def begin() -> None:
        if app.property("jobdesk_fonts") is None:
            app.setProperty("jobdesk_fonts", True)
            if app.property("jobdesk_style") != _STYLE:
                app.setStyle(_STYLE)
            theme.load_fonts()
            install()
            app.setFont(theme.font("body"))
        folder = resources() / "theme" / ("dark" if "ark" in mode else "light")
        QDir.setSearchPaths("theme", [str(folder)])
        theme.use(mode)
        app.setStyleSheet("")

    return (
        begin,
        lambda: app.setPalette(theme.palette()),
        lambda: app.setStyleSheet(theme.style_sheet()),
    )
