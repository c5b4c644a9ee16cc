"""RunList: the entries of a run, painted; heads open and close."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from jobdesk.inventory.history.records import ChangeRow, KindCount
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.changes.run_model import RunModel
from jobdesk.ui.changes.words import WORDS, outline_words
from jobdesk.ui.theme import Theme

_LEFT_PX, _RIGHT_PX, _GAP_PX = 22, 20, 10
_CARET_PX, _ICON_PX = 11, 13


class _Kept(NamedTuple):
    """What the user looks at, while rows come."""

    current: tuple[KindCount, int] | None = None
    top: tuple[KindCount, int] | None = None
    offset: int = 0


class RunList(PaintedRows):
    """Kinds and their entries: icon, name, and what happened in a word at the right."""

    def __init__(self, model: RunModel) -> None:
        super().__init__("Changed objects")
        self._run_model = model
        self.setModel(model)
        self.seen.connect(model.need)
        model.modelReset.connect(self.forget_seen)
        model.growing.connect(self._on_growing)
        model.grown.connect(self._on_grown)
        self._kept = _Kept()

    @Slot()
    def _on_growing(self) -> None:
        top = max(0, self.rowAt(0))
        offset = top * self._row_px - self.verticalScrollBar().value()
        self._kept = _Kept(self._where(self.current_row), self._where(top), offset)

    @Slot()
    def _on_grown(self) -> None:
        """What was read and what was selected stays in its place."""
        kept, grouped = self._kept, self._run_model.grouped
        current = -1 if kept.current is None else grouped.row_of(*kept.current)
        if current >= 0:
            self.choose(current)
        top = -1 if kept.top is None else grouped.row_of(*kept.top)
        if top >= 0:
            self.updateGeometries()  # the bar has its new length
            self.verticalScrollBar().setValue(top * self._row_px - kept.offset)

    def _where(self, row: int) -> tuple[KindCount, int] | None:
        grouped = self._run_model.grouped
        if not 0 <= row < grouped.count:
            return None
        place = grouped.place(row)
        return grouped.kinds[place.kind], place.entry

    @property
    def _row_px(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def entry(self, row: int) -> ChangeRow | None:
        """The entry in a row; None for a head."""
        return self._run_model.grouped.entry(row)

    def toggle(self, row: int) -> None:
        """Open or close the kind whose head this row is."""
        grouped = self._run_model.grouped
        if grouped.head(row) is not None:
            kind = grouped.place(row).kind
            self._fold(kind, is_folded=not grouped.is_folded(kind))

    def _fold(self, kind: int, *, is_folded: bool) -> None:
        self._run_model.fold(kind, is_folded=is_folded)
        self.forget_seen()

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw a head or an entry."""
        del look
        grouped = self._run_model.grouped
        head = grouped.head(row)
        if head is not None:
            self._paint_head(painter, rect, head, grouped.is_folded(grouped.place(row).kind))
            return
        entry = grouped.entry(row)
        if entry is None:
            self._paint_bar(painter, rect)
        else:
            self._paint_entry(painter, rect, entry)

    def _paint_head(
        self, painter: QPainter, rect: QRectF, head: KindCount, is_folded: bool
    ) -> None:
        pen, words = self.pen, outline_words(head)
        caret = "caret-right" if is_folded else "caret-down"
        x = pen.picture(painter, rect.left() + _LEFT_PX, rect, caret, "text2", _CARET_PX)
        end = rect.right() - _RIGHT_PX - pen.width(words, "cell")
        room = QRectF(rect)
        room.setLeft(x + _GAP_PX - 2)
        room.setRight(end - _GAP_PX)
        x = pen.write(painter, room, head.kind, "section", "text")
        if head.is_unlogged:
            room.setLeft(x + _GAP_PX)
            pen.write(painter, room, "without an entry", "cell", "text2")
        room.setLeft(end)
        room.setRight(rect.right())
        pen.write(painter, room, words, "cell", "text2")

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: ChangeRow) -> None:
        pen = self.pen
        icon, token = Theme.current().token("icons", "names", "change", entry.action)
        word = WORDS[entry.action]
        x = rect.left() + _LEFT_PX + _CARET_PX + _GAP_PX
        x = pen.picture(painter, x, rect, icon, token, _ICON_PX)
        end = rect.right() - _RIGHT_PX - pen.width(word, "label")
        room = QRectF(rect)
        room.setLeft(x + _GAP_PX)
        room.setRight(end - _GAP_PX)
        x = pen.write(painter, room, entry.name, "rowTitle", "text")
        room.setLeft(x + _GAP_PX)
        pen.write(painter, room, entry.parent, "cell", "text2")
        room.setLeft(end)
        room.setRight(rect.right())
        pen.write(painter, room, word, "label", token)

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        """It is not read yet."""
        left = rect.left() + _LEFT_PX + _CARET_PX + _GAP_PX
        bar = QRectF(left, rect.center().y() - 4, min(160.0, rect.width() / 2), 8)
        painter.fillRect(bar, Theme.current().color("track"))

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a head opens or closes it."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle(self.rowAt(round(event.position().y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left closes a kind and goes to its head, Right opens it, Space does either."""
        grouped, row = self._run_model.grouped, self.current_row
        if row < 0 or event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            super().keyPressEvent(event)
            return
        place = grouped.place(row)
        is_head = grouped.head(row) is not None
        if event.key() == Qt.Key.Key_Left and not is_head:
            self.choose(grouped.head_of(place.kind))
        elif event.key() == Qt.Key.Key_Space:
            self.toggle(row)
        elif is_head:
            self._fold(place.kind, is_folded=event.key() == Qt.Key.Key_Left)
