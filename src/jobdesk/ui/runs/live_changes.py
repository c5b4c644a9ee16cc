"""LiveChanges: how many changes a run has committed so far, looked up while it goes on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.errors import JobDeskError
from jobdesk.inventory.ledger import Committed, committed_by
from jobdesk.models.records import JobRecord, ResultRecord, Status
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.feed import RunFeed
from jobdesk.ui.session import Session

_REST_MS = 1000  # between two looks


class LiveChanges(QObject):
    """Counts in a thread, while the run is live, shown, and works on the inventory.

    Signals:
        counted(): there are more.
    """

    counted = Signal()

    def __init__(self, session: Session, feed: RunFeed, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._feed = feed
        self._uses_inventory = False
        self._is_reading = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.is_one_transaction = False
        """The job commits at its end, all or nothing."""
        self.is_expected = False
        """There may be changes: the job works on the inventory, and was seen at it."""
        self.total = 0
        feed.looked.connect(self._on_feed_looked)

    def open(self, job: JobRecord | None, record: ResultRecord) -> None:
        """What is known of the job; once."""
        if job is None:
            return
        self._uses_inventory = bool(job.description_json.get("uses_inventory"))
        self.is_one_transaction = job.generation == 1
        self.is_expected = self._uses_inventory and not record.status.is_ready

    def holds_back(self, record: ResultRecord) -> bool:
        """Nothing of it can be told before it has ended."""
        return record.options.preview or self.is_one_transaction

    @Slot()
    def _on_feed_looked(self) -> None:
        record = self._feed.record
        if record is None or record.status is not Status.STARTED or not self._feed.is_shown:
            return
        if self.holds_back(record) or self._is_reading or self._rest.isActive():
            return
        self._is_reading = True
        work = partial(committed_by, self._session.paths.inventory_db, self._feed.no)
        run_in_background(
            self, work, self._take, store="history", name="committed", failed=self._on_failed
        )

    def _on_failed(self, error: BaseException) -> None:
        """The page of the changes says so itself; the next look may succeed."""
        if isinstance(error, JobDeskError):
            self._is_reading = False
            self._rest.start()
        else:
            report_error(error)

    def _take(self, found: Committed | None) -> None:
        self._is_reading = False
        self._rest.start()
        total = 0 if found is None else found.total
        if total != self.total:
            self.total = total
            self.counted.emit()
