"""Editors for one of some choices, and for yes or no."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyledItemDelegate,
    QVBoxLayout,
)

from jobdesk.ui.form.check_box import ElidedCheckBox
from jobdesk.ui.form.choices import Choice, choices_of
from jobdesk.ui.form.editor import Editor

_VALUE_ROLE = Qt.ItemDataRole.UserRole
_HEADING_ROLE = Qt.ItemDataRole.UserRole + 1


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
    """A drop-down list; an optional one begins with a blank entry."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.box = ChoiceBox()
        self.box.setPlaceholderText("Choose…")
        self.box.setModel(QStandardItemModel(self.box))
        self._list_choices()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.box.currentIndexChanged.connect(self._on_box_index_changed)
        self._adopt(self.box)

    @property
    def can_be_wrong(self) -> bool:
        """Only by leaving out what is required."""
        return bool(self.options.get("required", True))

    def value(self) -> str:
        """The chosen value, empty when none is."""
        return str(self.box.currentData(_VALUE_ROLE) or "")

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is no longer offered leaves the field empty."""
        wanted = "" if value is None else str(value)
        for row in range(self.box.count()):
            is_enabled = self.box.itemData(row, _HEADING_ROLE) is not True
            if is_enabled and self.box.itemData(row, _VALUE_ROLE) == wanted:
                self.box.setCurrentIndex(row)
                return
        self.box.setCurrentIndex(-1)

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
        self.box.clear()
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        if not is_required:
            model.appendRow(_item(Choice("", "")))
        for choice in choices_of(self.options):
            model.appendRow(_item(choice))
        self.box.setCurrentIndex(-1 if is_required else 0)

    @Slot()
    def _on_box_index_changed(self) -> None:
        self.changed.emit()


def _item(choice: Choice) -> QStandardItem:
    item = QStandardItem(choice.label)
    item.setData(choice.value, _VALUE_ROLE)
    item.setData(choice.is_heading, _HEADING_ROLE)
    if choice.is_heading:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item


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
        """Check or uncheck."""
        self.box.setChecked(bool(value))

    @Slot()
    def _on_box_toggled(self) -> None:
        self.changed.emit()
