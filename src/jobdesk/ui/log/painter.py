"""RowPainter: draws whole rows of the log. It decides nothing and knows no view."""

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText, QTransform

from jobdesk.models.records import LogLine
from jobdesk.ui.log.columns import ICON_PX, LEFT_PX, ColumnLayout, Columns
from jobdesk.ui.theme import Look, Theme

FAILURE_LEVELS = frozenset({"failure", "error", "critical"})
MORE_MARK = " ⏎"  # the message has more lines than the one shown
_EDGE_PX = 3
_RING_PX = 5.5
_MARKS_PER_ROW = 20
_WORDS_HELD = 2000


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands in its view."""

    is_selected: bool = False
    is_current: bool = False
    is_hovered: bool = False
    has_focus: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is drawn, made once."""

    time: str
    message: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word ready to draw."""

    text: QStaticText
    width: float


@lru_cache(maxsize=4096)
def shown_of(line: LogLine, room: int) -> ShownLine:
    """The time and as much of the first line of the message as there is room for."""
    created = line.created.astimezone()
    time = f"{created:%H:%M:%S}.{created.microsecond // 1000:03d}"
    first, newline, _ = line.message.partition("\n")
    message = first.expandtabs(4)
    room = max(1, room - len(MORE_MARK) * bool(newline))
    if len(message) > room:
        message = message[: room - 1] + "…"
    return ShownLine(time, message + MORE_MARK * bool(newline), is_web_link(line.url))


def level_look(level: str) -> Look:
    """Icon, colour and word of a level, or of a stream; unknown ones keep their name."""
    theme = Theme.current()
    try:
        return theme.level(level)
    except KeyError:
        if level == "stderr":
            return Look("terminal-window", "warn", "Standard error")
        word = "Standard output" if level == "stdout" else level.capitalize()
        return Look("terminal-window" if level == "stdout" else "info", "text2", word)


def is_web_link(url: str) -> bool:
    """Only these are opened from the log: the text comes from a job."""
    return url.startswith(("https://", "http://"))


class RowPainter:
    """Fonts, colours and pictures of the rows for the theme in use.

    Attributes:
        layout: measures the columns for this kind of row.
        marker: what to mark in the messages.
    """

    def __init__(self, layout: ColumnLayout) -> None:
        self.layout = layout
        self._words: dict[tuple[str, float], _Word] = {}
        self.marker: re.Pattern[str] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Take the theme again."""
        theme = Theme.current()
        self.mono = theme.font("log")
        # A quarter cheaper; scripts that need shaping get it all the same.
        self.mono.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._cell = theme.font("cell")
        self._label = theme.font("label")
        self._looks = {
            name: theme.level(name) for name in theme.token("icons", "names", "level")
        }
        names = ("canvas", "text", "text2", "text3", "selected", "selectedIdle", "hover")
        self._colors = {name: theme.color(name) for name in names}
        for name in (
            "badTint",
            "badFill",
            "accent",
            "lineStrong",
            "mark",
            "track",
            "idle",
            "ok",
            "warn",
            "bad",
        ):
            self._colors[name] = theme.color(name)
        self._words.clear()
        self._advance = self.layout.mono.horizontalAdvance("0")
        self._underline = QPen(self._colors["text3"], 1)

    def room(self, columns: Columns) -> int:
        """How many characters of a message fit."""
        return max(1, int(columns.message_width / self._advance))

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        columns: Columns,
        line: LogLine | None,
        state: RowState,
    ) -> None:
        """Draw one row into `rect`; without a line a quiet placeholder."""
        if line is None:
            self.paint_placeholder(painter, rect, columns)
            return
        look = self._looks.get(line.level) or level_look(line.level)
        shown = shown_of(line, self.room(columns))
        baseline = rect.y() + (rect.height() + self.layout.mono.capHeight()) / 2
        self._paint_ground(painter, rect, line, state)
        ratio = painter.device().devicePixelRatioF()
        picture = Theme.current().pixmap(look.icon, look.token, ICON_PX, ratio)
        top = rect.y() + round((rect.height() - ICON_PX) / 2)
        painter.drawPixmap(QPointF(LEFT_PX, top), picture)
        painter.setFont(self.mono)
        painter.setPen(self._colors["text3"])
        painter.drawText(QPointF(columns.time, baseline), shown.time)
        self._paint_message(painter, rect, columns, line, shown.message, baseline)
        self._paint_words(painter, columns, line, shown, look, baseline)
        self.paint_focus(painter, rect, state)

    def paint_focus(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        """Draw a ring around the current row; in the accent while the view has the focus."""
        if not state.is_current:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colors["accent" if state.has_focus else "lineStrong"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(_RING_PX, 0.5, -_RING_PX, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, line: LogLine, state: RowState
    ) -> None:
        is_failure = line.level in FAILURE_LEVELS
        if is_failure and (state.is_current or not state.is_selected):
            ground = "badTint"  # the ring says that it is the current one
        elif state.is_selected:
            ground = "selected" if state.has_focus else "selectedIdle"
        else:
            ground = "hover" if state.is_hovered else "canvas"
        painter.fillRect(rect, self._colors[ground])
        if is_failure:
            edge = QRectF(rect.x(), rect.y(), _EDGE_PX, rect.height())
            painter.fillRect(edge, self._colors["badFill"])

    def _paint_message(
        self,
        painter: QPainter,
        rect: QRectF,
        columns: Columns,
        line: LogLine,
        message: str,
        baseline: float,
    ) -> None:
        if self.marker is not None:
            self._paint_marks(painter, rect, columns, message)
        painter.setPen(self._colors["text3" if line.level == "debug" else "text"])
        painter.drawText(QPointF(columns.message, baseline), message)

    def _paint_marks(
        self, painter: QPainter, rect: QRectF, columns: Columns, message: str
    ) -> None:
        assert self.marker is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["mark"])
        for number, match in enumerate(self.marker.finditer(message)):
            if number == _MARKS_PER_ROW:
                break
            start, end = (self._x_of(message, at) for at in match.span())
            if end > start:
                mark = QRectF(
                    columns.message + start, rect.y() + 2, end - start, rect.height() - 4
                )
                painter.drawRoundedRect(mark.adjusted(-1, 0, 1, 0), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _x_of(self, text: str, at: int) -> float:
        before = text[:at]
        if before.isascii():
            return self._advance * at
        return self.layout.mono.horizontalAdvance(before)

    def _paint_words(
        self,
        painter: QPainter,
        columns: Columns,
        line: LogLine,
        shown: ShownLine,
        look: Look,
        baseline: float,
    ) -> None:
        top = baseline - self.layout.cell.ascent()
        painter.setFont(self._label)
        painter.setPen(self._level_color(line.level, look))
        word = self._word(look.word, 0.0)
        painter.drawStaticText(QPointF(columns.level, top), word.text)
        painter.setFont(self._cell)
        if columns.group_width and line.grouping:
            painter.setPen(self._colors["text2"])
            word = self._word(line.grouping, columns.group_width)
            painter.drawStaticText(QPointF(columns.group, top), word.text)
        if columns.object_width and line.object:
            painter.setPen(self._colors["text"])
            word = self._word(line.object, columns.object_width)
            painter.drawStaticText(QPointF(columns.object, top), word.text)
            if shown.is_link:
                painter.setPen(self._underline)
                y = round(baseline) + 3.5
                end = columns.object + word.width
                painter.drawLine(QPointF(columns.object, y), QPointF(end, y))

    def _level_color(self, level: str, look: Look) -> QColor:
        if level in ("debug", "info"):
            return self._colors["text2"]
        return self._colors[look.token]

    def _word(self, text: str, width: float) -> _Word:
        """A word laid out once: levels, groups and objects come again and again."""
        key = (text, width)
        found = self._words.get(key)
        if found is None:
            if len(self._words) > _WORDS_HELD:
                self._words.clear()
            found = self._lay_out(text, width)
            self._words[key] = found
        return found

    def _lay_out(self, text: str, width: float) -> _Word:
        font: QFont = self._cell if width else self._label
        if width:
            plain = text[:200].replace("\n", " ")
            text = self.layout.cell.elidedText(plain, Qt.TextElideMode.ElideRight, width)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), font)
        return _Word(static, self.layout.cell.horizontalAdvance(text))

    def paint_placeholder(self, painter: QPainter, rect: QRectF, columns: Columns) -> None:
        """Draw a row that is not held: quiet bars, no words."""
        painter.fillRect(rect, self._colors["canvas"])
        middle = rect.center().y() - 3
        for x, width in ((columns.time, 80.0), (columns.message, 180.0)):
            painter.fillRect(QRectF(x, middle, width, 6), self._colors["track"])
