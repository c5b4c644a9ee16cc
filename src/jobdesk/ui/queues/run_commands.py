"""What can be done with the runs of the queue that is shown: open, move, cancel."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.queues import actions as commands
from jobdesk.ui.queues.changes import QueueChanges
from jobdesk.ui.queues.lane import LanePane
from jobdesk.ui.queues.lists import RunList

QUEUE_MENU = ("pause", "resume", "drain", "undrain", "", "pause_all", "resume_all", "", "new")


class RunCommands(QObject):
    """The actions of runs, and when they are of use.

    Signals:
        open_run(int): show this run.
    """

    open_run = Signal(int)

    def __init__(self, actions: ActionRegistry, lane: LanePane, changes: QueueChanges) -> None:
        super().__init__(lane)
        self._actions = actions
        self._lane = lane
        self._changes = changes
        self._left_out = 0
        waiting = lane.waiting
        actions.make(commands.OPEN, self._on_open)
        actions.make(commands.TOP, self._on_top, on=waiting)
        actions.make(commands.UP, self._on_up, on=waiting)
        actions.make(commands.DOWN, self._on_down, on=waiting)
        actions.make(commands.END, self._on_end, on=waiting)
        actions.make(commands.CANCEL, self._on_cancel)
        waiting.runs.moved.connect(self._tell)
        waiting.selectionModel().currentChanged.connect(self._tell)
        for each in (lane.running, waiting):
            each.run_opened.connect(self.open_run)
            each.customContextMenuRequested.connect(self._on_menu)

    def tell(self, left_out: int) -> None:
        """Other runs are shown; so many more wait."""
        self._left_out = left_out
        self._tell()

    @property
    def _focused(self) -> RunList:
        """The list whose run is meant."""
        lane = self._lane
        return lane.running if lane.running.hasFocus() else lane.waiting

    @Slot()
    def _on_open(self) -> None:
        no = self._focused.no
        if no is not None:
            self.open_run.emit(no)

    @Slot()
    def _tell(self) -> None:
        """Turn off the moves that lead nowhere, and say why."""
        waiting = self._lane.waiting
        is_last = waiting.row == waiting.runs.rowCount() - 1 and not self._left_out
        none = "" if waiting.no is not None else "Choose a run that waits first."
        first = none or ("It is the next one already." if waiting.row == 0 else "")
        last = none or ("It is the last one already." if is_last else "")
        for names, reason in ((("top", "up"), first), (("down", "end"), last)):
            for name in names:
                self._actions.disable(f"queues.{name}", reason)

    @Slot()
    def _on_top(self) -> None:
        waiting = self._lane.waiting
        waiting.runs.move(waiting.row, 0)
        waiting.scrollToTop()

    @Slot()
    def _on_up(self) -> None:
        self._lane.waiting.move_by(-1)

    @Slot()
    def _on_down(self) -> None:
        self._lane.waiting.move_by(1)

    @Slot()
    def _on_end(self) -> None:
        waiting = self._lane.waiting
        if not self._left_out:
            waiting.runs.move(waiting.row, waiting.runs.rowCount())
        elif waiting.no is not None:
            self._changes.move(waiting.no, None)

    @Slot()
    def _on_cancel(self) -> None:
        no = self._focused.no
        if no is not None:
            self._changes.cancel(no)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        view = self.sender()
        if not isinstance(view, RunList):
            return
        if view.is_below_rows(point) or view.no is None:
            pop_up(self._actions, view.viewport(), point, QUEUE_MENU)
            return
        moves = ("top", "up", "down", "end", "") if view is self._lane.waiting else ()
        pop_up(self._actions, view.viewport(), point, ("open_run", "", *moves, "cancel_run"))


def pop_up(
    actions: ActionRegistry, viewport: QWidget, point: QPoint, names: tuple[str, ...]
) -> None:
    """Open a menu of these commands of the board; an empty name is a line between them."""
    menu = QMenu(viewport)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions.fill(menu, *(f"queues.{name}" if name else "" for name in names))
    menu.popup(viewport.mapToGlobal(point))
