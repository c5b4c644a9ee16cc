"""NewInventory: what an empty inventory offers: bring data, make some, begin by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.inventory.actions import ADD
from jobdesk.ui.inventory.exchange_actions import IMPORT, REMOTE, SAMPLE
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import label

_WIDTH_PX = 360
_SHARE = 100  # of the room, up to that width


class NewInventory(QWidget):
    """Four ways to begin; the first is the one that most people take."""

    def __init__(self, actions: ActionRegistry) -> None:
        super().__init__()
        self.setAccessibleName("The inventory is empty")
        title = label("The inventory is empty", "pane", wrap=True)
        words = label(
            "Jobs work on what is in it: devices, addresses, circuits. Bring yours, or try it "
            "with an invented network.",
            "body",
            "text2",
            wrap=True,
        )
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH_PX)
        box = QVBoxLayout(inner)
        box.setSpacing(8)
        for part in (title, words):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        box.addSpacing(10)
        self.buttons = [
            action_button(actions[command.name], kind)
            for command, kind in (
                (REMOTE, "primary"),
                (IMPORT, "secondary"),
                (SAMPLE, "secondary"),
                (ADD, "secondary"),
            )
        ]
        for each in self.buttons:
            box.addWidget(each)
        middle = QHBoxLayout()  # an alignment would ask no height for the width
        middle.addStretch(1)
        middle.addWidget(inner, _SHARE)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
