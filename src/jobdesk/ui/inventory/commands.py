"""What is done with the objects of a list: add, edit, change in bulk, delete, copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.inventory.desk.edit_records import Common, Edited, Impact
from jobdesk.inventory.desk.records import GridRow, KindShape, ObjectDetail, Value
from jobdesk.ui import messages
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.copying import TSV, rows_text
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.kind_list import KindList
from jobdesk.ui.inventory.questions import Asker

T = TypeVar("T")

MOST_AT_ONCE = 2000
"""Objects that are edited or deleted in one step."""


class InventoryCommands(QObject):
    """Works on what is selected in a grid. Main thread only.

    Signals:
        made(str): an object was added: its key.
    """

    made = Signal(str)

    def __init__(
        self, kind_list: KindList, asker: Asker, edits: InventoryEdits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._list = kind_list
        self._view = view = kind_list.grid
        self._asker = asker
        self._edits = edits
        self.shape: KindShape | None = None
        view.grid.edited.connect(self._on_cell_edited)

    # One value

    @Slot(str, str, object)
    def _on_cell_edited(self, key: str, name: str, given: object) -> None:
        shape, row = self.shape, self._view.grid.row(self._view.grid.row_of(key))
        if shape is None or row is None:
            return
        kind, columns = shape.kind, tuple(field.name for field in self._view.grid.fields)

        def done(edited: Edited) -> None:
            del edited
            work = partial(questions.rows, kind.label, columns, [key])
            self._asker.ask(self, f"row {key}", work, show)

        def show(rows: Sequence[GridRow]) -> None:
            if columns == tuple(field.name for field in self._view.grid.fields):
                self._view.grid.replace(rows)

        words = f"{kind.name} {row.name}"
        values = {name: given}
        failed = partial(self._refuse, key, name, row.name)
        self._edits.update(kind.label, key, words, values, row.version, done, failed)

    def _refuse(self, key: str, name: str, title: str, error: BaseException) -> None:
        """Say why a value is not saved, also where it stands while that is there."""
        grid = self._view.grid if shiboken6.isValid(self) else None
        if not isinstance(error, JobDeskError):
            if grid is not None:
                grid.forget(key, name)
            report_error(error)
            return
        words = str(error)
        if isinstance(error, InputErrors):
            words = " ".join(text for texts in error.fields.values() for text in texts)
        if grid is not None:
            grid.refuse(key, {name: words})
        messages.show_error(f"{title}: {words}")

    # Dialogs

    @Slot()
    def add(self) -> None:
        """Ask for a new object."""
        self._open_form(None)

    def _open_form(
        self,
        detail: ObjectDetail | None,
        *,
        copied: ObjectDetail | None = None,
        field: str = "",
        preset: dict[str, Value] | None = None,
    ) -> None:
        from jobdesk.ui.inventory.object_dialog import ObjectDialog

        if self.shape is None:
            return
        dialog = ObjectDialog(self.shape, detail, self._asker, self._edits, self._view.window())
        if copied is not None:
            dialog.copy_values(copied)
        if preset:
            dialog.preset(preset)
        if detail is None:
            dialog.saved.connect(self._on_made)
        dialog.show()
        if field:
            dialog.form.focus_field(field)

    @Slot(object)
    def _on_made(self, edited: Edited) -> None:
        self.made.emit(edited.keys[0])

    @Slot()
    def clone(self) -> None:
        """Ask for a new object with the values of the current one."""
        self._with_detail(self._open_copy)

    def _open_copy(self, detail: ObjectDetail) -> None:
        self._open_form(None, copied=detail)

    @Slot()
    def edit(self) -> None:
        """Edit the object, or all that are selected."""
        if self._view.selected_count() > 1:
            self._with_rows(self._edit_many)
        else:
            self._with_detail(self._open_form)

    @Slot(str)
    def edit_field(self, name: str) -> None:
        """Edit the current object, beginning with a field."""

        def open_(detail: ObjectDetail) -> None:
            self._open_form(detail, field=name)

        self._with_detail(open_)

    def _with_detail(self, use: Callable[[ObjectDetail], None]) -> None:
        row, shape = self._view.current_row(), self.shape
        if row is None or shape is None:
            return
        work = partial(questions.detail, shape.kind.label, row.key)
        self._asker.ask(self, "for a form", work, self._of_this_list(use))

    def _of_this_list(self, use: Callable[[T], None]) -> Callable[[T], None]:
        """An answer that comes when another list is shown is of no use."""
        kind = self.shape.kind.label if self.shape is not None else ""

        def take(found: T) -> None:
            if self.shape is not None and self.shape.kind.label == kind:
                use(found)

        return take

    def _with_rows(self, use: Callable[[Sequence[GridRow]], None]) -> None:
        """The selected objects, also those that were not read yet."""
        spans, query = self._view.spans(), self._list.query
        count = self._view.selected_count()
        if query is None or not count:
            return
        if count > MOST_AT_ONCE:
            messages.show_error(
                f"{count:,} objects are selected; {MOST_AT_ONCE:,} can be changed in one step. "
                "Narrow the list down, or select fewer."
            )
            return
        work = partial(questions.rows_between, query, spans)
        self._asker.ask(self, "selected rows", work, self._of_this_list(use))

    def _edit_many(self, rows: Sequence[GridRow]) -> None:
        shape = self.shape
        if shape is None or not rows:
            return
        versions = {row.key: row.version for row in rows}

        def open_(common: Sequence[Common]) -> None:
            from jobdesk.ui.inventory.bulk_dialog import BulkDialog

            BulkDialog(
                shape.kind, common, versions, self._asker, self._edits, self._view.window()
            ).show()

        work = partial(questions.common_values, shape.kind.label, list(versions))
        self._asker.ask(self, "common", work, open_)

    @Slot()
    def delete(self) -> None:
        """Ask whether the selected objects go, once it is counted what goes along."""
        self._with_rows(self._ask_deletion)

    def _ask_deletion(self, rows: Sequence[GridRow]) -> None:
        shape = self.shape
        if shape is None or not rows:
            return
        keys = [row.key for row in rows]

        def open_(impact: Impact) -> None:
            from jobdesk.ui.inventory.delete_dialog import DeleteDialog

            DeleteDialog(shape.kind, keys, impact, self._edits, self._view.window()).show()

        work = partial(questions.impact, shape.kind.label, keys)
        self._asker.ask(self, "impact", work, open_)

    # Copying

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows as a table."""
        self._copy(TSV)

    @Slot(QAction)
    def copy_as(self, action: QAction) -> None:
        """Copy them in the form of the entry."""
        self._copy(str(action.data()))

    def _copy(self, form: str) -> None:
        titles = [field.title for field in self._view.grid.fields]

        def done(rows: Sequence[GridRow]) -> None:
            QGuiApplication.clipboard().setText(rows_text(rows, titles, form))
            words = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
            messages.show(f"Copied {words}.")

        self._with_rows(done)

    @Slot()
    def copy_cell(self) -> None:
        """Copy the value where the keyboard is."""
        value = self._view.grid.value(self._view.currentIndex())
        if value is not None:
            QGuiApplication.clipboard().setText(value.text)
            messages.show("Copied the value.")
