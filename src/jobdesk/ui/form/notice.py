"""One line above the form: what was filled in, what was left out, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from jobdesk.ui.widgets.banner import Banner

_MARGIN = 24


class Notice(QFrame):
    """Keeps a banner off the edges; hidden until there is something to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.banner = Banner("info")
        self._act: Callable[[], None] | None = None
        self.banner.clicked.connect(self._on_banner_clicked)
        around = QVBoxLayout(self)
        around.setContentsMargins(_MARGIN, 14, _MARGIN, 0)
        around.addWidget(self.banner)
        self.hide()

    def say(
        self,
        bold: str,
        rest: str = "",
        *,
        kind: str = "info",
        verb: str = "",
        act: Callable[[], None] | None = None,
        icon: str = "",
    ) -> None:
        """Say one thing; `act` is what its button does."""
        self._act = act
        self.banner.say(kind, bold, rest, verb if act is not None else "", icon)
        self.show()

    @property
    def room(self) -> int:
        """How high it is; 0 while it says nothing."""
        return 0 if self.isHidden() else self.sizeHint().height()

    @property
    def text(self) -> str:
        """What is said, empty when nothing is."""
        return "" if self.isHidden() else self.banner.accessibleName()

    @property
    def verb(self) -> str:
        """The word on the button, empty when there is none."""
        return self.banner.verb if not self.isHidden() else ""

    @Slot()
    def _on_banner_clicked(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            self.hide()
            act()
