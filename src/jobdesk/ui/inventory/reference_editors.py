"""Editors of links: another object or several, found by their names."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.inventory.desk.records import FieldInfo, Reference, Value
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.finding_line import FindingLine
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.suggestions import Suggestion, SuggestionList
from jobdesk.ui.widgets.chip_field import ChipField

_TYPING_MS = 90


class ReferenceEditor(FindingLine):
    """Another object, found by its name while one types."""

    def __init__(self, field: FieldInfo, owner: str, asker: Asker) -> None:
        super().__init__(field.title)
        self._field = field
        self._owner = owner
        self._asker = asker
        self._one: Reference | None = None
        self._found: tuple[Reference, ...] = ()
        self.wanted.connect(self._on_wanted)
        self.chosen.connect(self._on_chosen)

    def value(self) -> Any:
        """The key of what was chosen, or the name that is typed."""
        if self._one is not None and self._one.text == self.text():
            return self._one.key
        return self.text().strip() or None

    def words(self) -> str:
        """The name."""
        return self.text().strip()

    def take(self, value: Value) -> None:
        """Show what there is."""
        self._one = value.references[0] if value.references else None
        self.setText(value.text)

    @Slot(str)
    def _on_wanted(self, text: str) -> None:
        work = partial(questions.objects, self._field.related, text, self._owner)
        self._asker.ask(self, "objects", work, self._take_found)

    def _take_found(self, found: tuple[Reference, ...]) -> None:
        self._found = found
        self.offer([Suggestion(one.key, one.text, colour=one.colour) for one in found])

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        for one in self._found:
            if one.key == key:
                self._one = one
                self.setText(one.text)
                self.changed.emit()
                self.picked.emit()
                return


class ReferencesEditor(QWidget):
    """Several other objects as chips; others are found by name.

    Signals:
        changed(): one more or one less.
    """

    changed = Signal()

    def __init__(self, field: FieldInfo, owner: str, asker: Asker) -> None:
        super().__init__()
        self._field = field
        self._owner = owner
        self._asker = asker
        self._chosen: list[Reference] = []
        self._found: tuple[Reference, ...] = ()
        self.field = ChipField()
        self.line = self.field.line
        self.line.setAccessibleName(f"{field.title}, add by name")
        self._list = SuggestionList(self.line, field.title, below=self.field)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self._timer.timeout.connect(self._on_late)
        self.line.textEdited.connect(self._on_edited)
        self.field.list_wanted.connect(self._on_late)
        self.field.removed.connect(self._on_removed)
        self._list.chosen.connect(self._on_chosen)

    def value(self) -> Any:
        """The keys, and what is typed and not chosen yet."""
        typed = self.line.text().strip()
        return [*(one.key for one in self._chosen), *([typed] if typed else [])]

    def words(self) -> str:
        """Their names."""
        return ", ".join(one.text for one in self._chosen)

    def take(self, value: Value) -> None:
        """Show what there is."""
        self._chosen = list(value.references)
        self._show()

    def _show(self) -> None:
        self.field.show_chips([(one.key, one.text) for one in self._chosen])

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        del text
        self._timer.start()

    @Slot()
    def _on_late(self) -> None:
        work = partial(questions.objects, self._field.related, self.line.text(), self._owner)
        self._asker.ask(self, "objects", work, self._offer)

    def _offer(self, found: tuple[Reference, ...]) -> None:
        held = {one.key for one in self._chosen}
        self._found = tuple(one for one in found if one.key not in held)
        items = [Suggestion(one.key, one.text, colour=one.colour) for one in self._found]
        typed = self.line.text().strip()
        self._list.offer(items, typed, is_first_chosen=bool(typed))

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self._chosen += [one for one in self._found if one.key == key]
        self.line.clear()
        self._show()
        self.changed.emit()

    @Slot(str)
    def _on_removed(self, key: str) -> None:
        self._chosen = [one for one in self._chosen if one.key != key]
        self._show()
        self.changed.emit()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As the chips need."""
        return self.field.sizeHint()
