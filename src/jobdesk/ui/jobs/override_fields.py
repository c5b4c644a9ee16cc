"""One line of a job's settings: the field, what the code says, and an override."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QRectF, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from jobdesk.ui.accessible import Role
from jobdesk.ui.jobs.override_specs import FieldSpec
from jobdesk.ui.jobs.words import value_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.switch import Switch

AS_IN_CODE = "as in code"
NAME_PX, CODE_PX, SHORT_PX = 180, 300, 150


class OverrideField(QObject):
    """The widgets of one line and what was typed into them.

    Signals:
        edited(before, after, is_typing): a person gave it another value; None is "as in code".
    """

    edited = Signal(object, object, bool)

    def __init__(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._stored: Any = None
        self._code: Any = None
        self._value: Any = None
        self._mark = EditMark()
        self._title = label(spec.title, "body")
        self._in_code = ElidedLabel("", "body", "text2")
        self._reset = button("", "icon", icon="action/reset", tip=f"{spec.title}: as in code")
        self._error = label("", "cell", "bad", wrap=True)
        self._note = label(spec.note, "cell", "text2")
        self.editor = self._make_editor()
        self._title.setBuddy(self.editor)
        self._place(grid)
        self._reset.clicked.connect(self._on_reset_clicked)

    def _make_editor(self) -> QWidget:
        spec = self.spec
        if spec.kind == "flag":
            switch = Switch(spec.title)
            switch.clicked.connect(self._on_switch_clicked)
            return switch
        if spec.kind == "choice":
            combo = QComboBox()
            combo.setItemDelegate(QStyledItemDelegate(combo))
            combo.setAccessibleName(spec.title)
            combo.addItem(AS_IN_CODE, None)
            for value, words in spec.choices:
                combo.addItem(words, value)
            combo.activated.connect(self._on_combo_activated)
            return combo
        edit = FieldEdit()
        edit.setAccessibleName(spec.title)
        edit.setPlaceholderText(AS_IN_CODE)
        edit.textEdited.connect(self._on_text_edited)
        return edit

    def _place(self, grid: QGridLayout) -> None:
        row = grid.rowCount()
        line = QHBoxLayout()
        line.setSpacing(12)
        if self.spec.kind in ("seconds", "short", "choice"):
            self.editor.setFixedWidth(SHORT_PX)
        line.addWidget(self.editor, 0 if self.spec.kind not in ("text", "names") else 1)
        if self.spec.kind != "text":
            line.addWidget(self._note, 0)
        if self.spec.kind not in ("text", "names"):
            line.addStretch(1)
        grid.addWidget(self._mark, row, 0)
        grid.addWidget(self._title, row, 1)
        grid.addWidget(self._in_code, row, 2)
        grid.addLayout(line, row, 3)
        grid.addWidget(self._reset, row, 4)
        grid.addWidget(self._error, row + 1, 3)
        grid.setRowMinimumHeight(row, Theme.current().size("field") + 6)
        self._error.hide()

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed from these names."""
        if isinstance(self.editor, FieldEdit):
            self.editor.offer(names, is_list=self.spec.kind == "names")

    # Values; None stands for "as in code"

    def show_values(self, code: Any, stored: Any) -> None:
        """Show what the code says and what is overridden (None: nothing)."""
        self._code, self._stored, self._value = code, stored, stored
        self._in_code.setText(value_words(self.spec.name, code))
        self._fill()
        self.show_error("")

    @property
    def is_changed(self) -> bool:
        """It is not as it is stored."""
        return _comparable(self._value) != _comparable(self._stored)

    @property
    def value(self) -> Any:
        """The override as typed; None when the code decides."""
        return self._value

    @property
    def stored(self) -> Any:
        """The override as it is saved; None when the code decides."""
        return self._stored

    def set_value(self, value: Any) -> None:
        """Take a value without saying `edited`: from undo, redo, discard."""
        self._value = value
        self._fill()

    def settle(self) -> None:
        """What was typed is stored now."""
        self._stored = self._value
        self._fill()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the value."""
        if text == self._error.text() and self._error.isHidden() == (not text):
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setProperty("error", "true" if text else None)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self._describe()

    def show_note(self, text: str) -> None:
        """Say something about the value beside its editor; empty says the usual."""
        if self.spec.kind not in ("flag", "text"):
            self._note.setText(text or self.spec.note)

    def _take(self, value: Any, *, is_typing: bool = False) -> None:
        before, self._value = self._value, value
        self._fill()
        self.edited.emit(before, value, is_typing)

    def _fill(self) -> None:
        is_set = self._value is not None
        if isinstance(self.editor, Switch):
            self.editor.set_dashed(not is_set)
            self.editor.setChecked(bool(self._value))
            self._note.setText(value_words("", bool(self._value)) if is_set else AS_IN_CODE)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findData(self._value)))
        elif isinstance(self.editor, QLineEdit) and self.editor.text() != as_text(self._value):
            self.editor.setText(as_text(self._value))
        stands_out = is_set or self.is_changed
        self._title.setFont(Theme.current().font("section" if stands_out else "body"))
        self._mark.set_on(self.is_changed)
        self._reset.setEnabled(is_set)
        token = "accentText" if is_set else "disabled"
        self._reset.setIcon(Theme.current().icon("action/reset", token))
        self._describe()

    def _describe(self) -> None:
        """Tell those who do not see it what marks and bold words show."""
        state = "not saved" if self.is_changed else "overridden" if self._value else ""
        parts = (self._error.text(), state, f"in code: {self._in_code.text()}")
        self.editor.setAccessibleDescription(". ".join(part for part in parts if part))

    @Slot()
    def _on_switch_clicked(self) -> None:
        # From "as in code" the first click says the opposite of what the code says.
        self._take(not self._code if self._value is None else not self._value)

    @Slot()
    def _on_combo_activated(self) -> None:
        if isinstance(self.editor, QComboBox):
            self._take(self.editor.currentData())

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self._take(text or None, is_typing=True)

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._take(None)
        self.editor.setFocus()


def as_text(value: Any) -> str:
    """An override as it is typed."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in cast("list[object]", value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _comparable(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else as_text(value)


class FieldEdit(QLineEdit):
    """A line whose Ctrl+Z belongs to the page: undo there knows of all fields."""

    def offer(self, names: Sequence[str], *, is_list: bool) -> None:
        """Complete what is typed; in a list, its last part."""
        completer = self.completer()
        if not isinstance(completer, _NamesCompleter):
            completer = _NamesCompleter(self, is_list=is_list)
            completer.activated.connect(self.textEdited)
            self.setCompleter(completer)
        completer.offer(names)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the actions of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)


class _NamesCompleter(QCompleter):
    """Completes a name, or the last one of names separated by commas."""

    def __init__(self, parent: QWidget, *, is_list: bool) -> None:
        super().__init__(parent)
        self._is_list = is_list
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def offer(self, names: Sequence[str]) -> None:
        """Take other names."""
        self._names.setStringList(list(names))

    # Qt overrides

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 -- Qt's name
        """What is to be completed."""
        return [path.rpartition(",")[2].strip()] if self._is_list else [path]

    def pathFromIndex(self, index: Any) -> str:  # noqa: N802 -- Qt's name
        """What stands in the line once a name was chosen."""
        name = str(index.data())
        edit = self.widget()
        if not self._is_list or not isinstance(edit, QLineEdit):
            return name
        before = edit.text().rpartition(",")[0]
        return f"{before}, {name}" if before else name


class EditMark(QWidget):
    """An accent bar left of a field that is not saved yet."""

    accessible_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False
        self.setFixedSize(3, 24)

    def set_on(self, on: bool) -> None:
        """Show or hide the bar."""
        self._is_on = on
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        if not self._is_on:
            return
        painter = QPainter(self)
        try:
            painter.fillRect(QRectF(self.rect()), Theme.current().color("accent"))
        finally:
            painter.end()
