"""The settings of a job: code and override side by side, saved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import InputErrors
from jobdesk.operations.overrides import conflicts, read_overrides
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error
from jobdesk.ui.jobs.admin_actions import SAVE, SETTINGS_CONTEXT
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.field_undo import FieldEditStep
from jobdesk.ui.jobs.override_fields import CODE_PX, NAME_PX, OverrideField, as_text
from jobdesk.ui.jobs.override_specs import GROUPS
from jobdesk.ui.jobs.save_bar import SaveBar
from jobdesk.ui.jobs.words import field_note, sentence
from jobdesk.ui.widgets.labels import hairline, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

_QUEUE_FIELDS = ("job_queues", "default_job_queue")


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
        self._queues: frozenset[str] = frozenset()
        self._wrong: dict[str, str] = {}
        self._refused: dict[str, tuple[Any, str]] = {}  # what the store said of a value
        self._is_saving = False
        self.fields: dict[str, OverrideField] = {}
        self.typed_edits = QUndoStack(self)
        self.bar = SaveBar()
        self._build()
        self.actions_here = ActionRegistry(self, SETTINGS_CONTEXT)
        self.actions_here.make(SAVE, self.save)
        self.bar.discard_requested.connect(self.discard)
        self.bar.save_requested.connect(self.save)
        self.bar.follow(self.typed_edits)
        self.typed_edits.indexChanged.connect(self._on_index_changed)

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
        area.setAccessibleName("Settings in code and overridden")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self.bar)

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

    def show_record(self, record: JobRecord) -> None:
        """Show a job; what is typed and not saved stays."""
        self._record = record
        for name, each in self.fields.items():
            if each.is_changed:
                continue
            stored = getattr(record, name) if name in record.overrides else None
            each.show_values(record.source_values.get(name), stored)
        self._check()

    def show_queues(self, names: Sequence[str]) -> None:
        """Offer the queues that there are."""
        self._queues = frozenset(names)
        for name in _QUEUE_FIELDS:
            self.fields[name].offer(names)
        self._check()

    @property
    def changed_fields(self) -> list[OverrideField]:
        """The fields that are not saved."""
        return [each for each in self.fields.values() if each.is_changed]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self._wrong)

    def typed(self) -> dict[str, Any] | None:
        """What is typed and not saved, fit for JSON; None when nothing is."""
        values, clear = self._asked()
        return {"values": values, "clear": clear} if values or clear else None

    def restore_typed(self, document: Mapping[str, Any]) -> None:
        """Type again what `typed` gave; fields that stand like that already are left alone."""
        wanted: dict[str, Any] = dict(document.get("values") or {})
        wanted.update(dict.fromkeys(document.get("clear") or ()))
        self.typed_edits.beginMacro("what was typed before")
        for name, value in wanted.items():
            field = self.fields.get(name)
            if field is not None and as_text(field.value) != as_text(value):
                self._push(field, field.value, value, is_typing=False)
        self.typed_edits.endMacro()
        if not self.changed_fields:
            self.typed_edits.clear()

    @Slot()
    def discard(self) -> None:
        """Take back all that was typed; undo brings it back."""
        changed = self.changed_fields
        if not changed:
            return
        self.typed_edits.beginMacro("discard")
        for each in changed:
            self._push(each, each.value, each.stored, is_typing=False)
        self.typed_edits.endMacro()

    @Slot()
    def save(self) -> None:
        """Write all changes in one step; wrong ones are said beside their fields."""
        changed = self.changed_fields
        if self._record is None or not changed or self._wrong or self._is_saving:
            return
        values, clear = self._asked()
        self._is_saving = True
        self._show_bar()
        self._commands.override(self._record.id, values, clear, self._on_saved, self._on_failed)

    def clear_all(self) -> None:
        """Let the code decide everything; saved like any change."""
        if self._record is None or not self._record.overrides:
            return
        self._commands.override(
            self._record.id, {}, self._record.overrides, self._on_saved, self._on_failed
        )

    def _asked(self) -> tuple[dict[str, Any], list[str]]:
        """What is typed: values to set, fields to give back to the code."""
        changed = self.changed_fields
        values = {one.spec.name: one.value for one in changed if one.value is not None}
        return values, [one.spec.name for one in changed if one.value is None]

    def _on_saved(self) -> None:
        self._is_saving = False
        for each in self.fields.values():
            each.settle()
        self.typed_edits.clear()  # from here on, undo of the saved edit takes it back
        self._check()

    def _on_failed(self, error: BaseException) -> None:
        self._is_saving = False
        if isinstance(error, InputErrors):
            for name, sentences in error.fields.items():
                if name in self.fields:
                    told = sentence(" ".join(sentences))
                    self._refused[name] = (self.fields[name].value, told)
        else:
            report_error(error)
        self._check()

    # Checking as it is typed

    def _check(self) -> None:
        """Hold what is typed against the rules and say what is wrong."""
        if self._record is None:
            return
        values, clear = self._asked()
        read, wrong = read_overrides(values, clear)
        if not wrong:
            wrong = conflicts(self._record, read, clear)
        self._wrong = {name: sentence(" ".join(said)) for name, said in wrong.items()}
        for name, (value, told) in self._refused.items():
            if self.fields[name].value == value and self.fields[name].is_changed:
                self._wrong.setdefault(name, told)
        for name, each in self.fields.items():
            each.show_error(self._wrong.get(name, ""))
            each.show_note(field_note(name, read.get(name), self._queues))
        self._show_bar()

    def _show_bar(self) -> None:
        changed = self.changed_fields
        reason = ""
        if self._wrong:
            name, told = next(iter(self._wrong.items()))
            reason = f"{self.fields[name].spec.title}: {told}"
        titles = [one.spec.title.lower() for one in changed]
        self.bar.show_changes(titles, reason, is_saving=self._is_saving)
        self.changes_changed.emit(len(changed))

    def _push(self, field: OverrideField, before: Any, after: Any, *, is_typing: bool) -> None:
        number = list(self.fields.values()).index(field)
        step = FieldEditStep(field, before, after, number=number, is_typing=is_typing)
        self.typed_edits.push(step)

    @Slot(object, object, bool)
    def _on_field_edited(self, before: Any, after: Any, is_typing: bool) -> None:
        field = self.sender()
        if isinstance(field, OverrideField):
            self._push(field, before, after, is_typing=is_typing)
            self._check()

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        del index
        if shiboken6.isValid(self.typed_edits):
            self._check()
