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
        self._meant: RunList = lane.waiting  # had the keyboard last
        self._in_menu: int | None = None  # the run that an open menu is about
        waiting = lane.waiting
        actions.make(commands.OPEN, self._on_open)
        actions.make(commands.TOP, self._on_top, on=waiting)
        actions.make(commands.UP, self._on_up, on=waiting)
        actions.make(commands.DOWN, self._on_down, on=waiting)
        actions.make(commands.END, self._on_end, on=waiting)
        actions.make(commands.CANCEL, self._on_cancel)
        waiting.runs.moved.connect(self._tell)
        for each in (lane.running, waiting):
            each.selectionModel().currentChanged.connect(self._tell)
            each.entered_by_focus.connect(self._on_entered)
            each.run_opened.connect(self.open_run)
            each.customContextMenuRequested.connect(self._on_menu)

    def tell(self, left_out: int) -> None:
        """Other runs are shown; so many more wait."""
        self._left_out = left_out
        self._tell()

    @property
    def _no(self) -> int | None:
        """The run that is meant: that of the menu, although its row has gone on meanwhile."""
        return self._in_menu or self._meant.no

    @property
    def _can_move(self) -> bool:
        """The run that is meant is the chosen one of those that wait."""
        return self._in_menu in (None, self._lane.waiting.no)

    @Slot()
    def _on_entered(self) -> None:
        view = self.sender()
        if isinstance(view, RunList):
            self._meant = view
            self._tell()

    @Slot()
    def _on_menu_gone(self) -> None:
        self._in_menu = None

    @Slot()
    def _on_open(self) -> None:
        if self._no is not None:
            self.open_run.emit(self._no)

    @Slot()
    def _tell(self) -> None:
        """Turn off what is of no use, and say why."""
        chosen = "" if self._meant.no is not None else "Choose a run first."
        for name in ("open_run", "cancel_run"):
            self._actions.disable(f"queues.{name}", chosen)
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
        if self._can_move:
            waiting.runs.move(waiting.row, 0)
            waiting.scrollToTop()

    @Slot()
    def _on_up(self) -> None:
        if self._can_move:
            self._lane.waiting.move_by(-1)

    @Slot()
    def _on_down(self) -> None:
        if self._can_move:
            self._lane.waiting.move_by(1)

    @Slot()
    def _on_end(self) -> None:
        waiting = self._lane.waiting
        if not self._can_move:
            return
        if not self._left_out:
            waiting.runs.move(waiting.row, waiting.runs.rowCount())
        elif waiting.no is not None:
            self._changes.move(waiting.no, None)

    @Slot()
    def _on_cancel(self) -> None:
        if self._no is not None:
            self._changes.cancel(self._no)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        view = self.sender()
        if not isinstance(view, RunList):
            return
        if view.is_below_rows(point) or view.no is None:
            pop_up(self._actions, view.viewport(), point, QUEUE_MENU)
            return
        self._meant = view
        self._tell()
        moves = ("top", "up", "down", "end", "") if view is self._lane.waiting else ()
        names = ("open_run", "", *moves, "cancel_run")
        menu = pop_up(self._actions, view.viewport(), point, names)
        self._in_menu = view.no
        menu.destroyed.connect(self._on_menu_gone)


def pop_up(
    actions: ActionRegistry, viewport: QWidget, point: QPoint, names: tuple[str, ...]
) -> QMenu:
    """Open a menu of these commands of the board; an empty name is a line between them."""
    menu = QMenu(viewport)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions.fill(menu, *(f"queues.{name}" if name else "" for name in names))
    menu.popup(viewport.mapToGlobal(point))
    return menu
