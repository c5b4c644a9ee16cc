"""Editors: what a value of each type is typed into, in cells and in forms.

Each has `value()`, which the inventory takes, `words()` for people, `take(Value)`, and
`changed`; none decides whether a value is right: the inventory does.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Reference, Value
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.suggestions import Suggestion, SuggestionList
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.chip_field import ChipField

_TYPING_MS = 90
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
            [(True, "Yes"), (False, "No")] if is_boolean else list(field.choices)
        )
        if not field.is_required and (not is_boolean or field.is_custom):
            pairs = [(None, ""), *pairs]
        for value, words in pairs:
            self.addItem(words, value)
        self.activated.connect(self.changed)

    def value(self) -> Any:
        """The one that is chosen."""
        return self.currentData()

    def words(self) -> str:
        """The one that is chosen."""
        return self.currentText()

    def take(self, value: Value) -> None:
        """Choose it."""
        at = self.findData(value.plain)
        self.setCurrentIndex(max(at, 0))


class ReferenceEditor(QLineEdit):
    """Another object, found by its name while one types.

    Signals:
        changed(): another one was chosen or typed.
        picked(): one of those that were offered was taken.
    """

    changed = Signal()
    picked = Signal()

    def __init__(self, field: FieldInfo, owner: str, asker: Asker) -> None:
        super().__init__()
        self._field = field
        self._owner = owner
        self._asker = asker
        self._chosen: Reference | None = None
        self._found: tuple[Reference, ...] = ()
        self._list = SuggestionList(self, field.title)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self._on_late)
        self.setPlaceholderText("Find by name")
        self.textEdited.connect(self._on_edited)
        self._list.chosen.connect(self._on_chosen)

    def value(self) -> Any:
        """The key of what was chosen, or the name that is typed."""
        if self._chosen is not None and self._chosen.text == self.text():
            return self._chosen.key
        return self.text().strip() or None

    def words(self) -> str:
        """The name."""
        return self.text().strip()

    def take(self, value: Value) -> None:
        """Show what there is."""
        self._chosen = value.references[0] if value.references else None
        self.setText(value.text)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        del text
        self.changed.emit()
        self._timer.start()

    @Slot()
    def _on_late(self) -> None:
        text = self.text()
        work = partial(questions.objects, self._field.related, text, self._owner)
        self._asker.ask(self, "objects", work, self._offer)

    def _offer(self, found: tuple[Reference, ...]) -> None:
        self._found = found
        items = [Suggestion(one.key, one.text, colour=one.colour) for one in found]
        self._list.offer(items, self.text().strip(), is_first_chosen=bool(self.text()))

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        for one in self._found:
            if one.key == key:
                self._chosen = one
                self.setText(one.text)
                self.changed.emit()
                self.picked.emit()
                return

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether the open list wants a key before the cell does."""
        return self._list.takes_key(event)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers what there is."""
        if event.key() == Qt.Key.Key_Down:
            self._on_late()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into an empty line does, too."""
        super().mousePressEvent(event)
        if not self.text():
            self._on_late()


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


def make_editor(field: FieldInfo, owner: str, asker: Asker) -> Any:
    """The editor for a field of objects of the kind `owner`: an `Editor` and a QWidget."""
    if field.type is FieldType.REFERENCE:
        made: Any = ReferenceEditor(field, owner, asker)
    elif field.type is FieldType.REFERENCES:
        made = ReferencesEditor(field, owner, asker)
    elif field.type in (FieldType.BOOLEAN, FieldType.CHOICE):
        made = ChoiceEditor(field)
    elif field.type in (FieldType.LONG, FieldType.JSON):
        made = LongEditor(field)
    else:
        made = LineEditor(field)
    made.setAccessibleName(field.title)
    return made
