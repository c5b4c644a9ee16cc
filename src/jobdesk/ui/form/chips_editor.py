"""The editor for several of many choices: chips, and a line that finds more."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout

from jobdesk.ui.form.choices import Choice, choices_of, texts_of
from jobdesk.ui.form.completion import ChoiceCompleter
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.widgets.chip_field import ChipField
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.value_chip import ValueChip

_CHIPS_SHOWN = 40  # more than these are only counted
_TOLD_CHARS = 40  # of a text that is no choice


class ChipsEditor(Editor):
    """Chosen values as chips; typing finds others, Backspace takes the last one away."""

    is_wide = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self._choices: list[Choice] = []
        self._chosen: set[str] = set()
        self.field = ChipField()
        self.line = self.field.line
        self.line.setAccessibleName(f"Add to {self.label}")
        self._more = label("", "cell", "text2")
        self._more.hide()
        self.completer = ChoiceCompleter(self)
        self.completer.setWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self._more)
        self._list_choices()
        self.field.removed.connect(self._on_removed)
        self.field.list_wanted.connect(self._on_list_wanted)
        self.field.left.connect(self.settle)
        self.line.textEdited.connect(self._on_line_text_edited)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.completer.picked.connect(self._on_completer_picked)
        self._adopt(self.field)

    @property
    def chips(self) -> Sequence[ValueChip]:
        """The chips that are shown, in the order of the choices."""
        return self.field.chips

    def value(self) -> list[str]:
        """The chosen values, in the order of the choices."""
        return [choice.value for choice in self._choices if choice.value in self._chosen]

    def set_value(self, value: Any) -> None:
        """Choose these values; what is not offered is left out."""
        offered = {choice.value for choice in self._choices}
        self._choose(texts_of(value) & offered)

    def is_empty(self) -> bool:
        """Nothing was chosen or typed."""
        return not self._chosen and not self.line.text().strip()

    def complaint(self) -> str:
        """What is typed is no choice, or may be several."""
        text = self.line.text().strip()
        return f"“{shorten(text, _TOLD_CHARS, placeholder='…')}” is no choice." if text else ""

    @Slot()
    def settle(self) -> None:
        """Add what is meant by the text in the line; what is none is said beside the field."""
        found = self.completer.found(self.line.text())
        if found is not None:
            self.line.clear()
            self._choose(self._chosen | {found.value})
        elif self.line.text().strip():
            self.judged.emit()

    def offer(self, options: Mapping[str, Any]) -> None:
        """Offer other choices; chosen ones stay where they are still offered."""
        super().offer(options)
        chosen = self._chosen
        self._list_choices()
        self._choose(chosen & {choice.value for choice in self._choices})

    def _list_choices(self) -> None:
        self._choices = [c for c in choices_of(self.options) if not c.is_heading]
        self.line.setPlaceholderText(
            f"Add one of {len(self._choices)} choices…"
            if self._choices
            else "Nothing to choose"
        )
        self._offer_rest()

    def _offer_rest(self) -> None:
        self.completer.offer([c for c in self._choices if c.value not in self._chosen])

    def _choose(self, chosen: set[str]) -> None:
        if chosen == self._chosen:
            return
        self._chosen = set(chosen)
        self._show_chips()
        self._offer_rest()
        self.changed.emit()

    def _show_chips(self) -> None:
        wanted = [c for c in self._choices if c.value in self._chosen]
        shown = wanted[:_CHIPS_SHOWN]
        self.field.show_chips([(choice.value, choice.label) for choice in shown])
        more = len(wanted) - len(shown)
        self._more.setText(f"and {more:,} more")
        self._more.setVisible(more > 0)

    # what is typed and clicked

    @Slot(str)
    def _on_line_text_edited(self, text: str) -> None:
        self._complete(text)

    def _complete(self, text: str) -> None:
        self.completer.setCompletionPrefix(text.strip())
        self.completer.complete(self.field.list_place())

    @Slot()
    def _on_line_return_pressed(self) -> None:
        self.settle()

    @Slot(str)
    def _on_line_text_changed(self, text: str) -> None:
        if not text:
            self.judged.emit()  # nothing is left to complain about

    @Slot(str)
    def _on_completer_picked(self, value: str) -> None:
        self._add(value)

    def _add(self, value: str) -> None:
        self._choose(self._chosen | {value})
        # In a turn of its own: the completer writes the label into the line after its signal.
        QTimer.singleShot(0, self.line, self.line.clear)

    @Slot(str)
    def _on_removed(self, value: str) -> None:
        self._choose(self._chosen - {value})

    @Slot()
    def _on_list_wanted(self) -> None:
        self._complete("")
