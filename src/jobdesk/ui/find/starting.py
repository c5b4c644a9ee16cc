"""StartPane: what stands there before the first search: what it does, examples to click."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

EXAMPLES: tuple[tuple[str, str], ...] = (
    ('"connection refused" or timeout', "a phrase, or a word"),
    ("level:warning -backup", "warnings and worse without a word"),
    ("object:core failed", "a word about some objects"),
    (r"/took \d+ s/", "a regular expression"),
)
"""Texts to search for, and what each means."""


class StartPane(QWidget):
    """A sentence and some examples.

    Signals:
        chosen(str): a text to search for.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Nothing was searched yet")
        title = label("Find a line in any run", "pane")
        reason = label(
            "All that runs have logged is searched, also while they run. For example:",
            "body",
            "text2",
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for row, (text, meaning) in enumerate(EXAMPLES):
            example = button(
                text.replace("&", "&&"), "link", name=f"Search for {text}, {meaning}"
            )
            example.setProperty("example", text)
            example.clicked.connect(self._on_clicked)
            grid.addWidget(example, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(meaning, "body", "text2"), row, 1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(grid)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(reason, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(middle)
        column.addStretch(2)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("example")))
