"""Finds a choice by any part of its label while it is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate

from jobdesk.ui.form.choice_model import VALUE_ROLE, ChoiceModel
from jobdesk.ui.form.choices import Choice

_SHOWN = 10


class ChoiceCompleter(QCompleter):
    """A list under a line with the choices that hold what is typed; headings are left out.

    Signals:
        picked(str): a value was chosen from the list.
    """

    picked = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = ChoiceModel()
        self.setModel(self._choices)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_SHOWN)
        chosen: Any = self.activated  # the stubs know one of its two signatures
        chosen[QModelIndex].connect(self._on_activated)
        popup = self.popup()
        assert popup is not None
        popup.setObjectName("completions")
        popup.setItemDelegate(QStyledItemDelegate(popup))
        if isinstance(popup, QListView):
            popup.setUniformItemSizes(True)  # else each of ten thousand is measured
        popup.setAccessibleName("Fitting choices")

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.picked.emit(str(index.data(VALUE_ROLE)))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Find among these."""
        self._choices.show_choices([c for c in choices if not c.is_heading and c.label])

    def found(self, text: str) -> Choice | None:
        """The choice that is meant: of this label, or the only one that holds the text."""
        row = self._choices.row_named(text)
        if row < 0 and text.strip():
            needle = text.strip().casefold()
            rows = range(self._choices.rowCount())
            fitting = [r for r in rows if needle in self._label(r).casefold()]
            row = fitting[0] if len(fitting) == 1 else -1
        return self._choices.choice(row)

    def _label(self, row: int) -> str:
        choice = self._choices.choice(row)
        return choice.label if choice is not None else ""
