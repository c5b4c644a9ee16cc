"""The lines of settings in their groups, and the steps of undo of what is typed into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from jobdesk.ui.jobs.field_line import FieldLine
from jobdesk.ui.jobs.field_undo import FieldEditStep
from jobdesk.ui.jobs.override_specs import GROUPS, FieldSpec
from jobdesk.ui.turns import Turns
from jobdesk.ui.widgets.labels import hairline, label

FieldMaker = Callable[[FieldSpec, QGridLayout, QWidget], FieldLine]


class AreaWords(NamedTuple):
    """What the area is called, its two columns, and how wide the first ones are."""

    name: str
    told: str
    typed: str
    hint: str = ""
    name_px: int = 150
    told_px: int = 150


class FieldsArea(QScrollArea):
    """All fields, in the order of `GROUPS`; where the maker gives none, there is none.

    Signals:
        edited(): what is typed is another, also by undo and redo.
        built(): all fields are there.
    """

    edited = Signal()
    built = Signal()

    def __init__(
        self,
        words: AreaWords,
        make: FieldMaker,
        leave_out: Iterable[str] = (),
        parent: QWidget | None = None,
        *,
        in_turns: bool = False,
    ) -> None:
        """Build all fields, or begin to (`in_turns`): `built` tells the end."""
        super().__init__(parent)
        self.edits = QUndoStack(self)
        self._lines: list[FieldLine] = []
        self._left_out = frozenset(leave_out)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields scroll it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(words.name)
        inner = QWidget(self.viewport())
        inner.setObjectName("plain")
        self.setWidget(inner)  # from the outside in: moving finished parts styles them again
        grid = QGridLayout(inner)
        grid.setContentsMargins(13, 12, 24, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(1, words.name_px)
        grid.setColumnMinimumWidth(2, words.told_px)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 3)
        self._add_head(grid, words)
        self._turns = Turns(self._steps(grid, inner, make), self)
        self._turns.done.connect(self.built)
        if not in_turns:
            self.finish()
        self.edits.indexChanged.connect(self._on_index_changed)

    @property
    def is_built(self) -> bool:
        """All fields are there."""
        return self._turns.is_done

    def finish(self) -> None:
        """Build what is missing now."""
        self._turns.finish()

    def _steps(self, grid: QGridLayout, inner: QWidget, make: FieldMaker) -> Iterator[None]:
        for title, specs in GROUPS:
            self._add_title(grid, title)
            for spec in specs:
                if spec.name not in self._left_out:
                    made = make(spec, grid, inner)
                    made.edited.connect(self._on_field_edited)
                    self._lines.append(made)
                    yield
        grid.setRowStretch(grid.rowCount(), 1)

    def _add_head(self, grid: QGridLayout, words: AreaWords) -> None:
        grid.addWidget(label(words.told, "label", "text2"), 0, 2)
        head = QHBoxLayout()
        head.addWidget(label(words.typed, "label", "text2"))
        head.addStretch(1)
        if words.hint:
            head.addWidget(label(words.hint, "cell", "text2"))
        grid.addLayout(head, 0, 3)

    def _add_title(self, grid: QGridLayout, title: str) -> None:
        row = grid.rowCount()
        grid.setRowMinimumHeight(row, 8)
        grid.addWidget(hairline(), row + 1, 1, 1, 4)
        heading = label(title, "section")
        heading.setContentsMargins(0, 12, 0, 6)
        grid.addWidget(heading, row + 2, 1, 1, 4)

    # What is typed

    @property
    def changed(self) -> list[FieldLine]:
        """The fields with something to save."""
        return [each for each in self._lines if each.is_changed]

    def asked(self) -> tuple[dict[str, Any], list[str]]:
        """Values to set by field, and the fields to give back to the code."""
        changed = self.changed
        values = {one.spec.name: one.value for one in changed if not one.gives_back}
        return values, [one.spec.name for one in changed if one.gives_back]

    def discard(self) -> None:
        """Take back all that was typed, in one step."""
        if changed := self.changed:
            self.change("discard", [(each, each.resting) for each in changed])

    def change(self, title: str, values: Iterable[tuple[FieldLine, Any]]) -> None:
        """Give fields other values, in one step."""
        self.edits.beginMacro(title)
        for line, value in values:
            self._push(line, line.value, value, is_typing=False)
        self.edits.endMacro()

    def _push(self, line: FieldLine, before: Any, after: Any, *, is_typing: bool) -> None:
        number = self._lines.index(line)
        self.edits.push(FieldEditStep(line, before, after, number=number, is_typing=is_typing))

    @Slot(object, object, bool)
    def _on_field_edited(self, before: Any, after: Any, is_typing: bool) -> None:
        line = self.sender()
        if isinstance(line, FieldLine):
            self._push(line, before, after, is_typing=is_typing)

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        del index
        if shiboken6.isValid(self.edits) and shiboken6.isValid(self):
            self.edited.emit()
