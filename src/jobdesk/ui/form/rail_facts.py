"""What the rail tells of queues and earlier runs: read at first and when runs change."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog

from jobdesk.models.records import JobRecord
from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.rail import ExecutionRail
from jobdesk.ui.form.submission import RunFacts, read_facts
from jobdesk.ui.session import Session

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
        self.timeout.connect(self.read)
        session.results_changed.connect(self._on_results_changed)
        dialog.finished.connect(self.stop)

    @Slot()
    def read(self) -> None:
        """Look again, in the background."""
        work = partial(read_facts, self._session, self._job)
        run_in_background(self, work, self._show, name="facts")

    def _show(self, facts: RunFacts) -> None:
        self._rail.tell_queues(facts.queues, is_busy=facts.is_busy)
        self._rail.tell_running(facts.running)
        self._rail.tell_duration(facts.usual_seconds)

    @Slot()
    def _on_results_changed(self) -> None:
        if self._dialog.isVisible() and not self.isActive():
            self.start()
