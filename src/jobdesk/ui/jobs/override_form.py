"""The settings of a job: code and override side by side, saved together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jobdesk.errors import InputErrors
from jobdesk.operations.overrides import conflicts, read_overrides
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error
from jobdesk.ui.jobs.admin_actions import SAVE, SETTINGS_CONTEXT
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.field_editors import as_text
from jobdesk.ui.jobs.fields_area import AreaWords, FieldsArea
from jobdesk.ui.jobs.override_fields import OverrideField
from jobdesk.ui.jobs.override_specs import QUEUE_FIELDS, FieldSpec
from jobdesk.ui.jobs.save_bar import SaveBar
from jobdesk.ui.jobs.words import field_note, sentence

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

_WORDS = AreaWords(
    "Settings in code and overridden",
    "In code",
    "Override",
    "typing here sets it, the arrow clears it",
    name_px=180,
    told_px=300,
)


class OverrideForm(QWidget):
    """Every field that may be overridden, and the bar that saves them.

    Signals:
        changes_changed(int): how many fields are not saved.
    """

    changes_changed = Signal(int)

    def __init__(
        self, commands: JobCommands, parent: QWidget | None = None, *, in_turns: bool = False
    ) -> None:
        """Build all fields, or begin to (`in_turns`, see `FieldsArea`)."""
        super().__init__(parent)
        self._commands = commands
        self._record: JobRecord | None = None
        self._queues: Mapping[str, str] = {}
        self._wrong: dict[str, str] = {}
        self._refused: dict[str, tuple[Any, str]] = {}  # what the store said of a value
        self._is_saving = False
        self._asked: dict[str, Any] = {}  # by field: what is being saved
        self.fields: dict[str, OverrideField] = {}
        self.area = FieldsArea(_WORDS, self._make_field, parent=self, in_turns=in_turns)
        self.typed_edits = self.area.edits
        self.bar = SaveBar(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.bar)
        self.actions_here = ActionRegistry(self, SETTINGS_CONTEXT)
        self.actions_here.make(SAVE, self.save)
        self.bar.discard_requested.connect(self.discard)
        self.bar.save_requested.connect(self.save)
        self.bar.follow(self.typed_edits)
        self.area.edited.connect(self._check)

    def _make_field(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> OverrideField:
        made = self.fields[spec.name] = OverrideField(spec, grid, parent)
        return made

    def show_record(self, record: JobRecord) -> None:
        """Show a job; what is typed and not saved stays."""
        self._record = record
        for name, each in self.fields.items():
            stored = getattr(record, name) if name in record.overrides else None
            each.show_values(record.source_values.get(name), stored)
        self._check()

    def show_queues(self, queues: Mapping[str, str]) -> None:
        """Offer the queues that there are, each with a note."""
        self._queues = queues
        for name in QUEUE_FIELDS:
            self.fields[name].offer(list(queues))
        self._check()

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self._wrong)

    def typed(self) -> dict[str, Any] | None:
        """What is typed and not saved, fit for JSON; None when nothing is."""
        values, clear = self.area.asked()
        return {"values": values, "clear": clear} if values or clear else None

    def restore_typed(self, document: Mapping[str, Any]) -> None:
        """Type again what `typed` gave; fields that stand like that already are left alone."""
        wanted: dict[str, Any] = dict(document.get("values") or {})
        wanted.update(dict.fromkeys(document.get("clear") or ()))
        others = [
            (self.fields[name], value)
            for name, value in wanted.items()
            if name in self.fields and as_text(self.fields[name].value) != as_text(value)
        ]
        self.area.change("what was typed before", others)
        if not self.area.changed:
            self.typed_edits.clear()

    @Slot()
    def discard(self) -> None:
        """Take back all that was typed; undo brings it back."""
        self.area.discard()

    @Slot()
    def save(self) -> None:
        """Write all changes in one step; wrong ones are said beside their fields."""
        if self._record is None or not self.area.changed or self._wrong or self._is_saving:
            return
        values, clear = self.area.asked()
        self._asked = {each.spec.name: each.value for each in self.area.changed}
        self._is_saving = True
        self._show_bar()
        self._commands.override(self._record.id, values, clear, self._on_saved, self._on_failed)

    def clear_all(self) -> None:
        """Let the code decide everything; saved like any change."""
        if self._record is None or not self._record.overrides:
            return
        self._commands.override(
            self._record.id, {}, self._record.overrides, self._on_cleared, report_error
        )

    def _on_cleared(self) -> None:
        self._check()  # what is typed was not saved with it

    def _on_saved(self) -> None:
        self._is_saving = False
        for name, value in self._asked.items():
            self.fields[name].settle(value)
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

    @Slot()
    def _check(self) -> None:
        """Hold what is typed against the rules and say what is wrong."""
        if self._record is None:
            return
        values, clear = self.area.asked()
        read, wrong = read_overrides(values, clear)
        wrong = conflicts(self._record, read, clear) | wrong
        self._wrong = {name: sentence(" ".join(said)) for name, said in wrong.items()}
        for name, (value, told) in self._refused.items():
            if self.fields[name].value == value and self.fields[name].is_changed:
                self._wrong.setdefault(name, told)
        for name, each in self.fields.items():
            each.show_error(self._wrong.get(name, ""))
            each.show_note(field_note(name, read.get(name), self._queues))
        self._show_bar()

    def _show_bar(self) -> None:
        changed = self.area.changed
        reason = ""
        if self._wrong:
            name, told = next(iter(self._wrong.items()))
            reason = f"{self.fields[name].spec.title}: {told}"
        titles = [one.spec.title.lower() for one in changed]
        self.bar.show_changes(titles, reason, is_saving=self._is_saving)
        self.changes_changed.emit(len(changed))
