"""What overriding many jobs would do, as a table: job, field, before, after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.jobs.override_specs import FIELDS
from jobdesk.ui.jobs.words import count_of, sentence, value_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

if TYPE_CHECKING:
    from jobdesk.operations.bulk import BulkChange, BulkPreview

_TITLES = ("Job", "Field", "Before", "After")
_NO_PARENT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """The changes; cells are worked out when they are looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: tuple[BulkChange, ...] = ()

    def show_changes(self, changes: tuple[BulkChange, ...]) -> None:
        """Show other changes."""
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """The changes."""
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Job, field, before, after."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; what cannot be saved has an icon and its reason."""
        if not index.isValid():
            return None
        change, column = self.changes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(change, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return sentence(change.problem) or _cell(change, column)
        if not change.problem:
            return None
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return Theme.current().icon("x-circle-fill", "bad")
        if role == Qt.ItemDataRole.ForegroundRole and column == len(_TITLES) - 1:
            return Theme.current().color("bad")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _cell(change: BulkChange, column: int) -> str:
    if column == 0:
        return change.record.name
    if column == 1:
        return FIELDS[change.field].title
    if column == 2:
        return _words(change.field, change.before)
    after = _words(change.field, change.after)
    if change.problem:
        return f"{after}: {change.problem}"
    return f"{after}, as in code" if change.follows_code else after


def _words(field: str, value: Any) -> str:
    """A value where there is little room."""
    return value_words(field, value).removesuffix(" of the workspace")


class BulkPreviewPane(QWidget):
    """The table of changes and a line that counts them.

    Signals:
        leave_out_requested(): go on without the jobs that it cannot be saved for.
    """

    leave_out_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = PreviewModel()
        self.said = label("", "section")
        self.hint = label("", "cell", "text2", wrap=True)
        self.table = QTableView()
        self.table.setObjectName("previewTable")
        self.table.setAccessibleName("What would change")
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(Theme.current().size("field"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate((165, 140, 100)):
            header.resizeSection(column, width)
        self.leave_out = button("", "link")
        self.leave_out.clicked.connect(self.leave_out_requested)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.hint, 1)
        line.addWidget(self.leave_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(6)
        column.addWidget(self.said)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addStretch(0)  # without the table the words stay at the top
        self.show_nothing("")

    def show_nothing(self, reason: str) -> None:
        """There is nothing to preview."""
        self.model.show_changes(())
        self.said.setText("Preview")
        self.hint.setText(reason or "Change a field to see what it would do to each job.")
        self.table.hide()
        self.leave_out.hide()
        self.hint.show()

    def show_preview(self, seen: BulkPreview) -> None:
        """Show what would change."""
        self.model.show_changes(seen.changes)
        changes, jobs, bad = len(seen.changes), seen.changed_jobs, len(seen.problems)
        if not changes:
            self.show_nothing("Nothing changes: all of these jobs stand like this already.")
            return
        self.said.setText(f"{count_of(changes, 'change')} in {count_of(jobs, 'job')}")
        self.hint.setText(f"{count_of(bad, 'problem')} must be solved first." if bad else "")
        self.hint.setVisible(bool(bad))
        jobs_with = len({one.record.id for one in seen.problems})
        verb = f"Leave out {count_of(jobs_with, 'job')}"
        self.leave_out.setText(verb)
        self.leave_out.setAccessibleName(verb)
        self.leave_out.setVisible(jobs_with > 0)
        self.table.show()
