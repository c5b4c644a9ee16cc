"""Sheet: fields below each other, each with its title, and with what is wrong below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from jobdesk.ui.widgets.labels import label

_TITLE_PX = 118
_WIDEST_PX = 620


class Sheet(QWidget):
    """Titles at the left, fields at the right; errors stand where they belong."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _TITLE_PX)
        self._grid.setColumnStretch(1, 100)
        self._grid.setColumnStretch(2, 1)  # takes what is left beside the widest field
        self._errors: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}

    def add(self, name: str, title: str, field: QWidget, note: str = "") -> None:
        """Put a field below the others.

        Args:
            name: what errors call it.
            title: what people call it.
            field: its editor.
            note: a quiet sentence below it.
        """
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        words = label(title, "body", "text2")
        words.setContentsMargins(0, 6, 0, 0)
        words.setBuddy(field)
        field.setMaximumWidth(_WIDEST_PX)
        self._grid.addWidget(words, row, 0, top)
        self._grid.addWidget(field, row, 1)
        if note:
            said = label(note, "cell", "text2", wrap=True)
            said.setMaximumWidth(_WIDEST_PX)
            self._grid.addWidget(said, row + 1, 1)
        error = label("", "cell", "bad", wrap=True)
        error.hide()
        self._grid.addWidget(error, row + 2, 1)
        self._grid.setRowMinimumHeight(row + 3, 6)
        self._errors[name] = error
        self._fields[name] = field

    def finish(self) -> None:
        """All fields are in."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def show_errors(self, wrong: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong with which field, and go to the first."""
        first: QWidget | None = None
        for name, error in self._errors.items():
            texts = wrong.get(name, ())
            error.setText("\n".join(texts))
            error.setVisible(bool(texts))
            if texts and first is None:
                first = self._fields[name]
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def error_of(self, name: str) -> str:
        """What is said of a field."""
        return self._errors[name].text()
