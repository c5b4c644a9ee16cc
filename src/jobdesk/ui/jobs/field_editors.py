"""Editors of the settings: a text, a choice, a switch. `queues_field` has the one of queues.

Each says `taken(value, is_typing)` when a person gave it another value; None is nothing at all,
CLEAR gives the field back to the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from jobdesk.ui.jobs.field_edit import FieldEdit, NameCompleter
from jobdesk.ui.jobs.override_specs import AS_IN_CODE, CLEAR, FieldSpec
from jobdesk.ui.jobs.queues_field import QueuesField
from jobdesk.ui.widgets.switch import Switch

_YES_NO = ((True, "Yes"), (False, "No"))


class TextField(FieldEdit):
    """A line; may complete names."""

    taken = Signal(object, bool)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.textEdited.connect(self._on_text_edited)

    def show_value(self, value: Any) -> None:
        """Show another value."""
        text = "" if value == CLEAR else as_text(value)
        if self.text() != text:
            self.setText(text)

    def set_hint(self, text: str) -> None:
        """What stands where nothing is typed."""
        self.setPlaceholderText(text)

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed from these names."""
        completer = self.completer()
        if not isinstance(completer, NameCompleter):
            completer = NameCompleter(self, "Fitting names")
            completer.activated.connect(self.textEdited)
            self.setCompleter(completer)
        completer.offer(names)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.taken.emit(text or None, True)

    def _list_names(self) -> bool:
        """Open the list of all names that fit; whether there is one."""
        completer = self.completer()
        if not isinstance(completer, NameCompleter):
            return False
        completer.setCompletionPrefix(self.text())
        completer.complete()
        return True

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() != Qt.Key.Key_Down or not self._list_names():
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click into the empty line opens the list."""
        super().mouseReleaseEvent(event)
        if not self.text():
            self._list_names()


class ChoiceField(QComboBox):
    """One of some words; the first is nothing, the last may give back to the code."""

    taken = Signal(object, bool)

    def __init__(
        self, title: str, choices: Sequence[tuple[object, str]], *, can_clear: bool
    ) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(title)
        self.addItem("", None)
        for value, words in choices:
            self.addItem(words, value)
        if can_clear:
            self.addItem(AS_IN_CODE, CLEAR)
        self.activated.connect(self._on_activated)

    def show_value(self, value: Any) -> None:
        """Show another value."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def set_hint(self, text: str) -> None:
        """What nothing is called."""
        self.setItemText(0, text)

    def offer(self, names: Sequence[str]) -> None:
        """It has choices of its own."""

    @Slot()
    def _on_activated(self) -> None:
        self.taken.emit(self.currentData(), False)


class FlagField(Switch):
    """On, off, or dashed: as in code."""

    taken = Signal(object, bool)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._value: Any = None
        self.in_code = False
        self.clicked.connect(self._on_clicked)

    def show_value(self, value: Any) -> None:
        """Show another value."""
        self._value = value
        self.set_dashed(value is None)
        self.setChecked(bool(value))

    def set_hint(self, text: str) -> None:
        """It says so by its look."""

    def offer(self, names: Sequence[str]) -> None:
        """It is on or off."""

    @Slot()
    def _on_clicked(self) -> None:
        # From "as in code" the first click says the opposite of what the code says.
        is_on = self.in_code if self._value is None else bool(self._value)
        self.taken.emit(not is_on, False)


FieldEditor = TextField | ChoiceField | FlagField | QueuesField


def make_editor(spec: FieldSpec, *, is_bulk: bool = False) -> FieldEditor:
    """The editor of a field; for many jobs at once a flag is a choice."""
    if spec.kind == "flag":
        if is_bulk:
            return ChoiceField(spec.title, _YES_NO, can_clear=True)
        return FlagField(spec.title)
    if spec.kind == "choice":
        return ChoiceField(spec.title, spec.choices, can_clear=is_bulk)
    return QueuesField(spec.title) if spec.kind == "names" else TextField(spec.title)


def as_text(value: Any) -> str:
    """A value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in cast("list[object]", value))
    return f"{value:g}" if isinstance(value, float) else str(value)
