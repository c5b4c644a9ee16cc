"""GridModel: a window onto a list of any length; rows that are not read yet are grey bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from jobdesk.inventory.desk.records import PAGE, FieldInfo, FieldType, GridPage, GridRow, Value
from jobdesk.ui.inventory.cells import LOOK_ROLE
from jobdesk.ui.inventory.looks import CellLook, cell_look, is_right
from jobdesk.ui.widgets.long_texts import tip_of

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_MOST_PAGES = 60
_COMPARED = 60  # rows
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_INLINE = frozenset(FieldType) - {
    FieldType.LONG,
    FieldType.JSON,
    FieldType.REFERENCES,
    FieldType.CHOICES,
    FieldType.END,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a cell: as the inventory takes it, and for people."""

    given: object
    words: str


class GridModel(QAbstractTableModel):
    """Rows of one kind.

    Signals:
        page_wanted(int): this page is looked at and not here.
        edited(str, str, object): a value was typed: key of the object, field, value.
    """

    page_wanted = Signal(int)
    edited = Signal(str, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[FieldInfo, ...] = ()
        self._title = ""
        self._count = 0
        self._pages: dict[int, tuple[GridRow, ...]] = {}
        self._stale: set[int] = set()
        self._typed: dict[tuple[str, str], object] = {}  # what is being saved, or refused
        self._problems: dict[tuple[str, str], str] = {}

    # What is shown

    @property
    def fields(self) -> tuple[FieldInfo, ...]:
        """The columns."""
        return self._fields

    def begin(self, fields: Sequence[FieldInfo], title: str) -> None:
        """Show another list; its rows come page by page."""
        self.beginResetModel()
        self._fields = tuple(fields)
        self._title = title
        self._pages, self._stale = {}, set()
        self._count = 0
        self._typed, self._problems = {}, {}
        self.endResetModel()

    def take(self, page: GridPage) -> None:
        """Some rows were read."""
        number, rows = page.start // PAGE, page.rows
        if not number and not rows and not self._count:
            return
        self._pages[number] = rows
        self._stale.discard(number)
        end = page.start + len(rows)
        if end > self._count:
            self._grow(end)
        elif len(rows) < PAGE and end < self._count:
            self._shrink(end)
        for key in [key for key in self._typed if key not in self._problems]:
            del self._typed[key]
        self._forget_far(number)
        if rows and self._fields:
            last = self.index(end - 1, len(self._fields) - 1)
            self.dataChanged.emit(self.index(page.start, 0), last)

    def take_total(self, total: int) -> None:
        """This many rows there are."""
        if total > self._count:
            self._grow(total)
        elif total < self._count:
            self._shrink(total)

    def _grow(self, count: int) -> None:
        self.beginInsertRows(_NO_PARENT, self._count, count - 1)
        self._count = count
        self.endInsertRows()

    def _shrink(self, count: int) -> None:
        self.beginRemoveRows(_NO_PARENT, count, self._count - 1)
        self._count = count
        self._pages = {at: rows for at, rows in self._pages.items() if at * PAGE < count}
        self.endRemoveRows()

    def _forget_far(self, number: int) -> None:
        if len(self._pages) > _MOST_PAGES:
            farthest = max(self._pages, key=lambda at: abs(at - number))
            del self._pages[farthest]

    def make_stale(self) -> None:
        """All may be other by now: what is looked at is read again, and shown meanwhile."""
        self._stale = set(self._pages)

    def want_seen(self, first: int, last: int) -> None:
        """Ask for the stale pages among these rows."""
        for number in range(first // PAGE, last // PAGE + 1):
            if number in self._stale or (number not in self._pages and last < self._count):
                self.page_wanted.emit(number)  # stale until it is read: a wish may be dropped

    # Rows

    def row(self, at: int) -> GridRow | None:
        """The row there, when it was read."""
        rows = self._pages.get(at // PAGE)
        place = at % PAGE
        return rows[place] if rows is not None and 0 <= place < len(rows) else None

    def longest(self, column: int, most: int) -> list[int]:
        """Of the first rows that are here some with the most letters in a column.

        Args:
            column: its place.
            most: how many.
        """
        first = min(self._pages, default=0) * PAGE  # who was led to an object has none before
        rows = range(first, min(self._count, first + _COMPARED))
        return nlargest(most, rows, key=lambda at: self._letters(at, column))

    def _letters(self, at: int, column: int) -> int:
        row = self.row(at)
        return len(row.cells[column].text) if row and column < len(row.cells) else 0

    def row_of(self, key: str) -> int:
        """Where an object stands among the rows that were read; -1 when it does not."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.key == key:
                    return number * PAGE + place
        return -1

    def field(self, column: int) -> FieldInfo | None:
        """The field of a column."""
        return self._fields[column] if 0 <= column < len(self._fields) else None

    def value(self, index: _Index) -> Value | None:
        """What an object has in a field."""
        row = self.row(index.row())
        if row is None or not 0 <= index.column() < len(row.cells):
            return None
        return row.cells[index.column()]

    # Edits

    def typed(self, index: _Index) -> object | None:
        """What somebody typed there and is not saved."""
        place = self._place(index)
        return self._typed.get(place) if place is not None else None

    def problem(self, index: _Index) -> str:
        """Why what was typed there is refused."""
        place = self._place(index)
        return self._problems.get(place, "") if place is not None else ""

    def refuse(self, key: str, problems: Mapping[str, str]) -> None:
        """What was typed is not saved, for these reasons by field; it stays to be changed."""
        for name, words in problems.items():
            self._problems[key, name] = words
        self._touch(key)

    def forget(self, key: str, name: str) -> None:
        """Nothing is typed there any more."""
        self._typed.pop((key, name), None)
        self._problems.pop((key, name), None)
        self._touch(key)

    def replace(self, rows: Iterable[GridRow]) -> None:
        """Show these objects as they are now."""
        for row in rows:
            at = self.row_of(row.key)
            if at >= 0:
                held = list(self._pages[at // PAGE])
                held[at % PAGE] = row
                self._pages[at // PAGE] = tuple(held)
                for place in [one for one in self._typed if one[0] == row.key]:
                    del self._typed[place]
                self._touch(row.key)

    def _place(self, index: _Index) -> tuple[str, str] | None:
        row, field = self.row(index.row()), self.field(index.column())
        return None if row is None or field is None else (row.key, field.name)

    def _touch(self, key: str) -> None:
        at = self.row_of(key)
        if at >= 0:
            last = self.index(at, len(self._fields) - 1)
            self.dataChanged.emit(self.index(at, 0), last)

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """As many as are known."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The fields that are shown."""
        return 0 if parent.isValid() else len(self._fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        field = self.field(section)
        if orientation != Qt.Orientation.Horizontal or field is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return field.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if is_right(field) else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{field.title} ({field.name}). Click to sort."
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A value that a person sets can be edited where it stands."""
        known = super().flags(index)
        field = self.field(index.column())
        is_inline = field is not None and field.is_editable and field.type in _INLINE
        return known | Qt.ItemFlag.ItemIsEditable if is_inline else known

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        row, field = self.row(index.row()), self.field(index.column())
        if field is None:
            return None
        if row is None:
            if role == LOOK_ROLE:
                self.page_wanted.emit(index.row() // PAGE)
            return None
        if role == LOOK_ROLE:
            return self._look(row, index.column(), field)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._look(row, index.column(), field).words
        if role == Qt.ItemDataRole.ToolTipRole:
            problem = self._problems.get((row.key, field.name), "")
            return problem or tip_of(row.cells[index.column()].text) or None
        return None

    def _look(self, row: GridRow, column: int, field: FieldInfo) -> CellLook:
        place = (row.key, field.name)
        typed = self._typed.get(place)
        if typed is not None:
            words = typed if isinstance(typed, str) else str(typed)
            return CellLook(words, is_quiet=True, problem=self._problems.get(place, ""))
        value = row.cells[column] if column < len(row.cells) else Value()
        return cell_look(field, value, is_title=field.name == self._title)

    def setData(
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take what was typed; it is shown quietly until it is saved."""
        place = self._place(index)
        if role != Qt.ItemDataRole.EditRole or place is None or not isinstance(value, Typed):
            return False
        self._typed[place] = value.words
        self._problems.pop(place, None)
        self._touch(place[0])
        self.edited.emit(*place, value.given)
        return True
