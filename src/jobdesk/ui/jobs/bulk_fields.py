"""One line of the settings of many jobs: the field, what stands now, and what all shall get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from jobdesk.ui.jobs.override_fields import EditMark, FieldEdit, as_text
from jobdesk.ui.jobs.override_specs import FieldSpec
from jobdesk.ui.jobs.words import value_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

CLEAR: Final = "\x00as in code"  # no text that can be typed
_YES_NO = ((True, "Yes"), (False, "No"))
_TOLD_VALUES = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands now in a field of many jobs: values in words, the commonest first."""

    values: tuple[tuple[str, int], ...]
    overridden: int


def standing_of(name: str, records: Sequence[JobRecord]) -> Standing:
    """Count it; off the main thread, since there may be ten thousand jobs."""
    counted = Counter(value_words(name, getattr(record, name)) for record in records)
    overridden = sum(name in record.overrides for record in records)
    return Standing(tuple(counted.most_common()), overridden)


class BulkField(QObject):
    """The widgets of one line; its value is None (left alone), CLEAR, or what all shall get.

    Signals:
        edited(before, after, is_typing): a person gave it another value.
    """

    edited = Signal(object, object, bool)

    def __init__(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._value: Any = None
        self.is_mixed = False
        self._mark = EditMark()
        self._title = label(spec.title, "body")
        self._mixed = IconLabel("circles-three", "text2")
        self._now = ElidedLabel("", "body", "text2")
        self._error = label("", "cell", "bad", wrap=True)
        self._as_code = button("", "icon", icon="action/reset", tip=f"{spec.title}: as in code")
        self._as_code.setCheckable(True)
        self.editor = self._make_editor()
        self._title.setBuddy(self.editor)
        self._place(grid)
        self._as_code.clicked.connect(self._on_as_code_clicked)
        self._fill()

    def _make_editor(self) -> QWidget:
        choices = _YES_NO if self.spec.kind == "flag" else self.spec.choices
        if choices:
            combo = QComboBox()
            combo.setItemDelegate(QStyledItemDelegate(combo))
            combo.setAccessibleName(self.spec.title)
            combo.addItem("", None)
            for value, words in choices:
                combo.addItem(words, value)
            combo.addItem("as in code", CLEAR)
            combo.activated.connect(self._on_combo_activated)
            return combo
        edit = FieldEdit()
        edit.setAccessibleName(self.spec.title)
        edit.textEdited.connect(self._on_text_edited)
        return edit

    def _place(self, grid: QGridLayout) -> None:
        row = grid.rowCount()
        now = QHBoxLayout()
        now.setSpacing(6)
        now.addWidget(self._mixed)
        now.addWidget(self._now, 1)
        grid.addWidget(self._mark, row, 0)
        grid.addWidget(self._title, row, 1)
        grid.addLayout(now, row, 2)
        grid.addWidget(self.editor, row, 3)
        grid.addWidget(self._as_code, row, 4)
        grid.addWidget(self._error, row + 1, 3)
        grid.setRowMinimumHeight(row, Theme.current().size("field") + 6)
        self._error.hide()

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed from these names."""
        if isinstance(self.editor, FieldEdit):
            self.editor.offer(names, is_list=self.spec.kind == "names")

    def show_standing(self, standing: Standing) -> None:
        """Say what stands now in these jobs."""
        self.is_mixed = len(standing.values) > 1
        self._mixed.setVisible(self.is_mixed)
        if self.is_mixed:
            self._now.setText(f"mixed, {len(standing.values)} values")
            told = [f"{words}: {number} jobs" for words, number in standing.values]
            more = ["…"] if told[_TOLD_VALUES:] else []
            self._title.setToolTip("\n".join([*told[:_TOLD_VALUES], *more]))
        else:
            self._now.setText(standing.values[0][0] if standing.values else "")
            self._title.setToolTip("")
        overridden = standing.overridden
        self._as_code.setEnabled(bool(overridden) or self._value == CLEAR)
        tip = f"{self.spec.title}: as in code again ({overridden} overridden)"
        self._as_code.setToolTip(tip if overridden else "None of these jobs overrides it.")
        self._fill()

    @property
    def now_words(self) -> str:
        """What stands now, in words."""
        return self._now.text()

    @property
    def value(self) -> Any:
        """None, CLEAR, or the value for all."""
        return self._value

    @property
    def is_changed(self) -> bool:
        """It is not left alone."""
        return self._value is not None

    def set_value(self, value: Any) -> None:
        """Take a value without saying `edited`: from undo, redo, discard."""
        self._value = value
        self._fill()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the value."""
        if text == self._error.text():
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setProperty("error", "true" if text else None)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self._describe()

    def _take(self, value: Any, *, is_typing: bool = False) -> None:
        before, self._value = self._value, value
        self._fill()
        self.edited.emit(before, value, is_typing)

    def _fill(self) -> None:
        left = "mixed, left alone" if self.is_mixed else "left alone"
        if isinstance(self.editor, QComboBox):
            self.editor.setItemText(0, left)
            self.editor.setCurrentIndex(max(0, self.editor.findData(self._value)))
        elif isinstance(self.editor, QLineEdit):
            text = "" if self._value == CLEAR else as_text(self._value)
            if self.editor.text() != text:
                self.editor.setText(text)
            self.editor.setPlaceholderText("as in code" if self._value == CLEAR else left)
        self._as_code.setChecked(self._value == CLEAR)
        self._title.setFont(Theme.current().font("section" if self.is_changed else "body"))
        self._mark.set_on(self.is_changed)
        self._describe()

    def _describe(self) -> None:
        state = "not saved" if self.is_changed else ""
        parts = (self._error.text(), state, f"now: {self._now.text()}")
        self.editor.setAccessibleDescription(". ".join(part for part in parts if part))

    @Slot()
    def _on_combo_activated(self) -> None:
        if isinstance(self.editor, QComboBox):
            self._take(self.editor.currentData())

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self._take(text or None, is_typing=True)

    @Slot()
    def _on_as_code_clicked(self) -> None:
        self._take(None if self._value == CLEAR else CLEAR)
