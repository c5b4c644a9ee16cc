"""Unreadable: why a list is not shown, and the ways out; nothing is done before a button is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.inventory.trouble import WAY_OUT
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

_WIDTH_PX = 420
_SHARE = 1000  # of the width, before the air beside it
_HINT = "You can put it aside and begin an empty one; nothing is deleted."


class Unreadable(QWidget):
    """The reason in a sentence, with what can be done.

    Signals:
        again(): try again; also when another inventory is there.
    """

    again = Signal()

    def __init__(self, asker: Asker) -> None:
        super().__init__()
        self._asker = asker
        self.setAccessibleName("The list cannot be read")
        self.reason = label("", "body", "text2", wrap=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._again = button("Try again", "primary")
        self._aside = button("Put it aside, begin an empty one", "secondary")
        self._again.clicked.connect(self.again)
        self._aside.clicked.connect(self._on_aside)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH_PX)
        box = QVBoxLayout(inner)
        box.setSpacing(8)
        for part in (label("The list cannot be read", "pane", wrap=True), self.reason):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        box.addSpacing(10)
        box.addWidget(self._again)
        box.addWidget(self._aside)
        middle = QHBoxLayout()  # an alignment would ask no height for the width
        middle.addStretch(1)
        middle.addWidget(inner, _SHARE)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)

    def tell(self, error: JobDeskError) -> None:
        """Say why; the file can be put aside where it is no use as it is."""
        said = str(error)
        words = said.replace(WAY_OUT, _HINT)
        self.reason.setText(words)
        self.setAccessibleDescription(words)
        self._aside.setEnabled(True)
        self._aside.setVisible(said.endswith(WAY_OUT))

    @Slot()
    def _on_aside(self) -> None:
        self._aside.setEnabled(False)  # once
        door = self._asker.session.ready.inventory
        run_in_background(
            self, door.begin_anew, self._on_begun, store="inventory", failed=self._on_failed
        )

    def _on_begun(self, aside: Path) -> None:
        messages.show(f"The inventory is empty now. What was there is in {aside.name}.")
        self.again.emit()

    def _on_failed(self, error: BaseException) -> None:
        report_error(error)
        self.again.emit()
