"""Queues of a job as chips; names are typed, or chosen among the queues that there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal, Slot

from jobdesk.operations.overrides import read_overrides
from jobdesk.ui.jobs.field_edit import FieldEdit, NameCompleter
from jobdesk.ui.jobs.override_specs import CLEAR
from jobdesk.ui.widgets.chip_field import ChipField

_NAME: Final = "job_queues"


class QueuesField(ChipField):
    """Enter, a comma or leaving the line makes a chip of what is typed.

    What is typed and no chip yet counts as a name, too, so that it can be held against the
    rules at once and is never lost; a name that breaks them stays in the line.

    Signals:
        taken(value, is_typing): a person gave it this list of names, or None for nothing.
    """

    taken = Signal(object, bool)

    def __init__(self, title: str) -> None:
        super().__init__(FieldEdit())
        self._names: list[str] = []
        self._known: list[str] = []
        self.setAccessibleName(title)
        self.line.setAccessibleName(title)
        self.completer = NameCompleter(self, "Fitting queues")
        self.completer.setWidget(self.line)
        self.completer.activated.connect(self._on_completer_activated)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.removed.connect(self._on_removed)
        self.list_wanted.connect(self._on_list_wanted)
        self.left.connect(self._on_left)

    def value(self) -> list[str] | None:
        """The names in their order, what is being typed last; None when there are none."""
        typed = self.line.text().strip()
        names = [*self._names, typed] if typed and typed not in self._names else self._names
        return list(names) or None

    def show_value(self, value: Any) -> None:
        """Show other names: of a list, or of a text with commas."""
        wanted = names_of(value)
        if wanted != (self.value() or []):
            self._names = wanted
            self.line.clear()
        self._show()

    def set_hint(self, text: str) -> None:
        """What the line says while there is nothing."""
        self.line.setPlaceholderText("" if self._names else text)

    def offer(self, names: Sequence[str]) -> None:
        """The queues that there are."""
        self._known = list(names)
        self._show()

    def _show(self) -> None:
        self.show_chips([(name, name) for name in self._names])
        self.completer.offer([name for name in self._known if name not in self._names])

    def _add(self, names: Sequence[str], rest: str = "") -> None:
        """Make chips of names; `rest` is left in the line."""
        self._names = list(dict.fromkeys([*self._names, *names]))
        self.line.setText(rest)
        self._show()

    def _chip_of_typed(self) -> None:
        """Make a chip of what is typed, where it is a name."""
        typed = self.line.text().strip()
        if not typed:
            self.line.clear()
        elif is_name(typed):
            self._add([typed])

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        *ended, rest = [part.strip() for part in text.split(",")]
        if ended:
            names = [part for part in ended if part]
            wrong = [name for name in names if not is_name(name)]
            good = [name for name in names if name not in wrong]
            self._add(good, " ".join([*wrong, rest]).strip())
        self._complete(is_wanted=bool(self.line.text().strip()))
        self.taken.emit(self.value(), True)

    def _complete(self, *, is_wanted: bool = True) -> None:
        self.completer.setCompletionPrefix(self.line.text().strip())
        if is_wanted and self.completer.completionCount():
            self.completer.complete(self.list_place())
        elif (popup := self.completer.popup()) is not None:
            popup.hide()

    @Slot()
    def _on_list_wanted(self) -> None:
        self._complete()

    @Slot()
    def _on_return_pressed(self) -> None:
        if not self.completer.has_choice:  # else the completer says `activated` next
            self._chip_of_typed()

    @Slot(str)
    def _on_completer_activated(self, name: str) -> None:
        self._add([name])
        # In a turn of its own: the completer writes the name into the line after its signal.
        QTimer.singleShot(0, self.line, self.line.clear)
        self.taken.emit(list(self._names), False)

    @Slot(str)
    def _on_removed(self, name: str) -> None:
        self._names = [one for one in self._names if one != name]
        self._show()
        self.taken.emit(self.value(), False)

    @Slot()
    def _on_left(self) -> None:
        self._chip_of_typed()


def names_of(value: Any) -> list[str]:
    """Names in any of the ways in which they are kept."""
    if value == CLEAR:
        return []
    parts = value.split(",") if isinstance(value, str) else value or ()
    return list(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))


def is_name(text: str) -> bool:
    """A queue may be called so."""
    return not read_overrides({_NAME: [text]}, ())[1]
