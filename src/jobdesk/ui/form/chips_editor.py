"""The editor for several of many choices: chips, and a line that finds more."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from jobdesk.ui.form.chip import ValueChip
from jobdesk.ui.form.choices import Choice, choices_of, texts_of
from jobdesk.ui.form.completion import ChoiceCompleter
from jobdesk.ui.form.editor import Editor, restyle
from jobdesk.ui.form.flow_layout import FlowLayout
from jobdesk.ui.widgets.labels import label

_CHIPS_SHOWN = 40  # more than these are only counted
_LINE_WIDTH = 150


class ChipField(QFrame):
    """The frame around chips and line; it looks like one field."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chipField")
        self.line = QLineEdit()
        self.line.setObjectName("chipLine")
        self.line.installEventFilter(self)
        self.flow = FlowLayout(self, 4, _LINE_WIDTH)
        self.flow.setContentsMargins(5, 4, 5, 4)
        self.flow.addWidget(self.line)
        self.setFocusProxy(self.line)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame shows where the keyboard is."""
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips is a click into the line."""
        super().mousePressEvent(event)
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)


class ChipsEditor(Editor):
    """Chosen values as chips; typing finds others, Backspace takes the last one away."""

    is_wide = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self._choices: list[Choice] = []
        self._chosen: set[str] = set()
        self._chips: list[ValueChip] = []
        self.field = ChipField()
        self.line = self.field.line
        self.line.setAccessibleName(f"Add to {self.label}")
        self.line.installEventFilter(self)
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
        self.line.textEdited.connect(self._on_line_text_edited)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.completer.picked.connect(self._on_completer_picked)
        self._adopt(self.field)

    @property
    def chips(self) -> Sequence[ValueChip]:
        """The chips that are shown, in the order of the choices."""
        return self._chips

    def value(self) -> list[str]:
        """The chosen values, in the order of the choices."""
        return [choice.value for choice in self._choices if choice.value in self._chosen]

    def set_value(self, value: Any) -> None:
        """Choose these values; what is not offered is left out."""
        offered = {choice.value for choice in self._choices}
        self._choose(texts_of(value) & offered)

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
        """Make and delete chips so that those that stay are left alone."""
        wanted = [c for c in self._choices if c.value in self._chosen]
        shown = wanted[:_CHIPS_SHOWN]
        values = {choice.value for choice in shown}
        known = {chip.value: chip for chip in self._chips}
        for chip in [chip for chip in self._chips if chip.value not in values]:
            self.field.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, choice in enumerate(shown):
            chip = known.get(choice.value)
            if chip is None:
                chip = ValueChip(choice.value, choice.label)
                chip.remove_requested.connect(self._on_chip_remove_requested)
                chip.step_requested.connect(self._on_chip_step_requested)
                self.field.flow.insert(place, chip)
            self._chips.append(chip)
        more = len(wanted) - len(shown)
        self._more.setText(f"and {more:,} more")
        self._more.setVisible(more > 0)
        self.field.updateGeometry()

    # what is typed and clicked

    @Slot(str)
    def _on_line_text_edited(self, text: str) -> None:
        self._complete(text)

    def _complete(self, text: str) -> None:
        self.completer.setCompletionPrefix(text.strip())
        self.completer.complete(self.field.rect())

    @Slot()
    def _on_line_return_pressed(self) -> None:
        found = self.completer.found(self.line.text())
        if found is not None:
            self._add(found.value)

    @Slot(str)
    def _on_completer_picked(self, value: str) -> None:
        self._add(value)

    def _add(self, value: str) -> None:
        self._choose(self._chosen | {value})
        # In a turn of its own: the completer writes the label into the line after its signal.
        QTimer.singleShot(0, self.line, self.line.clear)

    @Slot(str)
    def _on_chip_remove_requested(self, value: str) -> None:
        place = next((n for n, chip in enumerate(self._chips) if chip.value == value), 0)
        self._choose(self._chosen - {value})
        self._focus(min(place, len(self._chips)))

    @Slot(int)
    def _on_chip_step_requested(self, by: int) -> None:
        chip = self.sender()
        if isinstance(chip, ValueChip):
            self._focus(self._chips.index(chip) + by)

    def _focus(self, place: int) -> None:
        is_chip = 0 <= place < len(self._chips)
        if is_chip or place >= len(self._chips):
            target = self._chips[place] if is_chip else self.line
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_key(self, event: QKeyEvent) -> bool:
        """A key in the line that is about the chips; whether it was one."""
        if self.line.text():
            return False
        if event.key() == Qt.Key.Key_Backspace and self._chips:
            self._choose(self._chosen - {self._chips[-1].value})
        elif event.key() == Qt.Key.Key_Left and self._chips:
            self._focus(len(self._chips) - 1)
        elif event.key() == Qt.Key.Key_Down:
            self._complete("")
        else:
            return False
        return True

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and clicks in the empty line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._edit_key(event)
        if event.type() == QEvent.Type.MouseButtonRelease and not self.line.text():
            self._complete("")
        return super().eventFilter(watched, event)
