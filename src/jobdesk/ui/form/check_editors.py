"""Editors for several of some choices: check boxes, or a list with a filter."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
)

from jobdesk.ui.form.check_box import ElidedCheckBox
from jobdesk.ui.form.choices import Choice, choices_of, texts_of
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.widgets.labels import label

_CHECKS_SHOWN = 8  # more than these become a list with a filter
_LIST_ROWS = 6
_SHORT_LABEL = 24  # characters that fit twice into a column
_VALUE_ROLE = Qt.ItemDataRole.UserRole
_HEADING_ROLE = Qt.ItemDataRole.UserRole + 1


class ChecksEditor(Editor):
    """Some choices as check boxes in two columns."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.boxes: list[tuple[str, ElidedCheckBox]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(7)
        columns = 2 if all(len(c.label) <= _SHORT_LABEL for c in choices_of(options)) else 1
        place = 0
        for choice in choices_of(options):
            if choice.is_heading:
                place += -place % columns
                heading = label(choice.label, "sectionSmall", "text2")
                grid.addWidget(heading, place // columns, 0, 1, columns)
                place += columns
                continue
            box = ElidedCheckBox(choice.label)
            box.setAccessibleName(f"{self.label}: {choice.label}")
            box.toggled.connect(self._on_box_toggled)
            grid.addWidget(box, place // columns, place % columns)
            self.boxes.append((choice.value, box))
            place += 1
        for column in range(columns):
            grid.setColumnStretch(column, 1)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self._list_choices()
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

    def offer(self, options: Mapping[str, Any]) -> None:
        """Replace the entries; checked ones stay checked where they are still offered."""
        super().offer(options)
        checked = self.value()
        blocker = QSignalBlocker(self.list)
        self._list_choices()
        self.set_value(checked)
        blocker.unblock()
        self._on_filter_text_changed(self.filter.text())
        if self.value() != checked:
            self.changed.emit()

    def _list_choices(self) -> None:
        self.list.clear()
        for choice in choices_of(self.options):
            self.list.addItem(_list_item(choice))
        row_height = self.list.sizeHintForRow(0) if self.list.count() else 24
        self.list.setFixedHeight(row_height * _LIST_ROWS + 2 * self.list.frameWidth() + 4)

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


def multi_choice_editor(options: Mapping[str, Any]) -> Editor:
    """Check boxes for some choices, a list with a filter for many, or where more may come."""
    if options.get("dynamic"):
        return CheckListEditor(options)
    count = sum(not choice.is_heading for choice in choices_of(options))
    return ChecksEditor(options) if count <= _CHECKS_SHOWN else CheckListEditor(options)


def _list_item(choice: Choice) -> QListWidgetItem:
    item = QListWidgetItem(choice.label)
    item.setData(_VALUE_ROLE, choice.value)
    item.setData(_HEADING_ROLE, choice.is_heading)
    if choice.is_heading:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        kind = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | kind)
        item.setCheckState(Qt.CheckState.Unchecked)
    return item
