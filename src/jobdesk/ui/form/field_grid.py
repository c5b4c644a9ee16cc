"""Where the fields of a form stand: one or two columns, a wide one alone in its row."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QWidget

from jobdesk.ui.form.field import Field
from jobdesk.ui.widgets.focus import tab_into

_COLUMN_GAP = 20
_ROW_GAP = 8


class FieldGrid(QGridLayout):
    """Places fields; those whose place stays are left alone, so that a long form can grow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = 2
        self._known: list[Field] = []  # Tab leads through them in their order
        self._places: dict[Field, tuple[int, int, int]] = {}  # row, column, columns spanned
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(_COLUMN_GAP)
        self.setVerticalSpacing(_ROW_GAP)
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 1)

    def place(self, fields: Iterable[Field], columns: int) -> None:
        """Put the fields that are asked for into so many columns."""
        self.columns = columns
        fields = list(fields)
        self._lead_through(fields)
        self.setRowStretch(self.rowCount() - 1, 0)
        rows = rows_of([field for field in fields if field.is_asked], columns)
        wanted: dict[Field, tuple[int, int, int]] = {}
        for row, members in enumerate(rows):
            has_labels = not all(field.editor.has_own_label for field in members)
            for column, field in enumerate(members):
                field.label.setVisible(has_labels)
                wanted[field] = (row, column, 2 if columns == 1 or field.editor.is_wide else 1)
        for field in [f for f, place in self._places.items() if wanted.get(f) != place]:
            self.removeWidget(field)
        for field, (row, column, span) in wanted.items():
            if self._places.get(field) != (row, column, span):
                self.addWidget(field, row, column, 1, span)
        self._places = wanted
        self.setRowStretch(len(rows), 1)

    def _lead_through(self, fields: list[Field]) -> None:
        """Those that are built late come before what stands beside the form and was first."""
        known = set(self._known)
        for before, late in pairwise(fields if known else ()):
            if late not in known:
                tab_into(before, late)
        self._known = fields


def rows_of(fields: Sequence[Field], columns: int) -> list[list[Field]]:
    """The fields in rows, in order; a wide one has a row of its own."""
    rows: list[list[Field]] = []
    for field in fields:
        is_alone = columns == 1 or field.editor.is_wide
        last = rows[-1] if rows else None
        if not is_alone and last and len(last) < columns and not last[0].editor.is_wide:
            last.append(field)
        else:
            rows.append([field])
    return rows
