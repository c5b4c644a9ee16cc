"""The place of a variable that chooses objects: the inventory is not part of this version."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from jobdesk.ui.form.editor import Editor

NO_INVENTORY = "needs the inventory, which is not part of this version"


class ObjectEditor(Editor):
    """A disabled field that says why it is disabled."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.line = QLineEdit()
        self.line.setEnabled(False)
        self.line.setPlaceholderText("The inventory is not part of this version")
        self.line.setToolTip(f"{self.label} {NO_INVENTORY}.")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self._adopt(self.line)

    def value(self) -> Any:
        """Nothing can be chosen."""
        return None

    def set_value(self, value: Any) -> None:
        """Ignore it: the objects of an earlier run cannot be looked up."""

    def unavailable_reason(self) -> str:
        """Why nothing can be chosen."""
        return NO_INVENTORY
