"""Editors of closed sets: a list of a few, or a line that finds one of many by its words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Value
from jobdesk.ui.inventory.finding_line import FindingLine
from jobdesk.ui.inventory.suggestions import Suggestion

MANY = 12
"""More than these are searched, not read through."""


def _may_be_empty(field: FieldInfo) -> bool:
    """The model lets it: it is not required, and nothing stands in for nothing."""
    return not field.is_required and (field.is_custom or field.default in (None, ""))


class ChoiceEditor(QComboBox):
    """One of a few.

    Signals:
        changed(): another one was chosen.
    """

    changed = Signal()

    def __init__(self, field: FieldInfo) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))
        is_boolean = field.type is FieldType.BOOLEAN
        pairs: list[tuple[Any, str]] = (
            [(True, "Yes"), (False, "No")] if is_boolean else list(field.pairs)
        )
        if _may_be_empty(field) and (not is_boolean or field.is_custom):
            pairs = [(None, ""), *pairs]
        for value, words in pairs:
            self.addItem(words, value)
        self.setPlaceholderText("Choose one")
        self.setCurrentIndex(self.findData(None))
        self.activated.connect(self.changed)

    def value(self) -> Any:
        """The one that is chosen."""
        return self.currentData()

    def words(self) -> str:
        """The one that is chosen."""
        return self.currentText()

    def take(self, value: Value) -> None:
        """Choose it; what a job has put there and is none of these is one more."""
        plain: Any = value.plain
        wanted = plain if plain is None or isinstance(plain, bool) else str(plain)
        at = self.findData(wanted)
        if at < 0 and wanted is not None:
            self.addItem(value.text, wanted)
            at = self.count() - 1
        self.setCurrentIndex(at)


class ChoiceLine(FindingLine):
    """One of many, found by what is typed; its words are shown, its value is stored."""

    def __init__(self, field: FieldInfo) -> None:
        super().__init__(field.title, "Find by name")
        self._pairs = field.pairs
        self._values = {words.casefold(): value for value, words in reversed(field.pairs)}
        self._values |= {value.casefold(): value for value, _ in field.pairs}
        self._words = dict(field.pairs)
        self.wanted.connect(self._on_wanted)
        self.chosen.connect(self._on_chosen)

    def value(self) -> Any:
        """What the words stand for; what stands for nothing is refused when it is saved."""
        text = self.text().strip()
        return self._values.get(text.casefold(), text) or None

    def words(self) -> str:
        """What is shown."""
        return self.text().strip()

    def take(self, value: Value) -> None:
        """Show what there is."""
        self.setText(self._words.get(str(value.plain), value.text))

    @Slot(str)
    def _on_wanted(self, text: str) -> None:
        is_all = not self.isModified()  # nothing is typed: what stands there is no search
        wanted = "" if is_all else text.casefold()
        fitting = [
            Suggestion(value, words)
            for value, words in self._pairs
            if wanted in words.casefold() or wanted in value.casefold()
        ]
        self.offer(fitting, is_all=is_all)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.setText(self._words[key])
        self.changed.emit()
        self.picked.emit()
