"""Opens run dialogs: each job has one at most, so that drafts do not fight."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.errors import Refused
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.on_screen import move_on_screen

if TYPE_CHECKING:
    from jobdesk.jobs.variables.base import Variable
    from jobdesk.models.records import JobRecord
    from jobdesk.ui.form.dialog import RunDialog

_CASCADE_PX = 28  # each further dialog stands so far from the one before


class DialogOpener(QObject):
    """Asks for the inputs of jobs, in a dialog each; none is modal.

    Signals:
        dialog_opened(QWidget): a run dialog is in front.
        object_requested(str, str): show an object of the inventory: label of its kind, its key.
    """

    dialog_opened = Signal(object)
    object_requested = Signal(str, str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._dialogs: dict[str, RunDialog] = {}  # by job

    @Slot(int)
    def open_run(self, no: int) -> None:
        """Show a run that was asked for in a dialog."""
        raise NotImplementedError

    @Slot(str)
    def open_run_dialog(self, job_id: str) -> None:
        """Ask for a job's inputs."""
        self._ask_inputs(job_id, None)

    @Slot(str)
    def open_preview_dialog(self, job_id: str) -> None:
        """Ask for a job's inputs, to see first what it would change."""
        self._ask_inputs(job_id, None, is_preview=True)

    def open_filled_form(self, job_id: str, filling: Filling) -> None:
        """Ask for a job's inputs, filled with these; nothing runs by itself."""
        self._ask_inputs(job_id, filling)

    @Slot(int)
    def open_form_of_run(self, no: int) -> None:
        """Ask for the inputs of a run's job, filled with those of the run and its options."""
        self._fill_from_run(no, can_preview=True)

    @Slot(int)
    def open_form_to_apply(self, no: int) -> None:
        """The same, to run what was previewed."""
        self._fill_from_run(no, can_preview=False)

    def _fill_from_run(self, no: int, *, can_preview: bool) -> None:
        services = self._session.services
        if services is None:
            return

        def read() -> tuple[str, Filling | None, bool]:
            from jobdesk.operations.presets import inputs_of_run
            from jobdesk.operations.runs import find_result

            record = find_result(services, str(no))
            is_preview = can_preview and record.options.preview
            try:
                past = inputs_of_run(services, no)
            except Refused:  # they were not kept: the form opens empty
                return record.job_id or "", None, is_preview
            return record.job_id or "", Filling(past.inputs, past.options), is_preview

        def done(found: tuple[str, Filling | None, bool]) -> None:
            job_id, filling, is_preview = found
            self._ask_inputs(job_id, filling, is_preview=is_preview)

        run_in_background(self, read, done, name="run again")

    def _ask_inputs(
        self, job_id: str, filling: Filling | None, *, is_preview: bool = False
    ) -> None:
        services = self._session.services
        if services is None:
            return

        def read() -> tuple[JobRecord, Mapping[str, Variable]] | None:
            from jobdesk.jobs.description import variables_from
            from jobdesk.models.records import JobId

            record = services.jobs.by_id(JobId(job_id))
            return None if record is None else (record, variables_from(record.variables))

        def done(found: tuple[JobRecord, Mapping[str, Variable]] | None) -> None:
            if found is None:
                messages.show_error("This job is no longer in the workspace.")
            elif not found[0].runnable:
                messages.show(found[0].not_runnable_reason)
            else:
                self._open_dialog(*found, filling, is_preview=is_preview)

        run_in_background(self, read, done, name=f"run dialog {job_id}")

    def _open_dialog(
        self,
        record: JobRecord,
        variables: Mapping[str, Variable],
        filling: Filling | None,
        *,
        is_preview: bool,
    ) -> None:
        from jobdesk.ui.form.dialog import RunDialog

        known = self._dialogs.get(record.id)
        if known is not None:
            if filling is not None:
                known.take_inputs(filling)
            known.prefer(is_preview=is_preview)
            self._show_dialog(known)
            return
        dialog = RunDialog(
            self._session, record, filling, self._window, variables=variables, in_turns=True
        )
        dialog.prefer(is_preview=is_preview)
        dialog.run_started.connect(self.open_run)
        dialog.object_requested.connect(self.object_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialogs[record.id] = dialog
        dialog.form.showable.connect(partial(self._show_dialog, dialog))

    def _show_dialog(self, dialog: RunDialog) -> None:
        """Show it beside the others: none is modal."""
        if not dialog.isVisible():
            dialog.show()
            others = len(self._dialogs) - 1
            centre = self._window.geometry().center() - dialog.rect().center()
            move_on_screen(dialog, centre + QPoint(_CASCADE_PX, _CASCADE_PX) * others)
        dialog.raise_()
        dialog.activateWindow()
        self.dialog_opened.emit(dialog)

    @Slot()
    def _on_dialog_finished(self) -> None:
        gone = self.sender()
        self._dialogs = {job: one for job, one in self._dialogs.items() if one is not gone}
