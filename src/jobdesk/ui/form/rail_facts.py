"""What the rail tells of queues and earlier runs: read at first and when runs change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog

from jobdesk.models.records import JobRecord
from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.rail import ExecutionRail
from jobdesk.ui.form.submission import RunFacts, read_facts
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.first_run import first_run_words

if TYPE_CHECKING:
    from jobdesk.operations.check import Finding

_FACTS_MS = 500  # several changes of runs and queues are one look


class RailFacts(QTimer):
    """Keeps one rail up to date while its dialog is shown."""

    def __init__(
        self, session: Session, job: JobRecord, rail: ExecutionRail, dialog: QDialog
    ) -> None:
        super().__init__(dialog, singleShot=True, interval=_FACTS_MS)
        self._session = session
        self._job = job
        self._rail = rail
        self._dialog = dialog
        self._lacking: tuple[Finding, ...] | None = None  # not looked at yet
        self.timeout.connect(self.read)
        session.results_changed.connect(self._on_results_changed)
        dialog.finished.connect(self.stop)

    @Slot()
    def read(self) -> None:
        """Look again, in the background."""
        if self._lacking is None:
            self._lacking = ()
            look = partial(_lacking, self._session, self._job)
            run_in_background(self, look, self._show_lacking, name="check")
        work = partial(read_facts, self._session, self._job)
        run_in_background(self, work, self._show, name="facts")

    def _show_lacking(self, found: tuple[Finding, ...]) -> None:
        self._lacking = found
        if found:
            self._rail.tell("lacking", "warning", " ".join(first_run_words(found)))

    def _show(self, facts: RunFacts) -> None:
        self._rail.tell_queues(facts.queues, is_busy=facts.is_busy)
        self._rail.tell_running(facts.running)
        self._rail.tell_duration(facts.usual_seconds)

    @Slot()
    def _on_results_changed(self) -> None:
        if self._dialog.isVisible() and not self.isActive():
            self.start()


def _lacking(session: Session, job: JobRecord) -> tuple[Finding, ...]:
    """What would end the first run of a job; for a thread."""
    from jobdesk.operations.check import lacking_before_first_run

    return lacking_before_first_run(session.ready, job)
