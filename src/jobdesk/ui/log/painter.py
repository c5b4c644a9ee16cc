"""RowPainter: draws whole rows of the log. It decides nothing and knows no view."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from jobdesk.models.records import LogLine
from jobdesk.ui.log.columns import ICON_PX, LEFT_PX, ColumnLayout, Columns
from jobdesk.ui.log.highlight_paint import paint_highlights
from jobdesk.ui.log.highlighters import PaintedRule
from jobdesk.ui.log.query import Marker
from jobdesk.ui.log.shown import is_web_link, message_words
from jobdesk.ui.log.words import LaidOutWords
from jobdesk.ui.log.words_in import Span
from jobdesk.ui.theme import Look, Theme

FAILURE_LEVELS = frozenset({"failure", "error", "critical"})
_EDGE_PX = 3
_RING_PX = 5.5
_MARKS_PER_ROW = 20
_WORD_FOOT_PX, _WORD_PX = 4, 2
_BOOKMARK, _BOOKMARK_PX, _BOOKMARK_X = "bookmark-simple-fill", 12, 6


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands in its view."""

    is_selected: bool = False
    is_current: bool = False
    is_hovered: bool = False
    has_focus: bool = False
    is_quiet: bool = False  # a line beside a match
    is_marked: bool = False
    is_no_match: bool = False  # what is looked for is in it by chance
    fold: str = ""  # what stands before the message of a fold
    fold_level: str = ""  # the highest level in a closed one
    word: Span | None = None  # of the shown message, chosen by click or keys


PLAIN = RowState()


class PaintedRow(NamedTuple):
    """What to draw where."""

    rect: QRectF
    line: LogLine | None
    state: RowState
    time: str = ""  # what the first column says


class _Text(NamedTuple):
    """A row that is held, and what all its columns need."""

    rect: QRectF
    baseline: float
    line: LogLine
    look: Look
    is_quiet: bool
    is_no_match: bool
    time: str


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


def as_fold(row: PaintedRow) -> PaintedRow:
    """A fold says how many lines it has, and stands for the worst of them."""
    line, state = row.line, row.state
    if line is None:
        return row
    level, message = state.fold_level or line.level, state.fold + line.message
    return row._replace(line=replace(line, level=level, message=message))


def _ground(state: RowState, *, is_failure: bool) -> str:
    """The colour under a row."""
    if is_failure and (state.is_current or not state.is_selected):
        return "badTint"  # the ring says that it is the current one
    if state.is_selected:
        return "selected" if state.has_focus else "selectedIdle"
    return "hover" if state.is_hovered else "canvas"


class RowPainter:
    """Fonts, colours and pictures of the rows for the theme in use.

    Attributes:
        layout: measures the columns for this kind of row.
        marker: what to mark in the messages.
        highlights: rules that give parts of messages a colour.
    """

    def __init__(self, layout: ColumnLayout) -> None:
        self.layout = layout
        self._words = LaidOutWords(layout)
        self.marker: Marker | None = None
        self.highlights: Sequence[PaintedRule] = ()
        self.refresh()

    def refresh(self) -> None:
        """Take the theme again."""
        theme = Theme.current()
        self.mono = self.layout.font("log")
        # A quarter cheaper; scripts that need shaping get it all the same.
        self.mono.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._cell = self.layout.font("cell")
        self._label = self.layout.font("label")
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
        self._cap_height = self.layout.mono.capHeight()
        self._ascent = self.layout.cell.ascent()
        self._underline = QPen(self._colors["text3"], 1)

    def room(self, columns: Columns) -> int:
        """How many characters of a message fit."""
        return max(1, int(columns.message_width / self._advance))

    def paint_rows(
        self, painter: QPainter, rows: Sequence[PaintedRow], columns: Columns
    ) -> None:
        """Draw rows, each into its place; those without a line are quiet placeholders.

        Column by column, as every change of font or pen costs as much as a short word.
        """
        rows = [as_fold(row) if row.state.fold else row for row in rows]
        self._paint_grounds(painter, rows)
        found: list[_Text] = []
        for row in rows:
            if row.line is None:
                self.paint_placeholder(painter, row.rect, columns)
            else:
                found.append(self._text(row, row.line))
        self._paint_icons(painter, found)
        for row in rows:
            if row.state.is_marked:
                self._paint_bookmark(painter, row.rect)
        self._paint_messages(painter, found, columns)
        self._paint_levels(painter, found, columns)
        painter.setFont(self._cell)
        self._paint_groups(painter, found, columns)
        self._paint_objects(painter, found, columns)
        for row in rows:
            if row.line is not None and row.state.is_current:
                self.paint_focus(painter, row.rect, row.state)
                self.paint_word(painter, row, columns)

    def shown_text(self, line: LogLine, columns: Columns) -> str:
        """The message as its row shows it."""
        return message_words(line.message, self.room(columns))

    def index_at(self, text: str, x: float) -> int:
        """The character of a shown text that stands `x` logical pixels after its start."""
        if text.isascii():
            return int(x / self._advance)
        return bisect_right(range(1, len(text) + 1), x, key=lambda at: self._x_of(text, at))

    def paint_word(self, painter: QPainter, row: PaintedRow, columns: Columns) -> None:
        """Draw a line under the word that was chosen in the current row."""
        line, word = row.line, row.state.word
        if line is None or word is None:
            return
        text = self.shown_text(line, columns)
        start, end = (columns.message + self._x_of(text, at) for at in word)
        foot = QRectF(start, row.rect.bottom() - _WORD_FOOT_PX, end - start, _WORD_PX)
        painter.fillRect(foot, self._colors["accent"])

    def _text(self, row: PaintedRow, line: LogLine) -> _Text:
        rect, state = row.rect, row.state
        look = self._looks.get(line.level) or level_look(line.level)
        baseline = rect.y() + (rect.height() + self._cap_height) / 2
        is_quiet = state.is_quiet or line.level == "debug"
        return _Text(rect, baseline, line, look, is_quiet, state.is_no_match, row.time)

    def paint_focus(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        """Draw a ring around the current row; in the accent while the view has the focus."""
        if not state.is_current:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colors["accent" if state.has_focus else "lineStrong"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(_RING_PX, 0.5, -_RING_PX, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_grounds(self, painter: QPainter, rows: Sequence[PaintedRow]) -> None:
        """One ground for all rows, then those that have another one."""
        if not rows:
            return
        painter.fillRect(rows[0].rect.united(rows[-1].rect), self._colors["canvas"])
        for row in rows:
            line, state = row.line, row.state
            if line is None:
                continue
            is_failure = line.level in FAILURE_LEVELS
            ground = _ground(state, is_failure=is_failure)
            if ground != "canvas":
                painter.fillRect(row.rect, self._colors[ground])
            if is_failure:
                edge = QRectF(row.rect.x(), row.rect.y(), _EDGE_PX, row.rect.height())
                painter.fillRect(edge, self._colors["badFill"])

    def _paint_icons(self, painter: QPainter, texts: Iterable[_Text]) -> None:
        theme, ratio = Theme.current(), painter.device().devicePixelRatioF()
        for text in texts:
            look, rect = text.look, text.rect
            picture = theme.pixmap(look.icon, look.token, ICON_PX, ratio)
            top = rect.y() + round((rect.height() - ICON_PX) / 2)
            painter.drawPixmap(QPointF(LEFT_PX, top), picture)

    def _paint_bookmark(self, painter: QPainter, rect: QRectF) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = Theme.current().pixmap(_BOOKMARK, "accentText", _BOOKMARK_PX, ratio)
        top = rect.y() + round((rect.height() - _BOOKMARK_PX) / 2)
        painter.drawPixmap(QPointF(_BOOKMARK_X, top), picture)

    def _paint_messages(
        self, painter: QPainter, texts: Iterable[_Text], columns: Columns
    ) -> None:
        """Times, marks and messages: all that is fixed-pitch."""
        room, x, quiet = self.room(columns), columns.message, self._colors["text3"]
        painter.setFont(self.mono)
        painter.setPen(quiet)
        for text in texts:
            painter.drawText(QPointF(columns.time, text.baseline), text.time)
        loud: list[tuple[float, str]] = []
        for text in texts:
            message = message_words(text.line.message, room)
            is_lit = bool(self.highlights) and paint_highlights(
                painter, text.rect, columns, self.highlights, message, self._x_of
            )
            if self.marker is not None and not text.is_no_match:
                self._paint_marks(painter, text.rect, columns, message)
                painter.setPen(quiet)
            if text.is_quiet and not is_lit:
                painter.drawText(QPointF(x, text.baseline), message)
            else:
                loud.append((text.baseline, message))
        painter.setPen(self._colors["text"])
        for baseline, message in loud:
            painter.drawText(QPointF(x, baseline), message)

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

    def _paint_levels(
        self, painter: QPainter, texts: Iterable[_Text], columns: Columns
    ) -> None:
        painter.setFont(self._label)
        before = ""
        for text in texts:
            level = text.line.level
            if level != before:
                painter.setPen(self._level_color(level, text.look))
                before = level
            place = QPointF(columns.level, text.baseline - self._ascent)
            painter.drawStaticText(place, self._words.level(text.look.word).text)

    def _paint_groups(
        self, painter: QPainter, texts: Iterable[_Text], columns: Columns
    ) -> None:
        if not columns.group_width:
            return
        painter.setPen(self._colors["text2"])
        for text in texts:
            if text.line.grouping:
                word = self._words.cut(text.line.grouping, columns.group_width)
                place = QPointF(columns.group, text.baseline - self._ascent)
                painter.drawStaticText(place, word.text)

    def _paint_objects(
        self, painter: QPainter, texts: Iterable[_Text], columns: Columns
    ) -> None:
        """Names of objects; those that can be opened have a line under them."""
        if not columns.object_width:
            return
        links: list[tuple[float, float]] = []
        painter.setPen(self._colors["text"])
        for text in texts:
            if not text.line.object:
                continue
            word = self._words.cut(text.line.object, columns.object_width)
            place = QPointF(columns.object, text.baseline - self._ascent)
            painter.drawStaticText(place, word.text)
            if is_web_link(text.line.url):
                links.append((round(text.baseline) + 3.5, columns.object + word.width))
        if links:
            painter.setPen(self._underline)
        for y, end in links:
            painter.drawLine(QPointF(columns.object, y), QPointF(end, y))

    def _level_color(self, level: str, look: Look) -> QColor:
        if level in ("debug", "info"):
            return self._colors["text2"]
        return self._colors[look.token]

    def paint_placeholder(self, painter: QPainter, rect: QRectF, columns: Columns) -> None:
        """Draw a row that is not held on its ground: quiet bars, no words."""
        middle = rect.center().y() - 3
        for x, width in ((columns.time, 80.0), (columns.message, 180.0)):
            painter.fillRect(QRectF(x, middle, width, 6), self._colors["track"])
