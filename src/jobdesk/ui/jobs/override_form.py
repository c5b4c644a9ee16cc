"""The settings of a job: code and override side by side, saved together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import InputErrors
from jobdesk.ui.background import report_error
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.override_fields import CODE_PX, GROUPS, NAME_PX, OverrideField
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord


class OverrideForm(QWidget):
    """Every field that may be overridden, and the bar that saves them.

    Signals:
        changes_changed(int): how many fields are not saved.
    """

    changes_changed = Signal(int)

    def __init__(self, commands: JobCommands) -> None:
        super().__init__()
        self._commands = commands
        self._record: JobRecord | None = None
        self.fields: dict[str, OverrideField] = {}
        self._build()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("plain")
        grid = QGridLayout(inner)
        grid.setContentsMargins(13, 12, 28, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(1, NAME_PX)
        grid.setColumnMinimumWidth(2, CODE_PX)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 3)
        grid.addWidget(label("In code", "label", "text2"), 0, 2)
        head = QHBoxLayout()
        head.addWidget(label("Override", "label", "text2"))
        head.addStretch(1)
        head.addWidget(label("typing here sets it, the arrow clears it", "cell", "text2"))
        grid.addLayout(head, 0, 3)
        for title, specs in GROUPS:
            self._add_group(grid, inner, title, specs)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self._build_bar())

    def _add_group(self, grid: QGridLayout, inner: QWidget, title: str, specs: Any) -> None:
        row = grid.rowCount()
        grid.setRowMinimumHeight(row, 8)
        grid.addWidget(hairline(), row + 1, 1, 1, 4)
        heading = label(title, "section")
        heading.setContentsMargins(0, 12, 0, 6)
        grid.addWidget(heading, row + 2, 1, 1, 4)
        for spec in specs:
            made = OverrideField(spec, grid, inner)
            made.edited.connect(self._on_field_edited)
            self.fields[spec.name] = made

    def _build_bar(self) -> QWidget:
        self._bar = QFrame()
        self._bar.setObjectName("dialogFooter")
        self._said = label("", "section")
        self._named = label("", "cell", "text2")
        discard = button("Discard")
        self._save = button("Save", "primary", tip="Save (Ctrl+S)")
        discard.clicked.connect(self.discard)
        self._save.clicked.connect(self.save)
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(28, 10, 28, 10)
        line.setSpacing(10)
        line.addWidget(self._said)
        line.addWidget(self._named, 1)
        line.addWidget(discard)
        line.addWidget(self._save)
        self._bar.hide()
        return self._bar

    def show_record(self, record: JobRecord) -> None:
        """Show a job; what is typed and not saved stays."""
        self._record = record
        for name, each in self.fields.items():
            if each.is_changed:
                continue
            stored = getattr(record, name) if name in record.overrides else None
            each.show_values(record.source_values.get(name), stored)
        self._show_bar()

    @property
    def changed_fields(self) -> list[OverrideField]:
        """The fields that are not saved."""
        return [each for each in self.fields.values() if each.is_changed]

    @Slot()
    def discard(self) -> None:
        """Take back all that was typed."""
        for each in self.changed_fields:
            each.discard()

    @Slot()
    def save(self) -> None:
        """Write all changes in one step; wrong ones are said beside their fields."""
        changed = self.changed_fields
        if self._record is None or not changed:
            return
        values = {one.spec.name: one.value for one in changed if one.value is not None}
        clear = [one.spec.name for one in changed if one.value is None]
        self._save.setEnabled(False)
        self._commands.override(self._record.id, values, clear, self._on_saved, self._on_failed)

    def clear_all(self) -> None:
        """Let the code decide everything; saved like any change."""
        if self._record is None or not self._record.overrides:
            return
        self._commands.override(
            self._record.id, {}, self._record.overrides, self._on_saved, self._on_failed
        )

    def _on_saved(self) -> None:
        self._save.setEnabled(True)
        for each in self.fields.values():
            each.settle()
        self._show_bar()

    def _on_failed(self, error: BaseException) -> None:
        self._save.setEnabled(True)
        if not isinstance(error, InputErrors):
            report_error(error)
            return
        for name, sentences in error.fields.items():
            if name in self.fields:
                self.fields[name].show_error(" ".join(sentences))

    @Slot()
    def _on_field_edited(self) -> None:
        self._show_bar()

    def _show_bar(self) -> None:
        changed = self.changed_fields
        number = len(changed)
        self._bar.setVisible(bool(changed))
        self._said.setText(f"{number} change{'s' if number != 1 else ''} not saved")
        self._named.setText(", ".join(one.spec.title.lower() for one in changed))
        self.changes_changed.emit(number)
