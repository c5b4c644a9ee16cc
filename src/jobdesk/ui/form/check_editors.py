"""Editors for several of some choices: check boxes, or chips where there are many."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout

from jobdesk.ui.form.check_box import ElidedCheckBox
from jobdesk.ui.form.chips_editor import ChipsEditor
from jobdesk.ui.form.choices import choices_of, texts_of
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.widgets.labels import label

_CHECKS_SHOWN = 8  # more than these become chips
_SHORT_LABEL = 24  # characters that fit twice into a column


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


def multi_choice_editor(options: Mapping[str, Any]) -> Editor:
    """Check boxes for some choices; chips for many, or where more may come."""
    if options.get("dynamic"):
        return ChipsEditor(options)
    count = sum(not choice.is_heading for choice in choices_of(options))
    return ChecksEditor(options) if count <= _CHECKS_SHOWN else ChipsEditor(options)
