"""TypesField: kinds of objects as chips; typed with completion, or chosen from the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

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
        self._picked = ""
        self._left = QStringListModel(self)
        self._completer = self._make_completer()
        self.line.setCompleter(self._completer)
        self.setAccessibleName(title)
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText("app.model, or Down for all")
        self.removed.connect(self._on_removed)
        self.list_wanted.connect(self._on_list_wanted)
        self.line.returnPressed.connect(self._on_return_pressed)

    def _make_completer(self) -> QCompleter:
        """One for all time: to replace it while it tells of a choice ends the program."""
        made = QCompleter(self._left, self)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.activated.connect(self._on_completer_activated)
        popup = made.popup()
        assert popup is not None
        popup.setObjectName("completions")
        popup.setItemDelegate(QStyledItemDelegate(popup))
        popup.setAccessibleName("Fitting kinds of objects")
        return made

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
        if list(labels) != self._known:  # its list may be open
            self._known = list(labels)
            self._show()

    def _show(self) -> None:
        self.show_chips([(one, one) for one in self._chosen])
        self._left.setStringList([one for one in self._known if one not in self._chosen])

    def _add(self, text: str) -> None:
        wanted = text.strip().lower()
        if wanted in self._known and wanted not in self._chosen:
            self._chosen.append(wanted)
            self._show()
            self.edited.emit()
            QTimer.singleShot(
                0, self.line, self.line.clear
            )  # the list puts back what was typed

    @Slot(str)
    def _on_completer_activated(self, text: str) -> None:
        self._picked = text
        QTimer.singleShot(0, self, self._add_picked)  # after the completer wrote it

    @Slot()
    def _add_picked(self) -> None:
        self._add(self._picked)

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
        self._completer.setCompletionPrefix(self.line.text())
        self._completer.complete(self.list_place())
