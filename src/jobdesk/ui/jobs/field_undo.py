"""Undo and redo of what is typed into settings and not saved yet."""

from __future__ import annotations

import time
from typing import Any, Protocol

from PySide6.QtGui import QUndoCommand

from jobdesk.ui.jobs.override_specs import FieldSpec


class UndoableField(Protocol):
    """A line of settings that can take an earlier value again."""

    spec: FieldSpec

    @property
    def value(self) -> Any:
        """What is typed."""
        ...

    def set_value(self, value: Any) -> None:
        """Take a value without telling of an edit."""
        ...


_PAUSE_S = 1.5  # typing that goes on after a longer pause is a step of its own


class FieldEditStep(QUndoCommand):
    """One field got another value; typing without a pause is one step."""

    def __init__(
        self, field: UndoableField, before: Any, after: Any, *, number: int, is_typing: bool
    ) -> None:
        verb = "typing in" if is_typing else "change of"
        super().__init__(f"{verb} {field.spec.title.lower()}")
        self._field = field
        self._before = before
        self.after = after
        self.made = time.monotonic()
        self._id = number if is_typing else -1

    # Qt overrides

    def undo(self) -> None:
        """Take the earlier value."""
        self._field.set_value(self._before)

    def redo(self) -> None:
        """Take the later value; it is there already when the step is new."""
        if self._field.value != self.after:
            self._field.set_value(self.after)

    def id(self) -> int:
        """Steps of the same id may be merged."""
        return self._id

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 -- Qt's name
        """Take in what was typed right after."""
        if not isinstance(other, FieldEditStep) or other.made - self.made > _PAUSE_S:
            return False
        self.after, self.made = other.after, other.made
        self.setObsolete(self.after == self._before)
        return True
