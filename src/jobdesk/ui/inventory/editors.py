"""Editors: what a value of each type is typed into, in cells and in forms.

Each has `value()`, which the inventory takes, `words()` for people, `take(Value)`, and
`changed`; none decides whether a value is right: the inventory does.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Value
from jobdesk.ui.inventory.choice_editors import MANY, ChoiceEditor, ChoiceLine
from jobdesk.ui.inventory.end_editor import EndEditor
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.reference_editors import ReferenceEditor, ReferencesEditor
from jobdesk.ui.theme import Theme

_LONG_ROWS = 5
_HINTS = {
    FieldType.DATE: "2026-11-21",
    FieldType.TIME: "2026-11-21 14:30",
    FieldType.ADDRESS: "10.0.0.0/24",
    FieldType.COLOUR: "4caf50",
}


class Editor(Protocol):
    """What all of them offer."""

    changed: SignalInstance

    def value(self) -> Any:
        """What is typed, as the inventory takes it."""
        ...

    def words(self) -> str:
        """What is typed, for people."""
        ...

    def take(self, value: Value) -> None:
        """Show what there is; says nothing."""
        ...


class LineEditor(QLineEdit):
    """Text, numbers, dates, addresses.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, field: FieldInfo) -> None:
        super().__init__()
        self.setPlaceholderText(_HINTS.get(field.type, ""))
        if field.longest:
            self.setMaxLength(field.longest)
        self.textEdited.connect(self.changed)

    def value(self) -> Any:
        """The text; None for nothing."""
        return self.text().strip() or None

    def words(self) -> str:
        """The text."""
        return self.text().strip()

    def take(self, value: Value) -> None:
        """Show it."""
        self.setText(value.text)


class LongEditor(QPlainTextEdit):
    """Several lines: comments, documents.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, field: FieldInfo) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._is_taking = False
        if field.type is FieldType.JSON:
            self.setFont(Theme.current().font("log"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LONG_ROWS + 16)
        self.textChanged.connect(self._on_text_changed)

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_taking:
            self.changed.emit()

    def value(self) -> Any:
        """The text; None for nothing."""
        return self.toPlainText().strip() or None

    def words(self) -> str:
        """The text."""
        return self.toPlainText().strip()

    def take(self, value: Value) -> None:
        """Show it; a document on several lines."""
        self._is_taking = True
        self.setPlainText(_long_text(value))
        self._is_taking = False


def _long_text(value: Value) -> str:
    plain: Any = value.plain
    if isinstance(plain, (dict, list)):
        import json

        return json.dumps(plain, indent=2, ensure_ascii=False)
    return plain if isinstance(plain, str) else value.text


def make_editor(field: FieldInfo, owner: str, asker: Asker) -> Any:
    """The editor for a field of objects of the kind `owner`: an `Editor` and a QWidget."""
    if field.type is FieldType.REFERENCE:
        made: Any = ReferenceEditor(field, owner, asker)
    elif field.type is FieldType.REFERENCES:
        made = ReferencesEditor(field, owner, asker)
    elif field.type is FieldType.END:
        made = EndEditor(field, asker)
    elif field.type in (FieldType.BOOLEAN, FieldType.CHOICE) or field.offered:
        made = ChoiceLine(field) if len(field.pairs) > MANY else ChoiceEditor(field)
    elif field.type in (FieldType.LONG, FieldType.JSON):
        made = LongEditor(field)
    else:
        made = LineEditor(field)
    made.setAccessibleName(field.title)
    return made
