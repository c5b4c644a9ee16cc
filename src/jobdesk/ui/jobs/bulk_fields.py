"""One line of the settings of many jobs: the field, what stands now, and what all shall get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jobdesk.ui.jobs.field_editors import make_editor
from jobdesk.ui.jobs.field_line import FieldLine
from jobdesk.ui.jobs.override_specs import AS_IN_CODE, CLEAR, FieldSpec
from jobdesk.ui.jobs.words import count_of, value_words
from jobdesk.ui.widgets.icon_label import IconLabel

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

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


class BulkField(FieldLine):
    """A line of many jobs; its value is None (left alone), CLEAR, or what all shall get."""

    def __init__(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(spec, make_editor(spec, is_bulk=True), parent)
        self.is_mixed = False
        self._mixed = IconLabel("circles-three", "text2")
        now = QHBoxLayout()
        now.setSpacing(6)
        now.addWidget(self._mixed)
        now.addWidget(self._told, 1)
        self.reset.setCheckable(True)
        self._place(grid, now, self.editor)
        self.reset.clicked.connect(self._on_reset_clicked)
        self._fill()

    def show_standing(self, standing: Standing) -> None:
        """Say what stands now in these jobs."""
        self.is_mixed = len(standing.values) > 1
        self._mixed.setVisible(self.is_mixed)
        if self.is_mixed:
            self._told.setText(f"mixed, {len(standing.values)} values")
            told = [f"{words}: {count_of(number, 'job')}" for words, number in standing.values]
            more = ["…"] if told[_TOLD_VALUES:] else []
            self._title.setToolTip("\n".join([*told[:_TOLD_VALUES], *more]))
        else:
            self._told.setText(standing.values[0][0] if standing.values else "")
            self._title.setToolTip("")
        overridden = standing.overridden
        self.reset.setEnabled(bool(overridden) or self._value == CLEAR)
        tip = f"{self.spec.title}: as in code again ({overridden} overridden)"
        self.reset.setToolTip(tip if overridden else "None of these jobs overrides it.")
        self._fill()

    @property
    def now_words(self) -> str:
        """What stands now, in words."""
        return self._told.text()

    @property
    def is_changed(self) -> bool:
        """It is not left alone."""
        return self._value is not None

    @property
    def gives_back(self) -> bool:
        """All are to follow the code again."""
        return self._value == CLEAR

    def _show_value(self) -> None:
        left = "mixed, left alone" if self.is_mixed else "left alone"
        self.editor.show_value(self._value)
        self.editor.set_hint(AS_IN_CODE if self.gives_back else left)
        self.reset.setChecked(self.gives_back)

    def _told_words(self) -> str:
        return f"now: {self._told.text()}"

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._take(None if self._value == CLEAR else CLEAR)
