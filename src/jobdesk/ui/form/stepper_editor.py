"""A number line with steps, for whole numbers of any size."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout

from jobdesk.ui.form.editor import Editor


class NumberSpin(QAbstractSpinBox):
    """A line that takes any text and steps when the text is a whole number.

    QSpinBox holds 32 bits and refuses keys; here a wrong text stays visible beside its error.
    """

    def __init__(self, low: int | None, high: int | None) -> None:
        super().__init__()
        self._low = low
        self._high = high
        self.setObjectName("numberSpin")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        self.lineEdit().setTextMargins(8, 0, 0, 0)

    def number(self) -> int | None:
        """The whole number in the line, None when it is something else."""
        try:
            return int(self.lineEdit().text().strip())
        except ValueError:
            return None

    # Qt overrides
    def stepBy(self, steps: int) -> None:  # noqa: N802  # Qt's spelling
        """Step within the limits; from an empty line to the lower limit."""
        number = self.number()
        if number is None:
            number = (self._low or 0) - steps
        number += steps
        if self._low is not None:
            number = max(self._low, number)
        if self._high is not None:
            number = min(self._high, number)
        with suppress(ValueError):  # Python writes no number of more than 4,300 digits
            self.lineEdit().setText(str(number))
            self.lineEdit().selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802  # Qt's spelling
        """Steps that stay within the limits."""
        text = self.lineEdit().text().strip()
        number = self.number()
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if number is None:
            return flags if text else QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self._high is None or number < self._high:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self._low is None or number > self._low:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the number, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class StepperEditor(Editor):
    """A whole number with steps."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.spin = NumberSpin(options.get("min_value"), options.get("max_value"))
        self.line = self.spin.lineEdit()
        self.line.setAccessibleName(self.label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.spin)
        self.line.textChanged.connect(self._on_line_text_changed)
        self._adopt(self.spin)

    def value(self) -> str:
        """The text as typed."""
        return self.line.text()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        self.line.setText("" if value is None else str(value))

    @Slot()
    def _on_line_text_changed(self) -> None:
        self.changed.emit()
