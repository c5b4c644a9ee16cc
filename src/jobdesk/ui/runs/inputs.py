"""What a run was given."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.runs.words import limits_sentence, not_kept_words, size_text
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.section import EmptyState

_NAME_PX = 200
_MOST_PARTS = 100  # of a list that are named; a line has no room for more
_MOST_CHARS = 2_000


class InputsPage(QWidget):
    """The values of each field, and how the run was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._record: ResultRecord | None = None
        self._facts: object = None  # what is shown
        self._labels: Mapping[str, str] = {}
        self._names: Mapping[str, str] = {}  # of objects of the inventory, by key
        self.values = Facts(_NAME_PX)
        self.options = Facts(_NAME_PX)
        self.copy = button("Copy as JSON", icon="action/copy", tip="Copy all inputs")
        self.copy.clicked.connect(self._on_copy)
        self.empty = EmptyState()
        tools = QHBoxLayout()
        tools.addWidget(label("Inputs", "section"))
        tools.addStretch(1)
        tools.addWidget(self.copy)
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 12, 20, 20)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self.values)
        column.addSpacing(6)
        column.addWidget(hairline())
        column.addWidget(label("How it was asked for", "section"))
        column.addWidget(self.options)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName("Inputs")
        scroll.setObjectName("document")
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def show_run(self, record: ResultRecord, labels: Mapping[str, str]) -> None:
        """Show the inputs of a run; `labels` names the fields."""
        facts = (record.inputs, record.asked_by, record.options, record.worker, labels)
        if facts == self._facts:
            return
        self._facts = facts
        self._record, self._labels = record, labels
        if record.sensitive or record.inputs is None:
            self.empty.say(*not_kept_words(record))
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentIndex(0)
        self.values.clear()
        for name, value in record.inputs.items():
            self.values.add(labels.get(name, name), self._words(value))
        self._show_options(record)

    def name_objects(self, names: Mapping[str, str]) -> None:
        """Say what objects of the inventory are called, in the place of their keys."""
        self._names = names
        self._facts = None
        if self._record is not None:
            self.show_run(self._record, self._labels)

    def _words(self, value: Any) -> str:
        if isinstance(value, list) and self._names:
            return _listed(cast("list[object]", value), self._words)
        known = self._names.get(value) if isinstance(value, str) else None
        return known or value_text(value)

    def _show_options(self, record: ResultRecord) -> None:
        options = record.options
        self.options.clear()
        self.options.add("Queue", options.queue)
        self.options.add("Time limits", limits_sentence(record))
        if options.dry_run:
            self.options.add("Dry run", "yes")
        if options.profile:
            self.options.add("Profiling", "yes")
        asker = "" if record.asked_by is None else f", by run {record.asked_by}"
        self.options.add("Asked by", record.user + asker)
        self.options.add("Code", record.code_version or "unknown")
        if record.worker:
            self.options.add("Worker", record.worker)
        self.options.add("Id", record.id)

    @Slot()
    def _on_copy(self) -> None:
        if self._record is not None and self._record.inputs is not None:
            text = json.dumps(dict(self._record.inputs), indent=2, ensure_ascii=False)
            QGuiApplication.clipboard().setText(text)
            messages.show("Copied the inputs.")


def value_text(value: Any) -> str:
    """A stored input in words."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and {"name", "size"} <= value.keys():
        file = cast("Mapping[str, Any]", value)
        return f"{file['name']}, {size_text(float(file['size']))}"
    if isinstance(value, list):
        return _listed(cast("list[object]", value), value_text)
    if isinstance(value, str):
        return " ⏎ ".join(value[:_MOST_CHARS].splitlines())
    return json.dumps(value, ensure_ascii=False)


def _listed(parts: list[object], words: Callable[[object], str]) -> str:
    left = len(parts) - _MOST_PARTS
    more = [f"and {left:,} more"] * (left > 0)
    return ", ".join([*map(words, parts[:_MOST_PARTS]), *more]) or "empty"
