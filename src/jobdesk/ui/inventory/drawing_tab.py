"""DrawingTab: what can be drawn of an object: a rack, a prefix in its tree, a cable's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from jobdesk.ui.session import Session

RACK, TREE, PATH = "Elevation", "Tree", "Path"
_TITLES = {
    "dcim.rack": RACK,
    "ipam.prefix": TREE,
    "dcim.cable": PATH,
    "dcim.interface": PATH,
    "dcim.consoleport": PATH,
    "dcim.consoleserverport": PATH,
    "dcim.powerport": PATH,
    "dcim.poweroutlet": PATH,
    "dcim.frontport": PATH,
    "dcim.rearport": PATH,
    "dcim.powerfeed": PATH,
    "circuits.circuittermination": PATH,
}


def drawing_title(kind: str) -> str:
    """What the drawing of such an object is called; empty where there is none."""
    return _TITLES.get(kind, "")


class DrawingTab(QWidget):
    """Makes a drawing when one of its kind is first looked at.

    Signals:
        object_requested(str, str): open an object, by kind and key.
    """

    object_requested = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._made: dict[str, Any] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setAccessibleName("Drawing")

    def show_object(self, kind: str, key: str) -> None:
        """Draw an object."""
        title = drawing_title(kind)
        if not title:
            return
        if title not in self._made:
            self._made[title] = self._make(title)
        drawing = self._made[title]
        self._stack.setCurrentWidget(drawing)
        self.setFocusProxy(drawing)
        drawing.show_object(kind, key)

    def _make(self, title: str) -> QWidget:
        from jobdesk.ui.inventory.path_view import PathView
        from jobdesk.ui.inventory.prefix_tree import PrefixTree
        from jobdesk.ui.inventory.rack_view import RackView

        kinds = {RACK: RackView, TREE: PrefixTree, PATH: PathView}
        made = kinds[title](self._session)
        made.object_requested.connect(self.object_requested)
        self._stack.addWidget(made)
        return made
