"""RunFeed: what is known of one run, read again when something may have changed.

Facts come from the stores; the agent's ticks only say when to look. While the run is live and
shown a timer looks too, so a lost tick costs one period.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.errors import JobDeskError, ResultNotFound
from jobdesk.models.records import LogCounts, Progress, ResultRecord, RunTail
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

_POLL_MS = 150  # while the run is live and its page is shown
_TICK_MS = 8  # several ticks at once are one look (PERF §2d)


class RunFeed(QObject):
    """One run: its record with what the tail adds while it is live.

    Signals:
        changed(): the record or its tail was read again and differs.
        looked(): it was read again while it is live; the time has gone on.
        advanced(int): its log has so many lines; up to a hundred times a second.
        failed(str): it cannot be read now, in words; said once until it can again.
        gone(): it was deleted.
    """

    changed = Signal()
    looked = Signal()
    advanced = Signal(int)
    failed = Signal(str)
    gone = Signal()

    def __init__(
        self,
        session: Session,
        no: int,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self.no = no
        self._session = session
        self._clock = clock
        self._record: ResultRecord | None = None
        self._tail: RunTail | None = None
        self._lines = 0
        self._is_shown = False
        self._is_stopped = False
        self._problem = ""
        self._is_behind = False
        self._tick = QTimer(self, singleShot=True, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._on_first)
        self._before_first: Callable[[], None] | None = None
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self.look)
        session.log_advanced.connect(self._on_log_advanced)
        session.run_changed.connect(self._on_run_changed)
        session.results_changed.connect(self._on_results_changed)

    @property
    def record(self) -> ResultRecord | None:
        """The run as last read; None before the first look."""
        return self._record

    @property
    def is_live(self) -> bool:
        """The run has not ended."""
        return self._record is not None and not self._record.status.is_ready

    @property
    def lines(self) -> int:
        """Lines of its log, as far as known."""
        return self._lines

    @property
    def console_lines(self) -> int:
        """Printed lines, as far as known."""
        return self._tail.console_lines if self._tail is not None else 0

    @property
    def counts(self) -> LogCounts:
        """Lines per level."""
        if self._tail is not None:
            return self._tail.counts
        return self._record.log_counts if self._record is not None else LogCounts()

    @property
    def progress(self) -> Progress | None:
        """How far the run says it is."""
        return self._tail.progress if self._tail is not None else None

    @property
    def is_shown(self) -> bool:
        """Its page is shown."""
        return self._is_shown

    @property
    def now(self) -> datetime:
        """The present time."""
        return self._clock()

    @property
    def elapsed(self) -> float:
        """Seconds since the start, or from start to end."""
        if self._record is None or self._record.date_started is None:
            return 0.0
        end = self._record.date_done or self._clock()
        return max(0.0, (end - self._record.date_started).total_seconds())

    def begin(self, *, before: Callable[[], None] | None = None) -> None:
        """Look for the first time, now, or after `before`; then each in a turn of its own."""
        self._before_first = before
        if before is not None:
            self._first.start()
        else:
            self.look()

    @Slot()
    def _on_first(self) -> None:
        before, self._before_first = self._before_first, None
        if before is None:
            self.look()
        else:
            before()
            self._first.start()

    def set_shown(self, is_shown: bool) -> None:
        """Look at once when the page is shown; rest while it is hidden."""
        self._is_shown = is_shown
        if is_shown and not self._first.isActive():
            self.look()
        elif not is_shown:
            self._poll.stop()
            self._tick.stop()

    def stop(self) -> None:
        """Look no more."""
        self.set_shown(False)
        self._first.stop()
        self._is_stopped = True

    @Slot()
    def look(self) -> None:
        """Read record and tail again; both by key."""
        self._first.stop()
        services = self._session.services
        if services is None or self._is_stopped:
            return
        try:
            record, tail = self._read(services)
        except ResultNotFound:
            self.stop()
            self.gone.emit()
            return
        except JobDeskError as error:
            if str(error) != self._problem:
                self._problem = str(error)
                self.failed.emit(self._problem)
            return  # the next look may succeed
        self._problem = ""
        is_other = record != self._record or tail != self._tail
        self._record, self._tail = record, tail
        self._lines = max(self._lines, tail.lines) if tail is not None else self._lines
        if is_other:
            self.changed.emit()
        if is_other or self.is_live:
            self.advanced.emit(self._lines)
            self.looked.emit()
        self._pace()

    def _read(self, services: Services) -> tuple[ResultRecord, RunTail | None]:
        tail = services.logs.tail(self.no)
        record = services.results.by_no(self.no)
        if record is None:
            raise ResultNotFound(f"Run {self.no} is not there any more.")
        if tail is not None and not record.status.is_ready:
            record = replace(
                record,
                log_counts=tail.counts,
                files=tail.files,
                summary=tail.summary,
                date_started=record.date_started or tail.started_at,
            )
        return record, tail

    def _pace(self) -> None:
        if self._is_shown and self.is_live:
            if not self._poll.isActive():
                self._poll.start()
        else:
            self._poll.stop()

    @Slot(int, int)
    def _on_log_advanced(self, no: int, seq: int) -> None:
        if no != self.no or seq < self._lines:
            return
        self._lines = seq + 1
        self._is_behind = True
        if self._is_shown and not self._tick.isActive():
            self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        """Tell of growth: the first at once, then once per period while there is more."""
        if self._is_behind:
            self._is_behind = False
            self._tick.start()
            self.advanced.emit(self._lines)

    @Slot(int)
    def _on_run_changed(self, no: int) -> None:
        if no == self.no:
            self.look()

    @Slot()
    def _on_results_changed(self) -> None:
        if self._is_shown and not self.is_live:
            self.look()  # it may have been deleted
