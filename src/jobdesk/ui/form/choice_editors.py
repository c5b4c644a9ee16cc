"""Editors for choices: one of some, several of some, yes or no."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.form.editor import Editor

_CHECKS_SHOWN = 8  # more than these become a list with a filter
_LIST_ROWS = 6
_VALUE_ROLE = Qt.ItemDataRole.UserRole
_CHECK_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered value; a heading has no value."""

    value: str
    label: str
    is_heading: bool = False


def choices_of(options: Mapping[str, Any]) -> list[Choice]:
    """The choices of a description, groups with their headings in front."""
    return list(_flat(cast("Sequence[Any]", options.get("choices") or ())))


def _flat(pairs: Sequence[Any]) -> Iterator[Choice]:
    for first, second in pairs:
        if isinstance(second, list | tuple):
            yield Choice("", str(first), is_heading=True)
            yield from _flat(cast("Sequence[Any]", second))
        else:
            yield Choice(str(first), str(second))


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
        model = QStandardItemModel(self.box)
        if not options.get("required", True):
            model.appendRow(_item(Choice("", "")))
        for choice in choices_of(options):
            model.appendRow(_item(choice))
        self.box.setModel(model)
        self.box.setCurrentIndex(-1 if options.get("required", True) else 0)
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

    @Slot()
    def _on_box_index_changed(self) -> None:
        self.changed.emit()


_HEADING_ROLE = Qt.ItemDataRole.UserRole + 1


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
        self.box = QCheckBox(self.label.replace("&", "&&"))
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


class ChecksEditor(Editor):
    """Some choices as check boxes in two columns."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.boxes: list[tuple[str, QCheckBox]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        place = 0
        for choice in choices_of(options):
            if choice.is_heading:
                place += place % _CHECK_COLUMNS
                grid.addWidget(_heading(choice.label), place // _CHECK_COLUMNS, 0, 1, 2)
                place += _CHECK_COLUMNS
                continue
            box = QCheckBox(choice.label.replace("&", "&&"))
            box.setAccessibleName(f"{self.label}: {choice.label}")
            box.toggled.connect(self._on_box_toggled)
            grid.addWidget(box, place // _CHECK_COLUMNS, place % _CHECK_COLUMNS)
            self.boxes.append((choice.value, box))
            place += 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        if self.boxes:
            self._adopt(*(box for _, box in self.boxes))

    @property
    def can_be_wrong(self) -> bool:
        """Only by leaving out what is required."""
        return bool(self.options.get("required", True))

    def value(self) -> list[str]:
        """The checked values, in the order of the choices."""
        return [value for value, box in self.boxes if box.isChecked()]

    def set_value(self, value: Any) -> None:
        """Check these values."""
        wanted = texts_of(value)
        for own, box in self.boxes:
            box.setChecked(own in wanted)

    @Slot()
    def _on_box_toggled(self) -> None:
        self.changed.emit()


class CheckListEditor(Editor):
    """Many choices as a list with check marks and a filter."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter the choices")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(f"Filter {self.label}")
        self.list = QListWidget()
        self.list.setObjectName("checkList")
        self.list.setItemDelegate(QStyledItemDelegate(self.list))
        self.list.setUniformItemSizes(True)
        for choice in choices_of(options):
            self.list.addItem(_list_item(choice))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        row_height = self.list.sizeHintForRow(0) if self.list.count() else 24
        self.list.setFixedHeight(row_height * _LIST_ROWS + 2 * self.list.frameWidth() + 4)
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self.list.itemChanged.connect(self._on_list_item_changed)
        self.list.setAccessibleName(self.label)
        self._adopt(self.list, self.filter)
        self.setFocusProxy(self.filter)

    def value(self) -> list[str]:
        """The checked values, in the order of the choices."""
        return [
            str(item.data(_VALUE_ROLE))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def set_value(self, value: Any) -> None:
        """Check these values."""
        wanted = texts_of(value)
        for item in self._items():
            if item.data(_HEADING_ROLE) is not True:
                is_on = item.data(_VALUE_ROLE) in wanted
                item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _items(self) -> Iterator[QListWidgetItem]:
        for row in range(self.list.count()):
            yield self.list.item(row)

    @Slot(str)
    def _on_filter_text_changed(self, text: str) -> None:
        needle = text.strip().lower()
        for item in self._items():
            is_heading = item.data(_HEADING_ROLE) is True
            item.setHidden(bool(needle) and (is_heading or needle not in item.text().lower()))

    @Slot()
    def _on_list_item_changed(self) -> None:
        self.changed.emit()


def texts_of(value: Any) -> set[str]:
    """A value or several, as texts."""
    if value is None or value == "":
        return set()
    if isinstance(value, str | int | float):
        return {str(value)}
    return {str(one) for one in cast("Sequence[Any]", value)}


def multi_choice_editor(options: Mapping[str, Any]) -> Editor:
    """Check boxes for some choices, a list with a filter for many."""
    count = sum(not choice.is_heading for choice in choices_of(options))
    return ChecksEditor(options) if count <= _CHECKS_SHOWN else CheckListEditor(options)


def _heading(text: str) -> QWidget:
    label = QLabel(text)
    label.setProperty("role", "sectionSmall")
    return label


def _list_item(choice: Choice) -> QListWidgetItem:
    item = QListWidgetItem(choice.label)
    item.setData(_VALUE_ROLE, choice.value)
    item.setData(_HEADING_ROLE, choice.is_heading)
    if choice.is_heading:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
    return item
