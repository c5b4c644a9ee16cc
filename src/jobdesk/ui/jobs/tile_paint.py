"""How one tile is painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.jobs.columns import last_run_age, last_run_look
from jobdesk.ui.jobs.paint import RowLook, RowPainter, flag_tags, label_tag
from jobdesk.ui.jobs.rows import JobRow
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.sparkline import paint_bars
from jobdesk.ui.widgets.switch import paint_switch

GAP_PX = 12  # between tiles
LEAST_WIDTH_PX = 250
_AIR_PX = 12
_STAR_PX = 14
_LINE_GAP_PX = 6
_WORD_PX = 104  # of a state with its icon
_BARS_PX = (64, 15)


def tile_height(painter: RowPainter) -> int:
    """Title, description, tags, last run; and air."""
    lines = sum(painter.parts.height(style) for style in ("rowTitle", "cell", "label", "cell"))
    tags = Theme.current().size("tag") + _LINE_GAP_PX
    return lines + tags + _LINE_GAP_PX + 2 * _AIR_PX + GAP_PX


def card_rect(cell: QRect) -> QRect:
    """The card in its cell."""
    return cell.adjusted(0, 0, -GAP_PX, -GAP_PX)


def tile_parts(cell: QRect) -> dict[str, QRect]:
    """Where star, switch and run button stand in a cell."""
    inner = card_rect(cell).adjusted(_AIR_PX, _AIR_PX, -_AIR_PX, -_AIR_PX)
    width, height = Theme.current().token("size", "switchQuiet")
    side = Theme.current().size("button")
    run = QRect(inner.right() - side + 1, inner.bottom() - side + 1, side, side)
    return {
        "star": QRect(inner.right() - _STAR_PX + 1, inner.top() + 1, _STAR_PX, _STAR_PX),
        "run": run,
        "switch": QRect(
            run.left() - width - 10, run.center().y() - height // 2 + 1, width, height
        ),
    }


def paint_tile(self: RowPainter, painter: QPainter, look: RowLook, row: JobRow) -> None:
    """A card: name, what it does, its tags, how it went last, switch and run button."""
    cell = look.rect
    card = card_rect(cell)
    _paint_card(self, painter, card, look)
    parts, places = self.parts, tile_parts(cell)
    record = row.record
    inner = card.adjusted(_AIR_PX, _AIR_PX, -_AIR_PX, -_AIR_PX)
    line = QRect(inner.left(), inner.top(), inner.width() - _STAR_PX - 6, 0)
    line.setHeight(parts.height("rowTitle"))
    is_off = record is not None and not (record.enabled and record.installed)
    parts.write(painter, line, row.title, "rowTitle", "text2" if is_off else "text")
    line = QRect(inner.left(), line.bottom() + 1, inner.width(), parts.height("cell"))
    parts.write(painter, line, row.subtitle, "cell", "bad" if row.is_broken else "text2")
    tags = QRect(inner.left(), line.bottom() + 1 + _LINE_GAP_PX, inner.width(), 0)
    tags.setHeight(Theme.current().size("tag"))
    self.paint_tags(painter, tags, [*flag_tags(row), *map(label_tag, row.labels)], look)
    if record is None:
        return
    self.paint_star(painter, places["star"], is_set=row.key in self.favourites)
    _paint_last(self, painter, inner, row, places["switch"].left() - 8)
    _paint_controls(self, painter, row, places)


def _paint_card(self: RowPainter, painter: QPainter, card: QRect, look: RowLook) -> None:
    theme = Theme.current()
    is_marked = look.is_selected and look.is_active
    ground = "raised"
    if look.is_selected:
        ground = "selected" if look.is_active else "selectedIdle"
    elif look.is_hovered:
        ground = "hover"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2 if look.is_current else 1
    token = "accent" if is_marked or look.is_current else "line"
    painter.setPen(QPen(self.parts.color(token), width))
    painter.setBrush(self.parts.color(ground))
    radius = theme.radius("card")
    half = width / 2
    painter.drawRoundedRect(QRectF(card).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def _paint_last(
    self: RowPainter, painter: QPainter, inner: QRect, row: JobRow, right: int
) -> None:
    parts = self.parts
    lower = QRect(inner.left(), 0, max(0, right - inner.left()), parts.height("cell"))
    lower.moveBottom(inner.bottom())
    upper = QRect(lower.left(), 0, lower.width(), parts.height("label"))
    upper.moveBottom(lower.top() - 1)
    age = last_run_age(row, self.now)
    if not age:  # one line stands in the middle of the two, beside the switch
        upper.moveTop(upper.top() + (lower.bottom() - upper.bottom()) // 2)
    self.parts.paint_look(painter, upper, last_run_look(row))
    bars = tuple(self.history.get(row.key, ()))
    parts.write(painter, lower.adjusted(20, 0, 0, 0), age, "cell", "text2")
    width, height = _BARS_PX
    if bars and lower.width() - width >= _WORD_PX:
        place = QRectF(lower.right() - width, upper.center().y(), width, height)
        parts.paint(painter, place, ("bars", bars), lambda p, rect: paint_bars(p, rect, bars))


def _paint_controls(
    self: RowPainter, painter: QPainter, row: JobRow, places: dict[str, QRect]
) -> None:
    record = row.record
    if record is None:
        return
    is_on, is_known = record.enabled, record.installed

    def draw(inner: QPainter, around: QRectF) -> None:
        paint_switch(inner, around, is_on=is_on, is_quiet=True, is_enabled=is_known)

    switch = QRectF(places["switch"])
    self.parts.paint(painter, switch, ("switch", is_on, is_known), draw)
    place = QRectF(places["run"])
    token = "accentText" if record.runnable else "disabled"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(self.parts.color("lineStrong"), 1))
    painter.setBrush(self.parts.color("raised"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.restore()
    icon = place.adjusted(8, 8, -8, -8)
    paint_icon(painter, icon, "play-fill", self.parts.color(token))
