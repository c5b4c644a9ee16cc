"""TypesField: kinds of objects as chips; typed with completion, or chosen from the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter

from jobdesk.ui.widgets.chip_field import ChipField


class TypesField(ChipField):
    """Enter, or a choice in the list, makes a chip; only known kinds become one.

    Signals:
        edited(): a person added or took away a kind.
    """

    edited = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._chosen: list[str] = []
        self._known: list[str] = []
        self.setAccessibleName(title)
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText("app.model, or Down for all")
        self.removed.connect(self._on_removed)
        self.list_wanted.connect(self._on_list_wanted)
        self.line.returnPressed.connect(self._on_return_pressed)

    @property
    def labels(self) -> tuple[str, ...]:
        """The chosen kinds."""
        return tuple(self._chosen)

    def show_labels(self, labels: Sequence[str]) -> None:
        """Show other kinds."""
        self._chosen = list(labels)
        self.line.clear()
        self._show()

    def offer(self, labels: Sequence[str]) -> None:
        """The kinds that there are."""
        self._known = list(labels)
        self._show()

    def _show(self) -> None:
        self.show_chips([(one, one) for one in self._chosen])
        left = [one for one in self._known if one not in self._chosen]
        completer = QCompleter(left, self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_completer_activated)
        self.line.setCompleter(completer)

    def _add(self, text: str) -> None:
        wanted = text.strip().lower()
        if wanted in self._known and wanted not in self._chosen:
            self._chosen.append(wanted)
            self._show()
            self.edited.emit()
            QTimer.singleShot(0, self.line, self.line.clear)  # after the completer wrote it

    @Slot(str)
    def _on_completer_activated(self, text: str) -> None:
        self._add(text)

    @Slot()
    def _on_return_pressed(self) -> None:
        fitting = [one for one in self._known if self.line.text().strip().lower() in one]
        self._add(fitting[0] if len(fitting) == 1 else self.line.text())

    @Slot(str)
    def _on_removed(self, value: str) -> None:
        self._chosen = [one for one in self._chosen if one != value]
        self._show()
        self.edited.emit()

    @Slot()
    def _on_list_wanted(self) -> None:
        completer = self.line.completer()
        completer.setCompletionPrefix(self.line.text())
        completer.complete(self.list_place())
