"""What a line of settings is, for one job and for many: marks, title, editor, error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.jobs.field_editors import FieldEditor
from jobdesk.ui.jobs.override_specs import FieldSpec
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, label


class FieldLine(QObject):
    """The widgets of one line and what was typed into them.

    Signals:
        edited(before, after, is_typing): a person gave it another value; None is nothing.
    """

    edited = Signal(object, object, bool)

    def __init__(self, spec: FieldSpec, editor: FieldEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor = editor
        self._value: Any = None
        self._mark = EditMark()
        self._title = label(spec.title, "body")
        self._told = ElidedLabel("", "body", "text2")  # what stands without this edit
        self.error = label("", "cell", "bad", wrap=True)
        self.note = label("", "cell", "text2", wrap=True)
        self.reset = button("", "icon", icon="action/reset", tip=f"{spec.title}: as in code")
        self._title.setBuddy(editor)
        editor.taken.connect(self._on_taken)

    def _place(
        self, grid: QGridLayout, told: QWidget | QLayout, line: QWidget | QLayout
    ) -> None:
        row = grid.rowCount()
        grid.addWidget(self._mark, row, 0)
        grid.addWidget(self._title, row, 1)
        for column, item in ((2, told), (3, line)):
            if isinstance(item, QLayout):
                grid.addLayout(item, row, column)
            else:
                grid.addWidget(item, row, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.reset, row, 4)
        grid.addWidget(self.error, row + 1, 3)
        grid.setRowMinimumHeight(row, Theme.current().size("field") + 6)
        self.error.hide()
        if self.note.parent() is None:  # it does not stand beside the editor
            grid.addWidget(self.note, row + 2, 3)
            self.note.hide()

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed from these names."""
        self.editor.offer(names)

    # Its value

    @property
    def value(self) -> Any:
        """What is typed or chosen."""
        return self._value

    @property
    def is_changed(self) -> bool:
        """There is something to save."""
        raise NotImplementedError

    @property
    def gives_back(self) -> bool:
        """What is to be saved is that the code decides again."""
        raise NotImplementedError

    @property
    def resting(self) -> Any:
        """The value with which there is nothing to save."""
        return None

    def set_value(self, value: Any) -> None:
        """Take a value without saying `edited`: from undo, redo, discard."""
        self._value = value
        self._fill()

    def _take(self, value: Any, *, is_typing: bool = False) -> None:
        before, self._value = self._value, value
        self._fill()
        self.edited.emit(before, value, is_typing)

    @Slot(object, bool)
    def _on_taken(self, value: object, is_typing: bool) -> None:
        self._take(value, is_typing=is_typing)

    # Its look

    def show_error(self, text: str) -> None:
        """Say what is wrong with the value."""
        if text == self.error.text() and self.error.isHidden() == (not text):
            return
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.editor.setProperty("error", "true" if text else None)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self._describe()

    def show_note(self, text: str) -> None:
        """Say something about the value; empty says nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _fill(self) -> None:
        """Let the widgets show the value."""
        self._show_value()
        self._title.setFont(Theme.current().font("section" if self._stands_out() else "body"))
        self._mark.set_on(self.is_changed)
        self._describe()

    def _show_value(self) -> None:
        raise NotImplementedError

    def _stands_out(self) -> bool:
        return self.is_changed

    def _state_words(self) -> str:
        return "not saved" if self.is_changed else ""

    def _told_words(self) -> str:
        raise NotImplementedError

    def _describe(self) -> None:
        """Tell those who do not see it what marks and bold words show."""
        parts = (self.error.text(), self._state_words(), self._told_words())
        target = self.editor.focusProxy() or self.editor
        target.setAccessibleDescription(". ".join(part for part in parts if part))


class EditMark(QWidget):
    """An accent bar left of a field that is not saved yet."""

    accessible_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False
        self.setFixedSize(3, 24)

    def set_on(self, on: bool) -> None:
        """Show or hide the bar."""
        self.is_on = on
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        if not self.is_on:
            return
        painter = QPainter(self)
        try:
            painter.fillRect(QRectF(self.rect()), Theme.current().color("accent"))
        finally:
            painter.end()
