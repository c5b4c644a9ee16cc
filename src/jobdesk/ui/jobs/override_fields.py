"""One line of a job's settings: the field, what the code says, and an override."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jobdesk.ui.jobs.field_editors import FlagField, as_text, make_editor
from jobdesk.ui.jobs.field_line import FieldLine
from jobdesk.ui.jobs.override_specs import AS_IN_CODE, FieldSpec
from jobdesk.ui.jobs.words import value_words
from jobdesk.ui.theme import Theme

_SHORT_PX: Final = 150
_LONG = ("text", "names")


class OverrideField(FieldLine):
    """A line of one job; None stands for "as in code"."""

    def __init__(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(spec, make_editor(spec), parent)
        self._stored: Any = None
        self.editor.set_hint(AS_IN_CODE)
        self._place(grid, self._told, self._editing())
        self.reset.clicked.connect(self._on_reset_clicked)

    def _editing(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        if self.spec.kind in ("seconds", "short", "choice"):
            self.editor.setFixedWidth(_SHORT_PX)
        middle = Qt.AlignmentFlag.AlignVCenter
        line.addWidget(self.editor, 1 if self.spec.kind in _LONG else 0, middle)
        if self.spec.kind not in _LONG:
            self.note.setText(self.spec.note)
            line.addWidget(self.note, 1)
        return line

    def show_values(self, code: Any, stored: Any) -> None:
        """Show what the code says and what is overridden (None: nothing), not over typing."""
        if not self.is_changed:
            self._value = stored
        self._stored = stored
        if isinstance(self.editor, FlagField):
            self.editor.in_code = bool(code)
        self._told.setText(value_words(self.spec.name, code))
        self._fill()
        self.show_error("")

    @property
    def is_changed(self) -> bool:
        """It is not as it is stored."""
        return _comparable(self._value) != _comparable(self._stored)

    @property
    def gives_back(self) -> bool:
        """The override is to be cleared."""
        return self._value is None

    @property
    def resting(self) -> Any:
        """The override as it is saved; None when the code decides."""
        return self._stored

    def settle(self, value: Any) -> None:
        """This is stored now; what was typed since then is not."""
        self._stored = value
        self._fill()

    def show_note(self, text: str) -> None:
        """Say something about the value; where there is nothing, the usual."""
        if self.spec.kind in _LONG:
            super().show_note(text)
        elif self.spec.kind != "flag":
            self.note.setText(text or self.spec.note)

    def _show_value(self) -> None:
        is_set = self._value is not None
        self.editor.show_value(self._value)
        self.editor.set_hint(AS_IN_CODE)
        if isinstance(self.editor, FlagField):
            self.note.setText(value_words("", bool(self._value)) if is_set else AS_IN_CODE)
        self.reset.setEnabled(is_set)
        token = "accentText" if is_set else "disabled"
        self.reset.setIcon(Theme.current().icon("action/reset", token))

    def _stands_out(self) -> bool:
        return self._value is not None or self.is_changed

    def _state_words(self) -> str:
        return super()._state_words() or ("overridden" if self._value is not None else "")

    def _told_words(self) -> str:
        return f"in code: {self._told.text()}"

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._take(None)
        self.editor.setFocus()


def _comparable(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else as_text(value)
