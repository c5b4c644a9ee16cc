"""One line of a job's settings: the field, what the code says, and an override."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from jobdesk.ui.jobs.words import value_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role
from jobdesk.ui.widgets.switch import Switch

AS_IN_CODE = "as in code"
NAME_PX, CODE_PX, SHORT_PX = 180, 300, 150


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that may be overridden.

    Attributes:
        kind: text, seconds, flag, choice or names.
        note: what stands beside the editor.
    """

    name: str
    title: str
    kind: str
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()


GROUPS: tuple[tuple[str, tuple[FieldSpec, ...]], ...] = (
    (
        "Shown as",
        (
            FieldSpec("name", "Name", "text"),
            FieldSpec("grouping", "Group", "text"),
            FieldSpec("description", "Description", "text"),
            FieldSpec("hidden", "Hidden", "flag"),
        ),
    ),
    (
        "Runs",
        (
            FieldSpec("job_queues", "Queues", "names", "separated by commas"),
            FieldSpec("default_job_queue", "Default queue", "short"),
            FieldSpec(
                "soft_time_limit", "Soft limit", "seconds", "seconds; asks the job to stop"
            ),
            FieldSpec("time_limit", "Hard limit", "seconds", "seconds; ends the process"),
            FieldSpec("is_singleton", "One at a time", "flag"),
            FieldSpec(
                "singleton_policy",
                "A second run",
                "choice",
                choices=(("refuse", "is refused"), ("queue", "waits for the first")),
            ),
            FieldSpec("console_log_default", "Keep console output", "flag"),
        ),
    ),
    (
        "Inputs",
        (
            FieldSpec("has_sensitive_variables", "Inputs are secret", "flag"),
            FieldSpec("dryrun_default", "Dry run at first", "flag"),
            FieldSpec("approval_required", "Approval required", "flag"),
        ),
    ),
)


class OverrideField(QObject):
    """The widgets of one line and what was typed into them.

    Signals:
        edited(): it differs from what is stored, or no longer does.
    """

    edited = Signal()

    def __init__(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._stored: Any = None
        self._code: Any = None
        self._value: Any = None
        self._mark = _EditMark()
        self._title = label(spec.title, "body")
        self._in_code = ElidedLabel("", "body", "text2")
        self._reset = button("", "icon", icon="action/reset", tip=f"{spec.title}: as in code")
        self._error = label("", "cell", "bad", wrap=True)
        self._note = label(spec.note, "cell", "text2")
        self.editor = self._make_editor()
        self._title.setBuddy(self.editor)
        self._place(grid)
        self._reset.clicked.connect(self._on_reset_clicked)

    def _make_editor(self) -> QWidget:
        spec = self.spec
        if spec.kind == "flag":
            switch = Switch(spec.title)
            switch.clicked.connect(self._on_switch_clicked)
            return switch
        if spec.kind == "choice":
            combo = QComboBox()
            combo.setItemDelegate(QStyledItemDelegate(combo))
            combo.setAccessibleName(spec.title)
            combo.addItem(AS_IN_CODE, None)
            for value, words in spec.choices:
                combo.addItem(words, value)
            combo.activated.connect(self._on_combo_activated)
            return combo
        edit = QLineEdit()
        edit.setAccessibleName(spec.title)
        edit.setPlaceholderText(AS_IN_CODE)
        edit.textEdited.connect(self._on_text_edited)
        return edit

    def _place(self, grid: QGridLayout) -> None:
        row = grid.rowCount()
        line = QHBoxLayout()
        line.setSpacing(12)
        if self.spec.kind in ("seconds", "short", "choice"):
            self.editor.setFixedWidth(SHORT_PX)
        line.addWidget(self.editor, 0 if self.spec.kind not in ("text", "names") else 1)
        if self.spec.kind != "text":
            line.addWidget(self._note, 0)
        if self.spec.kind not in ("text", "names"):
            line.addStretch(1)
        grid.addWidget(self._mark, row, 0)
        grid.addWidget(self._title, row, 1)
        grid.addWidget(self._in_code, row, 2)
        grid.addLayout(line, row, 3)
        grid.addWidget(self._reset, row, 4)
        grid.addWidget(self._error, row + 1, 3)
        grid.setRowMinimumHeight(row, Theme.current().size("field") + 6)
        self._error.hide()

    # Values; None stands for "as in code"

    def show_values(self, code: Any, stored: Any) -> None:
        """Show what the code says and what is overridden (None: nothing)."""
        self._code, self._stored, self._value = code, stored, stored
        self._in_code.setText(value_words(self.spec.name, code))
        self._fill()
        self.show_error("")

    @property
    def is_changed(self) -> bool:
        """It is not as it is stored."""
        return _comparable(self._value) != _comparable(self._stored)

    @property
    def value(self) -> Any:
        """The override as typed; None when the code decides."""
        return self._value

    def discard(self) -> None:
        """Take back what was typed."""
        self._value = self._stored
        self._fill()
        self.show_error("")
        self.edited.emit()

    def settle(self) -> None:
        """What was typed is stored now."""
        self._stored = self._value
        self._fill()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the value."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setProperty("error", "true" if text else None)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(text)

    def _take(self, value: Any) -> None:
        self._value = value
        self._fill()
        self.show_error("")
        self.edited.emit()

    def _fill(self) -> None:
        is_set = self._value is not None
        if isinstance(self.editor, Switch):
            self.editor.set_dashed(not is_set)
            self.editor.setChecked(bool(self._value))
            self._note.setText(value_words("", bool(self._value)) if is_set else AS_IN_CODE)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findData(self._value)))
        elif isinstance(self.editor, QLineEdit) and self.editor.text() != _text(self._value):
            self.editor.setText(_text(self._value))
        self._title.setFont(Theme.current().font("section" if is_set else "body"))
        self._mark.set_on(self.is_changed)
        self._reset.setEnabled(is_set)
        token = "accentText" if is_set else "disabled"
        self._reset.setIcon(Theme.current().icon("action/reset", token))
        set_role(self._note, "text2")

    @Slot()
    def _on_switch_clicked(self) -> None:
        # From "as in code" the first click says the opposite of what the code says.
        self._take(not self._code if self._value is None else not self._value)

    @Slot()
    def _on_combo_activated(self) -> None:
        if isinstance(self.editor, QComboBox):
            self._take(self.editor.currentData())

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self._take(text or None)

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._take(None)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in cast("list[object]", value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _comparable(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else _text(value)


class _EditMark(QWidget):
    """An accent bar left of a field that is not saved yet."""

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False
        self.setFixedSize(3, 24)

    def set_on(self, on: bool) -> None:
        """Show or hide the bar."""
        self._is_on = on
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        if not self._is_on:
            return
        painter = QPainter(self)
        try:
            painter.fillRect(QRectF(self.rect()), Theme.current().color("accent"))
        finally:
            painter.end()
