"""HistoryTab: the changes of an object; the widget of the change log, made when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from jobdesk.ui.changes.object_history import ObjectHistory
    from jobdesk.ui.session import Session


class HistoryTab(QWidget):
    """All changes of one object, each with its fields.

    Signals:
        run_requested(int): open this run.
        object_requested(str, str): open an object, by kind and key.
        reverted(): a change was taken back.
    """

    run_requested = Signal(int)
    object_requested = Signal(str, str)
    reverted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._history: ObjectHistory | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Changes")

    def show_object(self, kind: str, key: str) -> None:
        """Show the changes of an object."""
        if self._history is None:
            self._history = self._make()
        self._history.show_object(kind, key)

    def _make(self) -> ObjectHistory:
        from jobdesk.ui.changes.object_history import ObjectHistory

        made = ObjectHistory(self._session, self._session.layout_state)
        made.run_requested.connect(self.run_requested)
        made.object_requested.connect(self.object_requested)
        made.reverted.connect(self.reverted)
        self._column.addWidget(made)
        self.setFocusProxy(made)
        return made
