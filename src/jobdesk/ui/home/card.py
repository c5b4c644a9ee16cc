"""A way in: icon, what it is, what follows, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import label

_TILE_PX = 40
_BUTTON_PX = 132


class WayCard(QFrame):
    """A card of the first-run page; only the one in accent has a filled button.

    Signals:
        clicked(): its button.
    """

    clicked = Signal()

    def __init__(self, icon: str, tone: str, title: str, words: str, verb: str) -> None:
        super().__init__()
        is_first = tone == "accent"
        self.setObjectName("card")
        tile = QFrame()
        tile.setObjectName("iconTile")
        tile.setProperty("tone", tone)
        tile.setFixedSize(_TILE_PX, _TILE_PX)
        inner = QHBoxLayout(tile)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(
            IconLabel(icon, "accentText" if is_first else "text2", 18),
            0,
            Qt.AlignmentFlag.AlignCenter,
        )
        self.button = button(verb, "primary" if is_first else "secondary")
        self.button.setMinimumWidth(_BUTTON_PX)
        make_dialog_size(self.button)
        self.button.clicked.connect(self.clicked)
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(label(title, "pane"))
        text.addWidget(label(words, "cell", "text2", wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(17, 16, 17, 16)
        line.setSpacing(16)
        line.addWidget(tile)
        line.addLayout(text, 1)
        line.addWidget(self.button)
