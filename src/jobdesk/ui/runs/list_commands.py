"""What can be done with the runs that are selected in the list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.errors import AgentUnreachable, JobDeskError, Refused
from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, add_choices, set_usable
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.actions import (
    AGAIN,
    AGAIN_FAILED,
    CANCEL_RUN,
    COPY_RUNS,
    COPY_RUNS_AS,
    DELETE,
    EDIT_AGAIN,
    KILL_RUN,
    OPEN,
)
from jobdesk.ui.runs.asking import RunAsking
from jobdesk.ui.runs.reasons import no_again, no_kill
from jobdesk.ui.runs.runs_grid import runs_grid
from jobdesk.ui.runs.runs_table import RunsTable
from jobdesk.ui.runs.values.grid_data import FORMS, TSV, grid_text
from jobdesk.ui.runs.words import kill_words, runs_text
from jobdesk.ui.session import Session


class RunListCommands(QObject):
    """Actions for one or several runs, and when they are of use. Main thread only.

    Signals:
        open_run(int): show this run.
        form_requested(int): open the form with the inputs of this run.
        delete_requested(): delete what is selected.
    """

    open_run = Signal(int)
    form_requested = Signal(int)
    delete_requested = Signal()

    def __init__(self, session: Session, table: RunsTable, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._table = table
        self._page = page
        self._asking = RunAsking(self._tell, self)
        self.actions = ActionRegistry(page)
        make = self.actions.make
        make(OPEN, self.open)
        make(AGAIN, self._on_again)
        make(EDIT_AGAIN, self._on_edit_again)
        make(AGAIN_FAILED, self._on_again_failed)
        make(CANCEL_RUN, self._on_cancel)
        make(KILL_RUN, self._on_kill)
        make(COPY_RUNS, self._on_copy, on=table)
        make(DELETE, self._on_delete, on=table)

    def fill(self, menu: QMenu) -> None:
        """Put everything into the menu of the rows."""
        names = (OPEN, None, AGAIN, EDIT_AGAIN, AGAIN_FAILED, None)
        names = (*names, CANCEL_RUN, KILL_RUN, None, COPY_RUNS)
        self.actions.fill(menu, *("" if one is None else one.name for one in names))
        copies = QMenu("Copy as", menu)
        add_choices(copies, COPY_RUNS_AS, [(form, form) for form in FORMS])
        copies.setEnabled(bool(self._table.selected()))
        copies.triggered.connect(self._on_copy_chosen)
        menu.addMenu(copies)
        self.actions.fill(menu, "", DELETE.name)

    @Slot()
    def tell(self) -> None:
        """Turn off what is of no use, and say why."""
        records = self._table.selected()
        one = records[0] if len(records) == 1 else None
        none = "" if records else "Select a run first"
        several = none or ("" if one is not None else "Select a single run")
        live = [record for record in records if not record.status.is_ready]
        kept = f"Run {live[0].no} has not ended; cancel it first" if live else ""
        again = several or (no_again(one) if one is not None else "")
        for command, reason in (
            (OPEN, none or (several and "Only one run can be opened at a time")),
            (AGAIN, again),
            (EDIT_AGAIN, again),
            (AGAIN_FAILED, again),
            (CANCEL_RUN, none or _no_cancel(records)),
            (KILL_RUN, several or (no_kill(one) if one is not None else "")),
            (COPY_RUNS, none),
            (DELETE, none or kept),
        ):
            set_usable(self.actions[command.name], reason)

    @Slot()
    def open(self) -> None:
        """Show the first of the selected runs."""
        records = self._table.selected()
        if records:
            self.open_run.emit(int(records[0].no))

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit()

    # Again

    @Slot()
    def _on_edit_again(self) -> None:
        for record in self._table.selected()[:1]:
            self.form_requested.emit(int(record.no))

    @Slot()
    def _on_again(self) -> None:
        for record in self._table.selected()[:1]:
            self._run_again(int(record.no))

    @Slot()
    def _on_again_failed(self) -> None:
        for record in self._table.selected()[:1]:
            self._run_failed(int(record.no))

    def _run_failed(self, no: int) -> None:
        services, user = self._session.ready, self._session.user

        def work() -> ResultRecord:
            from jobdesk.operations.failed import run_only_failed

            return run_only_failed(services, user, str(no))

        self._asking.ask(work, report_error)

    def _tell(self, record: ResultRecord) -> None:
        messages.show(f"Run {record.no} of {record.name} was asked for.")
        self._session.results_changed.emit()

    def _run_again(self, no: int) -> None:
        services, user = self._session.ready, self._session.user

        def work() -> ResultRecord:
            from jobdesk.operations.again import run_again

            return run_again(services, user, str(no))

        def failed(error: BaseException) -> None:
            if not isinstance(error, JobDeskError) or isinstance(error, AgentUnreachable):
                report_error(error)
                return
            messages.show_error(str(error))
            self.form_requested.emit(no)

        self._asking.ask(work, failed)

    # Stopping

    @Slot()
    def _on_cancel(self) -> None:
        live = [r for r in self._table.selected() if _may_be_cancelled(r)]
        self._stop(live, kill=False)

    @Slot()
    def _on_kill(self) -> None:
        records = self._table.selected()
        if len(records) == 1:
            title, text, verb = kill_words(records[0])
            kill = partial(self._stop, records, kill=True)
            messages.ask(self._page, title, text, verb, kill, is_danger=True)

    def _stop(self, records: Sequence[ResultRecord], *, kill: bool) -> None:
        services, user = self._session.ready, self._session.user
        nos = [int(record.no) for record in records]

        def work() -> None:
            from jobdesk.operations.runs import cancel_run

            refused: list[Refused] = []
            for no in nos:
                try:
                    cancel_run(services, user, str(no), kill=kill)
                except Refused as reason:  # it has ended meanwhile; the others have not
                    refused.append(reason)
            if refused:
                raise refused[0]

        def done(_: None) -> None:
            self._session.results_changed.emit()

        def failed(error: BaseException) -> None:
            report_error(error)
            self._session.results_changed.emit()

        run_in_background(self, work, done, store="agent", failed=failed)

    # Copying

    @Slot()
    def _on_copy(self) -> None:
        self.copy(TSV, titles=False)

    @Slot(QAction)
    def _on_copy_chosen(self, action: QAction) -> None:
        self.copy(str(action.data()))

    def copy(self, form: str, *, titles: bool = True) -> None:
        """Copy the selected rows, in the columns that are shown."""
        records = self._table.selected()
        if not records:
            return
        grid = runs_grid(records, self._table.shown_columns())
        text = grid_text(grid, form, titles=titles)
        QGuiApplication.clipboard().setText(text if titles else text.rstrip("\n"))
        messages.show(f"Copied {runs_text(len(records))} as {form}.")


def _may_be_cancelled(record: ResultRecord) -> bool:
    return not record.status.is_ready and not record.stop_requested_by


def _no_cancel(records: Sequence[ResultRecord]) -> str:
    if any(map(_may_be_cancelled, records)):
        return ""
    asked = [record.stop_requested_by for record in records if not record.status.is_ready]
    return f"{asked[0]} has asked it to stop" if asked else "The run has ended"
