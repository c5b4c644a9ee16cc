"""Connecting: a new cable from the port, device, circuit or panel that is looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.inventory.desk.edit_records import PORT_KINDS, PORTS, CableStart
from jobdesk.inventory.desk.records import KindShape, ObjectDetail
from jobdesk.ui import messages
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.questions import Asker

if TYPE_CHECKING:
    from jobdesk.ui.inventory.kind_list import KindList

CABLE = "dcim.cable"
PEER = "cable_peer"
"""The column of what a port is connected to."""


def why_not(kind: str, detail: ObjectDetail | None) -> str:
    """Why no cable can begin at an object of this kind; empty when one can."""
    if kind not in PORT_KINDS and kind not in PORTS:
        return "Cables connect ports of devices, circuits and power panels."
    cable = detail.value("cable") if detail is not None and detail.kind == kind else None
    return f"It has a cable already: {cable.text}." if cable is not None and cable.text else ""


def connect(asker: Asker, edits: InventoryEdits, kind: str, key: str, window: QWidget) -> None:
    """Ask for the other end of a cable that begins here."""

    def open_(start: CableStart, shape: KindShape) -> None:
        from jobdesk.ui.inventory.object_dialog import ObjectDialog

        dialog = ObjectDialog(shape, None, asker, edits, window)
        dialog.preset(start.values)
        dialog.show()
        first = start.values["end_a"]
        dialog.form.focus_field("end_b" if first.plain else "end_a")

    def take(start: CableStart) -> None:
        if start.problem:
            messages.show_error(start.problem)
        else:
            work = partial(questions.shape, CABLE)
            asker.ask(window, "cable shape", work, partial(open_, start))

    asker.ask(window, "cable", partial(questions.cable_start, kind, key), take)


class CableCommands(QObject):
    """Cables from the current object of a list, or from a port that its detail shows."""

    def __init__(self, kind_list: KindList, asker: Asker, edits: InventoryEdits) -> None:
        super().__init__(kind_list)
        self._list = kind_list
        self._asker = asker
        self._edits = edits

    def why_not(self, detail: ObjectDetail | None) -> str:
        """Why no cable can begin at the current object; empty when one can."""
        row, shape = self._list.grid.current_row(), self._list.shape
        if row is None or shape is None:
            return "Nothing is selected."
        is_read = detail is not None and detail.key == row.key
        return why_not(shape.kind.label, detail if is_read else None)

    @Slot()
    def connect_current(self) -> None:
        """Ask for the other end of a cable from the current object."""
        row, shape = self._list.grid.current_row(), self._list.shape
        if row is not None and shape is not None:
            self.connect_port(shape.kind.label, row.key)

    @Slot(str, str)
    def connect_port(self, kind: str, key: str) -> None:
        """Ask for the other end of a cable from this object."""
        connect(self._asker, self._edits, kind, key, self._list.window())
