"""FieldsView: values before and after on tinted grounds, long ones as a difference of lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.inventory.history.records import ChangeDetail, FieldDifference, TextLine
from jobdesk.ui.accessible import Role
from jobdesk.ui.changes.fields_model import FieldRow, FieldsModel
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.changes.words import NONE, after_words, before_words
from jobdesk.ui.theme import Theme

_LEFT_PX, _GAP_PX, _PADDING_PX = 20, 12, 6
_LABEL_SHARE, _LABEL_MOST_PX = 0.26, 220
_NUMBER_PX = 36
_TINTS = {"-": "badTint", "+": "okTint"}
_INKS = {"-": "bad", "+": "ok", " ": "text2"}


class FieldsView(PaintedRows):
    """Field, before, after; lines of long values in the type of code."""

    styles = ("cell", "rowTitle", "label", "section", "log", "caption")
    row_size = "rowList"

    def __init__(self) -> None:
        self.fields = FieldsModel()
        super().__init__("Fields of the change")
        self.setModel(self.fields)

    def show_detail(self, found: ChangeDetail | None, *, only_changed: bool) -> None:
        """Show the fields of an entry; None: there is none."""
        self.fields.show_detail(found, only_changed=only_changed)
        self._set_heights()
        self.scrollToTop()

    def measure(self) -> None:
        """Lines of code are lower than fields."""
        super().measure()
        self._set_heights()

    def _set_heights(self) -> None:
        lines, height = self.verticalHeader(), int(self.pen.height("log")) + 5
        for row, one in enumerate(self.fields.rows):
            if one.line is not None:
                lines.resizeSection(row, height)

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw a field or a line."""
        found = self.fields.rows[row]
        if found.line is not None:
            self._paint_line(painter, rect, found.line, look)
        elif found.is_title:
            room = QRectF(rect)
            room.setLeft(_LEFT_PX)
            self.pen.write(painter, room, found.field.label, "section", "text2")
        else:
            self._paint_field(painter, rect, found)

    def _paint_field(self, painter: QPainter, rect: QRectF, found: FieldRow) -> None:
        theme, field = Theme.current(), found.field
        columns = self.columns(rect)
        token = "text" if field.is_changed else "text2"
        self.pen.write(painter, columns[0], field.label, "cell", token)
        words = before_words(field), after_words(field)
        for column, text, tint in zip(columns[1:], words, ("badTint", "okTint"), strict=True):
            has_tint = field.is_changed and text != NONE
            self._paint_value(painter, column, text, tint if has_tint else "", field)
        painter.setPen(QPen(theme.color("line"), 1))
        bottom = rect.bottom() - 0.5
        painter.drawLine(int(_LEFT_PX), int(bottom), int(rect.right() - _LEFT_PX), int(bottom))

    def _paint_value(
        self, painter: QPainter, room: QRectF, text: str, tint: str, field: FieldDifference
    ) -> None:
        token = "text" if field.is_changed and text != NONE else "text2"
        if tint:
            width = min(self.pen.width(text, "cell") + 2 * _PADDING_PX, room.width())
            chip = QRectF(room.left() - _PADDING_PX, room.top() + 4, width, room.height() - 8)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Theme.current().color(tint))
            radius = Theme.current().radius("tag")
            painter.drawRoundedRect(chip, radius, radius)
        inner = room.adjusted(0, 0, -2 * _PADDING_PX, 0)
        self.pen.write(painter, inner, text, "cell", token)

    @staticmethod
    def columns(rect: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """Where field, before and after stand."""
        label = min(rect.width() * _LABEL_SHARE, _LABEL_MOST_PX)
        value = (rect.width() - 2 * _LEFT_PX - label - 2 * _GAP_PX) / 2
        first = QRectF(_LEFT_PX, rect.top(), label, rect.height())
        second = QRectF(first.right() + _GAP_PX, rect.top(), value, rect.height())
        third = QRectF(second.right() + _GAP_PX, rect.top(), value, rect.height())
        return first, second, third

    def _paint_line(
        self, painter: QPainter, rect: QRectF, line: TextLine, look: RowLook
    ) -> None:
        whole = rect.adjusted(_LEFT_PX, 0, -_LEFT_PX, 0)
        tint = _TINTS.get(line.sign, "sunken")
        if not look.is_selected:
            painter.fillRect(whole, Theme.current().color(tint))
        room, width = QRectF(whole), max(_NUMBER_PX, self.pen.width("00000", "log"))
        for number in (line.before_no, line.after_no):
            words = str(number) if number else ""
            left = room.left() + width - self.pen.width(words, "log")
            cell = QRectF(left, room.top(), width * 2, room.height())
            self.pen.write(painter, cell, words, "log", "text2")
            room.setLeft(room.left() + width)
        room.setLeft(room.left() + _GAP_PX)
        self.pen.write(painter, room, line.sign, "log", _INKS[line.sign])
        room.setLeft(room.left() + 2 * _GAP_PX)
        self.pen.write(painter, room, line.text, "log", "text")

    def current_field(self) -> FieldDifference | None:
        """The field that has the keyboard, or one of whose lines has."""
        row = self.current_row
        return self.fields.rows[row].field if 0 <= row < len(self.fields.rows) else None

    def text_of(self, rows: Sequence[int]) -> str:
        """Rows for the clipboard: field, before, after; lines of code as they are."""
        return "".join(f"{self.fields.rows[row].words}\n" for row in rows)


class FieldsHead(QWidget):
    """The titles over the columns of a view of fields."""

    accessible_role = Role.StaticText

    def __init__(self, view: FieldsView) -> None:
        super().__init__()
        self._view = view
        self.setAccessibleName("Field, before, after")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        view.installEventFilter(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As high as the head of a table."""
        return QSize(0, Theme.current().size("tableHead"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A scroll bar came or went: the columns have moved."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles where the columns are."""
        del event
        painter = QPainter(self)
        try:
            room = QRectF(0, 0, self._view.viewport().width(), self.height())
            for rect, title in zip(
                FieldsView.columns(room), ("Field", "Before", "After"), strict=True
            ):
                self._view.pen.write(painter, rect, title, "caption", "text2")
            painter.fillRect(
                QRectF(0, self.height() - 1, self.width(), 1), Theme.current().color("line")
            )
        finally:
            painter.end()
