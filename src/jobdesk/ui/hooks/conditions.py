"""ConditionsField: what must hold for a hook to fire, a line for each condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label


class ConditionLine(QWidget):
    """One condition: a field with its values, or an expression.

    Signals:
        edited(): it says something else now.
        removed(QWidget): take it away.
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, *, is_expression: bool, fields: Sequence[str]) -> None:
        super().__init__()
        self._is_expression = is_expression
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setAccessibleName("Field")
        typed = self.field.lineEdit()
        if typed is not None:
            typed.setAccessibleName("Field")
        self.field.addItems(list(fields))
        self.field.setCurrentText("")
        self.old, self.new, self.expression = QLineEdit(), QLineEdit(), QLineEdit()
        for line, name, hint in (
            (self.old, "From", "anything"),
            (self.new, "To", "anything"),
            (
                self.expression,
                "Expression",
                "after.name.startswith('ams') and 'status' in changed",
            ),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.textEdited.connect(self.edited)
        self.field.editTextChanged.connect(self.edited)
        remove = button("", "icon", icon="x", tip="Remove this condition")
        remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if is_expression:
            row.addWidget(self.expression, 1)
        else:
            row.addWidget(self.field, 3)
            row.addWidget(label("from", "cell", "text2"))
            row.addWidget(self.old, 2)
            row.addWidget(label("to", "cell", "text2"))
            row.addWidget(self.new, 2)
        row.addWidget(remove)
        self.setFocusProxy(self.expression if is_expression else self.field)

    def show_condition(self, condition: Mapping[str, Any]) -> None:
        """Show what a condition says."""
        self.expression.setText(str(condition.get("expression", "")))
        self.field.setCurrentText(str(condition.get("field", "")))
        self.old.setText(str(condition.get("from", "")))
        self.new.setText(str(condition.get("to", "")))

    def condition(self) -> dict[str, Any]:
        """What it says; a value that is left empty is any."""
        if self._is_expression:
            return {"expression": self.expression.text().strip()}
        said = {"field": self.field.currentText().strip()}
        for key, line in (("from", self.old), ("to", self.new)):
            if line.text():
                said[key] = line.text()
        return said

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self)


class ConditionsField(QWidget):
    """All conditions; without one each change fires.

    Signals:
        edited(): they say something else now.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ConditionLine] = []
        self._fields: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add_field = button("Add a field", "link")
        self.add_expression = button("Add an expression", "link")
        self.add_field.clicked.connect(self._on_add_field)
        self.add_expression.clicked.connect(self._on_add_expression)
        links = QHBoxLayout()
        links.setSpacing(14)
        links.addWidget(self.add_field)
        links.addWidget(self.add_expression)
        links.addStretch(1)
        self._column.addLayout(links)
        self.setFocusProxy(self.add_field)

    def offer(self, fields: Sequence[str]) -> None:
        """The fields of the chosen kinds of objects."""
        self._fields = tuple(fields)
        for line in self.lines:
            typed = line.field.currentText()
            line.field.blockSignals(True)
            line.field.clear()
            line.field.addItems(list(fields))
            line.field.setCurrentText(typed)
            line.field.blockSignals(False)

    def show_conditions(self, conditions: Sequence[Mapping[str, Any]]) -> None:
        """Show these and no others."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for one in conditions:
            self._make("expression" in one).show_condition(one)

    def conditions(self) -> tuple[dict[str, Any], ...]:
        """What they say."""
        return tuple(line.condition() for line in self.lines)

    def _make(self, is_expression: bool) -> ConditionLine:
        line = ConditionLine(is_expression=is_expression, fields=self._fields)
        line.edited.connect(self.edited)
        line.removed.connect(self._on_removed)
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _add(self, *, is_expression: bool) -> None:
        line = self._make(is_expression)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot()
    def _on_add_field(self) -> None:
        self._add(is_expression=False)

    @Slot()
    def _on_add_expression(self) -> None:
        self._add(is_expression=True)

    @Slot(object)
    def _on_removed(self, line: ConditionLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
