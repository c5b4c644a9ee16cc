"""FieldsModel: the fields of one entry as rows: before and after, long ones line by line."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.inventory.history.records import ChangeDetail, FieldDifference, TextLine
from jobdesk.ui.changes.words import field_words
from jobdesk.ui.widgets.long_texts import tip_of

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class FieldRow(NamedTuple):
    """A field, the title above its lines, or one of its lines."""

    field: FieldDifference
    line: TextLine | None = None
    is_title: bool = False

    @property
    def words(self) -> str:
        """As one line of text."""
        if self.line is not None:
            return f"{self.line.sign} {self.line.text}"
        return self.field.label if self.is_title else field_words(self.field)


class FieldsModel(QAbstractTableModel):
    """First all fields, then the long ones once more, with their lines."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FieldRow, ...] = ()

    def show_detail(self, found: ChangeDetail | None, *, only_changed: bool) -> None:
        """Show the fields of an entry; None: there is none."""
        self.beginResetModel()
        self.rows = () if found is None else _rows_of(found, only_changed=only_changed)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Fields and lines."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.rows[index.row()]
            return None if row.line is not None else _tip(row.field)
        return self.rows[index.row()].words if role in _TEXT_ROLES else None


def _tip(field: FieldDifference) -> str:
    """The values, which a row may cut."""
    before, after = tip_of(field.before or "nothing"), tip_of(field.after or "nothing")
    return f"{field.label}\nBefore: {before}\nAfter: {after}"


def _rows_of(found: ChangeDetail, *, only_changed: bool) -> tuple[FieldRow, ...]:
    fields = found.changed if only_changed else found.fields
    rows = [FieldRow(one) for one in fields]
    for one in fields:
        if one.lines:
            rows.append(FieldRow(one, is_title=True))
            rows += [FieldRow(one, line) for line in one.lines]
    return tuple(rows)
