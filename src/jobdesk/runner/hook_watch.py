"""The outbox at work: a thread of the host that looks whenever something may have changed.

A run that ended and what an editor announces wake it; commits that nobody announces are found
by SQLite's data version, once a second. Without a hook that is on it only waits.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from jobdesk.errors import JobDeskError
from jobdesk.inventory.outbox import ChangeReader
from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.outbox import OutboxStore
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.outbox import Outbox, RunRequester

_log = logging.getLogger(__name__)

_POLL_S = 1.0
_BREATH_S = 0.02  # after a portion: the host takes its runs
_REST_S = 0.2  # after a look: the ends of many runs are one look
_RETRY_S = 2.0  # after an error: another program may hold a file


class HookWatch(QObject):
    """Asks for the runs of job hooks; its methods may be called from any thread.

    Signals (emitted by its own thread):
        runs_requested(numbers): these runs are stored as pending.
    """

    runs_requested = Signal(list)

    def __init__(
        self,
        paths: WorkspacePaths,
        hooks: HookStore,
        store: OutboxStore,
        requester: RunRequester,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database = paths.inventory_db
        self._hooks = hooks
        self._store = store
        self._requester = requester
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._is_working = False
        self._reader: ChangeReader | None = None
        self._seen_version = -1
        self._thread = threading.Thread(target=self._run, name="job-hooks", daemon=True)

    @property
    def is_busy(self) -> bool:
        """Something may be about to be asked for."""
        return self._is_working or self._wake.is_set()

    def start(self) -> None:
        """Look at what the last host left, then go on looking."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """A run has ended, somebody edited the inventory, or a hook was changed."""
        self._wake.set()

    def stop(self) -> None:
        """End behind the portion under way; the rest is found at the next start."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause: float | None = None
        while not self._stopping.wait(_REST_S if pause is not None else 0.0):
            is_woken = self._wake.wait(pause)
            self._is_working = True
            self._wake.clear()
            pause = self._guarded(lambda is_woken=is_woken: self._look(is_woken=is_woken))
            self._is_working = False
        if self._reader is not None:
            self._reader.close()

    def _guarded(self, look: Callable[[], float | None]) -> float | None:
        """Look; how long to wait for a call at most. An error is told and tried again."""
        try:
            return look()
        except (sqlite3.Error, JobDeskError, OSError) as error:
            _log.warning("job hooks wait, the change log cannot be read now: %s", error)
        except Exception:  # noqa: BLE001 - a border: the host must go on
            _log.exception("an error of JobDesk's own in the job hooks")
        self._drop_reader()
        self._seen_version = -1
        return _RETRY_S

    def _look(self, *, is_woken: bool) -> float | None:
        if self._stopping.is_set():
            return None
        if is_woken and not self._hooks.enabled():
            self._drop_reader()
            return None  # whoever switches one on wakes us
        reader = self._opened()
        if reader is None:
            return _POLL_S
        version = reader.data_version
        if is_woken or version != self._seen_version:
            self._seen_version = version
            self._read_on(reader)
        return _POLL_S

    def _read_on(self, reader: ChangeReader) -> None:
        outbox = Outbox(reader, self._store, self._hooks, self._requester)
        for numbers in outbox.read_on():
            if numbers:
                self.runs_requested.emit(numbers)
            if self._stopping.wait(_BREATH_S):
                return

    def _opened(self) -> ChangeReader | None:
        """The reader; None while there is no inventory."""
        if self._reader is None and self._database.exists():
            self._reader = ChangeReader(self._database)
        if self._reader is None or not self._reader.is_ready:
            return None
        return self._reader

    def _drop_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
