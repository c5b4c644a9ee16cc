"""HookForm: all that a person says of a job hook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from jobdesk.models.hook_records import Batching, HookFields
from jobdesk.models.records import JobRecord
from jobdesk.operations.hooks import DEEPEST
from jobdesk.ui.hooks.conditions import ConditionsField
from jobdesk.ui.hooks.job_field import JobField
from jobdesk.ui.hooks.sheet import Sheet
from jobdesk.ui.hooks.types_field import TypesField

NEW = HookFields("", (), None)
_ACTIONS = (("on_create", "created"), ("on_update", "updated"), ("on_delete", "deleted"))


class HookForm(Sheet):
    """The fields of one hook.

    Signals:
        edited(): a person changed something.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._enabled = True
        self._is_filling = False
        self.name = QLineEdit()
        self.name.setAccessibleName("Name")
        self.types = TypesField("Objects")
        self.checks = {name: QCheckBox(f"is {word}") for name, word in _ACTIONS}
        self.job = JobField("Job")
        self.conditions = ConditionsField()
        self.batching = QComboBox()
        self.batching.setAccessibleName("Runs")
        self.batching.addItem("One run for each change", Batching.EACH)
        self.batching.addItem("One run for all changes of a run or edit", Batching.CONTEXT)
        self.chain = QComboBox()
        self.chain.setAccessibleName("Chains")
        self.chain.addItem("Not for what runs of hooks change", 0)
        for depth in range(1, DEEPEST + 1):
            deep = "one hook" if depth == 1 else f"up to {depth} hooks in a row"
            self.chain.addItem(f"Also for what {deep} changed", depth)
        self._build()
        self._connect()

    def _build(self) -> None:
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(18)
        for check in self.checks.values():
            row.addWidget(check)
        row.addStretch(1)
        when.setFocusProxy(self.checks["on_create"])
        self.add("name", "Name", self.name)
        self.add("object_types", "Objects", self.types)
        self.add("actions", "When one", when)
        self.add("job", "Run job", self.job)
        self.add("conditions", "Only if", self.conditions)
        self.add("runs", "Runs", self.batching)
        self.add("max_depth", "Chains", self.chain)
        self.finish()

    def _connect(self) -> None:
        for signal in (
            self.name.textEdited,
            self.types.edited,
            self.job.activated,
            self.conditions.edited,
            self.batching.activated,
            self.chain.activated,
            *(check.toggled for check in self.checks.values()),
        ):
            signal.connect(self._on_edited)

    @Slot()
    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def offer(self, jobs: Sequence[JobRecord], labels: Sequence[str]) -> None:
        """The receivers, and the kinds of objects whose changes are kept."""
        self._is_filling = True
        self.job.offer(jobs)
        self.types.offer(labels)
        self._is_filling = False

    def show_fields(self, fields: HookFields) -> None:
        """Show a hook."""
        self._is_filling = True
        self._enabled = fields.enabled
        self.name.setText(fields.name)
        self.types.show_labels(fields.object_types)
        for name, check in self.checks.items():
            check.setChecked(bool(getattr(fields, name)))
        self.job.choose(fields.job_id)
        self.conditions.show_conditions(fields.conditions)
        self.batching.setCurrentIndex(self.batching.findData(fields.batching))
        self.chain.setCurrentIndex(self.chain.findData(fields.max_depth))
        self.show_errors({})
        self._is_filling = False

    def fields(self) -> HookFields:
        """What it says now."""
        flags: Mapping[str, bool] = {n: check.isChecked() for n, check in self.checks.items()}
        return HookFields(
            self.name.text(),
            self.types.labels,
            self.job.job_id,
            enabled=self._enabled,
            conditions=self.conditions.conditions(),
            batching=Batching(self.batching.currentData()),
            max_depth=self.chain.currentData(),
            **flags,
        )
