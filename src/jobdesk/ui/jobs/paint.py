"""How one row of the jobs table is painted: a single call per row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.jobs import columns
from jobdesk.ui.jobs.columns import last_run_age, last_run_look
from jobdesk.ui.jobs.flags import Flag
from jobdesk.ui.jobs.model import count_text
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.sparkline import Bar, paint_bars
from jobdesk.ui.widgets.status_label import paint_look
from jobdesk.ui.widgets.switch import paint_switch
from jobdesk.ui.widgets.tag import TagText, paint_tag, tag_size
from jobdesk.ui.widgets.times import duration_text

INSET_PX = 6  # between a column's edge and what it shows, as in the header
PAGE_PX = 20  # between the page's edge and what stands first
_EDGE_PX = 2
_TAG_GAP_PX = 6
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
    """Paints rows with the theme in use; knows fonts and heights, holds no state of a row."""

    history: Mapping[str, Sequence[Bar]] = field(default_factory=dict[str, Sequence[Bar]])
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def row_height(self) -> int:
        """Two lines of text and their air."""
        theme = Theme.current()
        lines = QFontMetrics(theme.font("rowTitle")).height()
        lines += QFontMetrics(theme.font("cell")).height()
        return max(theme.size("rowTwoLines"), lines + 12)

    def heading_height(self) -> int:
        """One line of text and its air."""
        theme = Theme.current()
        return max(theme.size("rowGroup"), QFontMetrics(theme.font("section")).height() + 12)

    def paint_heading(
        self, painter: QPainter, look: RowLook, group: Group, *, is_folded: bool
    ) -> None:
        """Caret, name, count."""
        theme = Theme.current()
        if look.is_selected or look.is_hovered:
            painter.fillRect(look.rect, _ground(look))
        left = look.cells[columns.NAME].left() + INSET_PX if columns.NAME in look.cells else 0
        caret = QRectF(look.rect.left() + 20 + INSET_PX, look.rect.center().y() - 5.5, 12, 12)
        glyph = "caret-right" if is_folded else "caret-down"
        paint_icon(painter, caret, glyph, theme.color("text2"))
        x = min(left, look.rect.left() + 46)
        ink = "bad" if group.is_broken else "text"
        x = _text(painter, x, look.rect, group.name, theme.font("section"), theme.color(ink))
        _text(
            painter,
            x + 9,
            look.rect,
            count_text(group),
            theme.font("cell"),
            theme.color("text2"),
        )

    def paint_job(self, painter: QPainter, look: RowLook, row: JobRow) -> None:
        """All cells of a job or broken file."""
        if look.is_selected or look.is_hovered:
            painter.fillRect(look.rect, _ground(look))
        if look.is_selected and look.is_active:
            edge = QRect(look.rect.left(), look.rect.top(), _EDGE_PX, look.rect.height())
            painter.fillRect(edge, Theme.current().color("accent"))
        for column, rect in look.cells.items():
            inner = rect.adjusted(INSET_PX, 0, -INSET_PX, 0)
            _CELLS[column](self, painter, inner, row, look)


def _ground(look: RowLook) -> QColor:
    token = "hover"
    if look.is_selected:
        token = "selected" if look.is_active else "selectedIdle"
    return Theme.current().color(token)


def _text(
    painter: QPainter, x: float, row: QRect, text: str, font: QFont, ink: QColor
) -> float:
    """Write one line in the middle of a row; returns where it ends."""
    painter.setFont(font)
    painter.setPen(ink)
    width = QFontMetrics(font).horizontalAdvance(text)
    painter.drawText(QRectF(x, row.top(), width + 2, row.height()), _MIDDLE, text)
    return x + width


def _two_lines(rect: QRect, first: QFont, second: QFont) -> tuple[QRect, QRect]:
    """The places of two lines, centred together."""
    upper, lower = QFontMetrics(first).height(), QFontMetrics(second).height()
    top = rect.top() + (rect.height() - upper - lower) // 2
    return (
        QRect(rect.left(), top, rect.width(), upper),
        QRect(rect.left(), top + upper, rect.width(), lower),
    )


def _elided(painter: QPainter, rect: QRect, text: str, style: str, token: str) -> None:
    theme = Theme.current()
    font = theme.font(style)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _MIDDLE, shown)


def switch_rect(cell: QRect) -> QRectF:
    """Where the switch stands in its cell."""
    width, height = Theme.current().token("size", "switchQuiet")
    left = cell.left() + PAGE_PX
    return QRectF(left, cell.center().y() - height / 2 + 0.5, width, height)


def run_rect(cell: QRect) -> QRect:
    """Where the run button stands in its cell."""
    side = Theme.current().size("button")
    return QRect(cell.center().x() - side // 2, cell.center().y() - side // 2, side, side)


def _paint_switch(
    _: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    if row.record is None:
        return
    cell = look.cells[columns.ENABLED]
    is_known = row.record.installed
    paint_switch(
        painter,
        switch_rect(cell),
        is_on=row.record.enabled,
        is_quiet=True,
        is_enabled=is_known,
    )
    if look.is_current and look.is_active:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Theme.current().color("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = switch_rect(cell).adjusted(-2.5, -2.5, 2.5, 2.5)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.restore()
    del rect


def _paint_name(
    _: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    theme = Theme.current()
    is_off = row.record is not None and not (row.record.enabled and row.record.installed)
    ink = "text2" if is_off else "text"
    if not row.subtitle:
        _elided(painter, rect, row.title, "rowTitle", ink)
        return
    upper, lower = _two_lines(rect, theme.font("rowTitle"), theme.font("cell"))
    _elided(painter, upper, row.title, "rowTitle", ink)
    _elided(painter, lower, row.subtitle, "cell", "bad" if row.is_broken else "text2")


def fitting_flags(flags: Sequence[Flag], width: int) -> tuple[list[Flag], int]:
    """As many flags as fit, and how many do not."""
    shown: list[Flag] = []
    x = 0
    for place, flag in enumerate(flags):
        needed = tag_size(TagText(flag.glyph, flag.word)).width()
        rest = len(flags) - place - 1
        room = width - (28 if rest else 0)
        if x + needed > room:
            return shown, len(flags) - place
        shown.append(flag)
        x += needed + _TAG_GAP_PX
    return shown, 0


def _paint_flags(
    _: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    shown, rest = fitting_flags(row.flags, rect.width())
    x = float(rect.left())
    for flag in shown:
        tag = TagText(flag.glyph, flag.word, flag.tone)
        size = tag_size(tag)
        place = QRectF(
            x, rect.center().y() - size.height() / 2 + 0.5, size.width(), size.height()
        )
        paint_tag(painter, place, tag, "canvas" if look.is_selected else "")
        x += size.width() + _TAG_GAP_PX
    if rest:
        theme = Theme.current()
        _text(painter, x, rect, f"+{rest}", theme.font("caption"), theme.color("text3"))


def _paint_last_run(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    if row.record is None:
        return
    state, age = last_run_look(row), last_run_age(row, self.now)
    if not age:
        paint_look(painter, QRectF(rect), state)
        return
    theme = Theme.current()
    upper, lower = _two_lines(rect, theme.font("label"), theme.font("cell"))
    paint_look(painter, QRectF(upper), state)
    _elided(painter, lower.adjusted(20, 0, 0, 0), age, "cell", "text2")


def _paint_history(
    self: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    bars = self.history.get(row.key, ())
    if row.record is None:
        return
    if not bars:
        _elided(painter, rect, "\N{EN DASH}", "cell", "text3")
        return
    width, height = _BARS_PX
    lower = QFontMetrics(Theme.current().font("cell")).height()
    top = rect.top() + (rect.height() - height - lower - 1) // 2
    paint_bars(painter, QRectF(rect.left(), top, min(width, rect.width()), height), bars)
    middle = sorted(bar.seconds for bar in bars)[len(bars) // 2]
    words = QRect(rect.left(), top + height + 1, rect.width(), lower)
    _elided(painter, words, f"median {duration_text(middle)}", "caption", "text2")


def _paint_queue(
    _: RowPainter, painter: QPainter, rect: QRect, row: JobRow, look: RowLook
) -> None:
    del look
    if row.record is not None:
        _elided(painter, rect, row.record.default_job_queue, "cell", "text")


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
_Cell = Callable[[RowPainter, QPainter, QRect, JobRow, RowLook], None]
_CELLS: Mapping[int, _Cell] = {
    columns.ENABLED: _paint_switch,
    columns.NAME: _paint_name,
    columns.FLAGS: _paint_flags,
    columns.LAST_RUN: _paint_last_run,
    columns.HISTORY: _paint_history,
    columns.QUEUE: _paint_queue,
    columns.RUN: _paint_run,
}
