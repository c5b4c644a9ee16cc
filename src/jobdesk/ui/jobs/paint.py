"""How one row of the jobs table is painted: a single call per row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.jobs import columns
from jobdesk.ui.jobs.columns import last_run_age, last_run_look
from jobdesk.ui.jobs.flags import Flag
from jobdesk.ui.jobs.groups_model import count_text
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.row_parts import RowParts
from jobdesk.ui.widgets.sparkline import Bar, paint_bars
from jobdesk.ui.widgets.switch import paint_switch
from jobdesk.ui.widgets.tag import TagText, paint_tag
from jobdesk.ui.widgets.times import duration_text

INSET_PX = 6  # between a column's edge and what it shows, as in the header
PAGE_PX = 20  # between the page's edge and what stands first
_EDGE_PX = 2
_TAG_GAP_PX = 6
_LABEL_SHOWN = 18  # characters
_STAR_PX = 14
_BARS_PX = (92, 15)


@dataclass(frozen=True, slots=True)
class RowLook:
    """The state in which a row is painted."""

    rect: QRect
    cells: Mapping[int, QRect]  # by column; hidden columns are absent
    is_selected: bool = False
    is_active: bool = True  # the window has the keyboard
    is_hovered: bool = False
    is_current: bool = False


@dataclass(slots=True)
class RowPainter:
    """Paints rows with the theme in use; knows fonts and heights, holds no state of a row.

    Attributes:
        history: durations of the last runs by the key of a row.
        favourites: the keys of jobs with a star.
        now: ages are counted from here.
        parts: what comes again and again; whoever changes the theme calls its `forget`.
    """

    history: Mapping[str, Sequence[Bar]] = field(default_factory=dict[str, Sequence[Bar]])
    favourites: Collection[str] = ()
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    parts: RowParts = field(default_factory=RowParts)

    def row_height(self) -> int:
        """Two lines of text and their air."""
        lines = self.parts.height("rowTitle") + self.parts.height("cell")
        return max(Theme.current().size("rowTwoLines"), lines + 12)

    def heading_height(self) -> int:
        """One line of text and its air."""
        return max(Theme.current().size("rowGroup"), self.parts.height("section") + 12)

    def paint_heading(
        self, painter: QPainter, look: RowLook, group: Group, *, is_folded: bool
    ) -> None:
        """Caret, name, count."""
        parts = self.parts
        if look.is_selected or look.is_hovered:
            painter.fillRect(look.rect, self._ground(look))
        beside = look.rect.left() + 46
        cell = look.cells.get(columns.NAME)
        left = cell.left() + INSET_PX if cell is not None else beside
        caret = QRectF(look.rect.left() + 20 + INSET_PX, look.rect.center().y() - 5.5, 12, 12)
        glyph = "caret-right" if is_folded else "caret-down"
        paint_icon(painter, caret, glyph, parts.color("text2"))
        x = min(left, beside)
        ink = "bad" if group.is_broken else "text"
        x = _text(painter, x, look.rect, group.name, parts.font("section"), parts.color(ink))
        words = count_text(group)
        _text(painter, x + 9, look.rect, words, parts.font("cell"), parts.color("text2"))

    def paint_job(self, painter: QPainter, look: RowLook, row: JobRow) -> None:
        """All cells of a job or broken file."""
        if look.is_selected or look.is_hovered:
            painter.fillRect(look.rect, self._ground(look))
        if look.is_selected and look.is_active:
            edge = QRect(look.rect.left(), look.rect.top(), _EDGE_PX, look.rect.height())
            painter.fillRect(edge, self.parts.color("accent"))
        for column, rect in look.cells.items():
            inner = rect.adjusted(INSET_PX, 0, -INSET_PX, 0)
            CELLS[column](self, painter, inner, row, look)

    def two_lines(self, rect: QRect, first: str, second: str) -> tuple[QRect, QRect]:
        """The places of two lines in these styles, centred together."""
        upper, lower = self.parts.height(first), self.parts.height(second)
        top = rect.top() + (rect.height() - upper - lower) // 2
        return (
            QRect(rect.left(), top, rect.width(), upper),
            QRect(rect.left(), top + upper, rect.width(), lower),
        )

    def paint_star(self, painter: QPainter, rect: QRect, *, is_set: bool) -> None:
        """Full for a favourite, else an outline that can be clicked."""
        glyph, token = ("star-fill", "warn") if is_set else ("star", "text3")
        self.parts.paint_icon(painter, QRectF(rect), glyph, token)

    def paint_tags(
        self, painter: QPainter, rect: QRect, tags: Sequence[TagText], look: RowLook
    ) -> None:
        """As many tags as fit, then how many more there are."""
        shown, rest = fitting_tags(tags, rect.width(), self.parts)
        x = float(rect.left())
        for tag in shown:
            _paint_tag(self.parts, painter, x, rect, tag, "canvas" if look.is_selected else "")
            x += self.parts.tag_size(tag).width() + _TAG_GAP_PX
        if rest:
            font, ink = self.parts.font("caption"), self.parts.color("text2")
            _text(painter, x, rect, f"+{rest}", font, ink)

    def _ground(self, look: RowLook) -> QColor:
        token = "hover"
        if look.is_selected:
            token = "selected" if look.is_active else "selectedIdle"
        return self.parts.color(token)


def _text(
    painter: QPainter, x: float, row: QRect, text: str, font: QFont, ink: QColor
) -> float:
    """Write one line in the middle of a row; returns where it ends."""
    painter.setFont(font)
    painter.setPen(ink)
    width = QFontMetrics(font).horizontalAdvance(text)
    painter.drawText(QRectF(x, row.top(), width + 2, row.height()), _MIDDLE, text)
    return x + width


def switch_rect(cell: QRect) -> QRectF:
    """Where the switch stands in its cell."""
    width, height = Theme.current().token("size", "switchQuiet")
    left = cell.left() + PAGE_PX
    return QRectF(left, cell.center().y() - height / 2 + 0.5, width, height)


def star_rect(cell: QRect) -> QRect:
    """Where the star stands in the cell of a name."""
    left = cell.right() - INSET_PX - _STAR_PX
    return QRect(left, cell.center().y() - _STAR_PX // 2, _STAR_PX, _STAR_PX)


def run_rect(cell: QRect) -> QRect:
    """Where the run button stands in its cell."""
    side = Theme.current().size("button")
    return QRect(cell.center().x() - side // 2, cell.center().y() - side // 2, side, side)


def _paint_switch(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del rect
    if row.record is None:
        return
    place = switch_rect(look.cells[columns.ENABLED])
    is_on, is_known = row.record.enabled, row.record.installed

    def draw(inner: QPainter, around: QRectF) -> None:
        paint_switch(inner, around, is_on=is_on, is_quiet=True, is_enabled=is_known)

    self.parts.paint(painter, place, ("switch", is_on, is_known), draw)
    if look.is_current and look.is_active:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.parts.color("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = place.adjusted(-2.5, -2.5, 2.5, 2.5)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.restore()


def _paint_name(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    is_favourite = row.key in self.favourites
    if is_favourite or (row.record is not None and (look.is_hovered or look.is_selected)):
        self.paint_star(painter, star_rect(look.cells[columns.NAME]), is_set=is_favourite)
        rect = rect.adjusted(0, 0, -_STAR_PX - 6, 0)
    is_off = row.record is not None and not (row.record.enabled and row.record.installed)
    ink = "text2" if is_off else "text"
    if not row.subtitle:
        self.parts.write(painter, rect, row.title, "rowTitle", ink)
        return
    upper, lower = self.two_lines(rect, "rowTitle", "cell")
    self.parts.write(painter, upper, row.title, "rowTitle", ink)
    ink = "bad" if row.is_broken else "text2"
    self.parts.write(painter, lower, row.subtitle, "cell", ink)


@lru_cache(maxsize=64)
def _tag_of(flag: Flag) -> TagText:
    return TagText(flag.glyph, flag.word, flag.tone)


def flag_tags(row: JobRow) -> list[TagText]:
    """The tags of a row's flags."""
    return [_tag_of(flag) for flag in row.flags]


@lru_cache(maxsize=256)
def label_tag(word: str) -> TagText:
    """The tag of a label; a long one is cut."""
    return TagText("tag", word if len(word) <= _LABEL_SHOWN else f"{word[: _LABEL_SHOWN - 1]}…")


def fitting_tags(
    tags: Sequence[TagText], width: int, parts: RowParts
) -> tuple[list[TagText], int]:
    """As many tags as fit, and how many do not."""
    shown: list[TagText] = []
    x = 0
    for place, tag in enumerate(tags):
        needed = parts.tag_size(tag).width()
        rest = len(tags) - place - 1
        room = width - (28 if rest else 0)
        if x + needed > room:
            return shown, len(tags) - place
        shown.append(tag)
        x += needed + _TAG_GAP_PX
    return shown, 0


def _paint_flags(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    self.paint_tags(painter, rect, flag_tags(row), look)


def _paint_labels(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    self.paint_tags(painter, rect, [label_tag(word) for word in row.labels], look)


def _paint_tag(
    parts: RowParts, painter: QPainter, x: float, row: QRect, tag: TagText, ground: str
) -> None:
    size = parts.tag_size(tag)
    top = row.center().y() - size.height() / 2 + 0.5
    place = QRectF(x, top, size.width(), size.height())

    def draw(inner: QPainter, rect: QRectF) -> None:
        paint_tag(inner, rect, tag, ground)

    parts.paint(painter, place, ("tag", tag, ground), draw)


def _paint_last_run(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    if row.record is None:
        return
    state, age = last_run_look(row), last_run_age(row, self.now)
    if not age:
        self.parts.paint_look(painter, rect, state)
        return
    upper, lower = self.two_lines(rect, "label", "cell")
    self.parts.paint_look(painter, upper, state)
    self.parts.write(painter, lower.adjusted(20, 0, 0, 0), age, "cell", "text2")


def _paint_history(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    bars = self.history.get(row.key, ())
    if row.record is None:
        return
    if not bars:
        self.parts.write(painter, rect, "\N{EN DASH}", "cell", "text3")
        return
    width, height = _BARS_PX
    lower = self.parts.height("cell")
    top = rect.top() + (rect.height() - height - lower - 1) // 2
    place = QRectF(rect.left(), top, min(width, rect.width()), height)

    def draw(inner: QPainter, around: QRectF) -> None:
        paint_bars(inner, around, bars)

    self.parts.paint(painter, place, ("bars", tuple(bars)), draw)
    middle = sorted(bar.seconds for bar in bars)[len(bars) // 2]
    words = QRect(rect.left(), top + height + 1, rect.width(), lower)
    self.parts.write(painter, words, f"median {duration_text(middle)}", "caption", "text2")


def _paint_queue(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    if row.record is not None:
        self.parts.write(painter, rect, row.record.default_job_queue, "cell", "text")


def _paint_source(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    self.parts.write(painter, rect, row.source, "cell", "text2")


def _paint_path(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    if row.record is not None:
        self.parts.write(painter, rect, row.record.class_path, "cell", "text2")


def _paint_run(
    _: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del rect
    if row.record is None or not (look.is_selected or look.is_hovered):
        return
    theme = Theme.current()
    place = QRectF(run_rect(look.cells[columns.RUN]))
    token = "accentText" if row.record.runnable else "disabled"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("lineStrong"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.restore()
    paint_icon(painter, place.adjusted(8, 8, -8, -8), "play-fill", theme.color(token))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Cell = Callable[[RowPainter, QPainter, QRect, JobRow, RowLook], None]
CELLS: Mapping[int, Cell] = {
    columns.ENABLED: _paint_switch,
    columns.NAME: _paint_name,
    columns.FLAGS: _paint_flags,
    columns.LABELS: _paint_labels,
    columns.LAST_RUN: _paint_last_run,
    columns.HISTORY: _paint_history,
    columns.QUEUE: _paint_queue,
    columns.SOURCE: _paint_source,
    columns.PATH: _paint_path,
    columns.RUN: _paint_run,
}
