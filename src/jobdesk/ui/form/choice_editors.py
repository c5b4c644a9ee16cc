"""Editors for one of some choices, and for yes or no."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QStyledItemDelegate, QVBoxLayout

from jobdesk.errors import VariableError
from jobdesk.jobs import BooleanVar
from jobdesk.ui.form.check_box import ElidedCheckBox
from jobdesk.ui.form.choice_model import VALUE_ROLE, ChoiceModel
from jobdesk.ui.form.choices import Choice, choices_of
from jobdesk.ui.form.completion import ChoiceCompleter
from jobdesk.ui.form.editor import Editor

_FLAG = BooleanVar()
_SEARCH_FROM = 8  # more choices than these are searched by typing


class ChoiceBox(QComboBox):
    """A combo box whose list follows the style sheet and which the wheel does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # else ::item rules are ignored
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(8)

    # Qt overrides
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form; a value changes by a click or a key only."""
        event.ignore()


class ChoiceEditor(Editor):
    """A drop-down list; an optional one begins with a blank entry.

    Where there are many choices, typing finds one by any part of its label.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.box = ChoiceBox()
        self.model = ChoiceModel()
        self.completer: ChoiceCompleter | None = None  # where choices are found by typing
        self.box.setModel(self.model)
        self._list_choices()
        self.box.setPlaceholderText("Choose…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.box.currentIndexChanged.connect(self._on_box_index_changed)
        self._adopt(self.box)

    @property
    def can_be_wrong(self) -> bool:
        """By leaving out what is required, or by typing what is no choice."""
        return bool(self.options.get("required", True)) or self.completer is not None

    def value(self) -> str:
        """The chosen value, empty when none is; a text that is no choice stays as typed."""
        if self.completer is None or self.box.currentText() == self._chosen_label():
            return str(self.box.currentData(VALUE_ROLE) or "")
        text = self.box.currentText().strip()
        found = self.completer.found(text)
        return found.value if found is not None else text

    def _chosen_label(self) -> str:
        choice = self.model.choice(self.box.currentIndex())
        return choice.label if choice is not None else ""

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is no longer offered leaves the field empty."""
        self.box.setCurrentIndex(self.model.row_of("" if value is None else str(value)))
        if self.box.isEditable():
            self.box.setEditText(self._chosen_label())

    def offer(self, options: Mapping[str, Any]) -> None:
        """Replace the entries; the chosen one stays when it is still among them."""
        super().offer(options)
        chosen = self.value()
        blocker = QSignalBlocker(self.box)
        self._list_choices()
        if chosen:
            self.set_value(chosen)
        blocker.unblock()
        if self.value() != chosen:
            self.changed.emit()

    def _list_choices(self) -> None:
        is_required = bool(self.options.get("required", True))
        choices = choices_of(self.options)
        self.model.show_choices([*([] if is_required else [Choice("", "")]), *choices])
        if len(choices) > _SEARCH_FROM and self.completer is None:
            self._make_searchable()
        if self.completer is not None:
            self.completer.offer(choices)
        self.box.setCurrentIndex(-1 if is_required else 0)

    def _make_searchable(self) -> None:
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        view = self.box.view()
        if isinstance(view, QListView):
            view.setUniformItemSizes(True)  # else each of ten thousand is measured
        self.completer = ChoiceCompleter(self)
        self.box.setCompleter(self.completer)
        self.line.setPlaceholderText("Type to search…")
        self.line.setAccessibleName(self.label)
        self.line.editingFinished.connect(self._on_line_editing_finished)
        self.completer.picked.connect(self._on_completer_picked)

    @property
    def line(self) -> QLineEdit:
        """Where choices are searched; only where they are many."""
        line = self.box.lineEdit()
        assert line is not None
        return line

    @Slot()
    def _on_line_editing_finished(self) -> None:
        """Take the choice that is meant; what is none is said beside the field."""
        found = self.completer.found(self.line.text()) if self.completer is not None else None
        if found is not None and found.label != self._chosen_label():
            self.set_value(found.value)
        elif found is not None:
            self.box.setEditText(found.label)
        else:
            self.changed.emit()

    @Slot(str)
    def _on_completer_picked(self, value: str) -> None:
        self.set_value(value)

    @Slot()
    def _on_box_index_changed(self) -> None:
        self.changed.emit()


class FlagEditor(Editor):
    """A check box that carries its label."""

    has_own_label = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.box = ElidedCheckBox(self.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.box.toggled.connect(self._on_box_toggled)
        self._adopt(self.box)

    @property
    def can_be_wrong(self) -> bool:
        """Only by leaving out what is required."""
        return bool(self.options.get("required", True))

    def value(self) -> bool:
        """Checked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Check or uncheck; `false`, `no` and `off` are no, and so is what is neither."""
        try:
            self.box.setChecked(bool(_FLAG.parse(value)))
        except VariableError:
            self.box.setChecked(False)

    @Slot()
    def _on_box_toggled(self) -> None:
        self.changed.emit()
