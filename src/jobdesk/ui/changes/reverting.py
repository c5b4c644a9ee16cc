"""Reverter: makes the plan of a revert, shows it, and carries it out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.records import ChangeFilter, RevertDone, RevertPlan
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.changes.revert_dialog import RevertDialog
from jobdesk.ui.changes.source import DEEDS, STORE
from jobdesk.ui.changes.words import DONE
from jobdesk.ui.session import Session


class Reverter(QObject):
    """Takes changes back, after they were looked at.

    Signals:
        reverted(): it was done; what is shown of the inventory is old.
    """

    reverted = Signal()

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self.dialog: RevertDialog | None = None

    def ask(self, wanted: ChangeFilter, only: frozenset[str], what: str) -> None:
        """Show what taking these changes back would do.

        Args:
            wanted: the changes.
            only: ids of those of them that are meant; empty: all.
            what: in words: "run #41", "this change".
        """
        dialog = RevertDialog(what, self._page)
        dialog.plan_requested.connect(self._on_plan_requested)
        dialog.go_requested.connect(self._on_go)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        self._wanted, self._only, self._what = wanted, only, what
        dialog.open()  # one at a time: what it says is what its button does
        self._plan()

    def _plan(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        door = self._session.ready.inventory
        wanted, only, beside = self._wanted, self._only, dialog.takes_beside

        def work() -> RevertPlan:
            from jobdesk.inventory.history.plan import plan

            return door.ask(partial(plan, wanted, only, beside=beside))

        run_in_background(
            dialog, work, dialog.show_plan, store=STORE, name="plan", failed=dialog.show_failure
        )

    @Slot()
    def _on_plan_requested(self) -> None:
        self._plan()

    @Slot()
    def _on_go(self) -> None:
        dialog = self.dialog
        if dialog is None or dialog.plan is None:
            return
        dialog.show_busy()
        door, expected = self._session.ready.inventory, dialog.plan.fingerprint
        wanted, only, beside = self._wanted, self._only, dialog.takes_beside
        detail = f"Revert of {self._what.replace('#', '')}"

        def work() -> RevertDone:
            from jobdesk.inventory.history.revert import revert

            take_back = partial(revert, wanted, only, beside=beside, expected=expected)
            return door.change(take_back, detail=detail)

        done = partial(self._on_done, dialog, self._what)
        failed = partial(self._on_failed, dialog)
        run_in_background(self, work, done, store=DEEDS, failed=failed, task="Reverting")

    def _on_done(self, dialog: RevertDialog, what: str, done: RevertDone) -> None:
        if dialog is self.dialog:
            dialog.accept()
        figures = {"create": done.created, "update": done.updated, "delete": done.deleted}
        said = ", ".join(f"{n:,} {DONE[action]}" for action, n in figures.items() if n)
        messages.show(f"Reverted {what}: {said}.")
        self.reverted.emit()

    def _on_failed(self, dialog: RevertDialog, error: BaseException) -> None:
        if dialog is self.dialog and isinstance(error, JobDeskError):
            dialog.show_failure(error)
        else:
            report_error(error)

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self.dialog:
            self.dialog = None
