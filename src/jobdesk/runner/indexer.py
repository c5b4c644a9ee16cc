"""Builds the text index of finished runs in idle time: one thread, while nothing runs.

It works half of the time, in slices of some milliseconds, and lets go with the step under way
when a run begins. Its priority is that of the others: a thread of a lower one is put aside
while it holds the interpreter, and the whole agent waits for it.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Protocol

from jobdesk.errors import JobDeskError
from jobdesk.models.stores.run_identities import RunIdentity
from jobdesk.paths import WorkspacePaths

if TYPE_CHECKING:
    from jobdesk.models.stores.search_building import IndexBuilder

_log = logging.getLogger(__name__)

_QUIET_S = 1.0  # without a run before work begins
_SLICE_S = 0.01  # of work, then a rest as long as it took
_REBUILDS = 3  # by its own wish, until the next start
_DAMAGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LACKS = ("no such module", "no such tokenizer", "error in tokenizer")


class RunLister(Protocol):
    """What the indexer needs of the result store."""

    def identities(self) -> Iterator[RunIdentity]:
        """Every run."""
        ...


class Indexer:
    """Keeps search.db up to date; its methods may be called from any thread.

    It is held at first.
    """

    def __init__(
        self, paths: WorkspacePaths, results: RunLister, *, quiet_s: float = _QUIET_S
    ) -> None:
        self._paths = paths
        self._results = results
        self._quiet_s = quiet_s
        self._wake = threading.Condition()
        self._is_stopping = False
        self._is_held = True
        self._is_due = True
        self._is_damaged = False
        self._is_checked = False
        self._is_off = False
        self._rebuilds_left = _REBUILDS
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)

    def start(self) -> None:
        """Begin; nothing is polled while nothing is due."""
        self._thread.start()

    def stop(self) -> None:
        """Keep what is done and end the thread; the rest is for the next start."""
        with self._wake:
            self._is_stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def hold(self) -> None:
        """Something runs: let go."""
        with self._wake:
            self._is_held = True
            self._wake.notify()

    def release(self) -> None:
        """Nothing runs any more; there may be something to index after a moment."""
        with self._wake:
            self._is_held = False
            self._is_due = True
            self._wake.notify()

    def rebuild(self) -> None:
        """Somebody could not read the index."""
        with self._wake:
            self._is_damaged = True
            self._is_due = True
            self._wake.notify()

    def _run(self) -> None:
        while self._is_time_to_work():
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 - a border: searches read the runs themselves
                self._note(error)

    def _is_time_to_work(self) -> bool:
        """Wait until something is due and all has been quiet; False at the end."""
        with self._wake:
            self._wake.wait_for(
                lambda: self._is_stopping or (self._is_due and not self._is_off)
            )
            return self._is_quiet()

    def _is_quiet(self) -> bool:
        """Wait until nothing has run for a moment; False at the end. With `_wake` held."""
        while not self._is_stopping:
            if self._is_held:
                self._wake.wait()
            elif not self._wake.wait_for(self._is_wanted_elsewhere, self._quiet_s):
                return True
        return False

    def _is_wanted_elsewhere(self) -> bool:
        return self._is_stopping or self._is_held

    def _work(self) -> None:
        with self._wake:
            self._is_due = False
            is_damaged, self._is_damaged = self._is_damaged, False
        builder = self._opened(is_damaged=is_damaged)
        try:
            self._go_through(builder.work(list(self._results.identities())))
        finally:
            builder.close()

    def _go_through(self, steps: Generator[None]) -> None:
        """Take step after step while nothing runs; at the end of the thread keep what is done.

        Meanwhile the transaction stays open: a commit would be in the way of who runs.
        """
        began = time.monotonic()
        for _ in steps:
            worked = time.monotonic() - began
            with self._wake:
                if worked >= _SLICE_S:
                    self._wake.wait_for(self._is_wanted_elsewhere, worked)
                    began = time.monotonic()
                if self._is_wanted_elsewhere():
                    if not self._is_quiet():
                        break
                    began = time.monotonic()
        steps.close()

    def _opened(self, *, is_damaged: bool) -> "IndexBuilder":
        from jobdesk.models.stores.search_building import IndexBuilder
        from jobdesk.models.stores.search_file import remove

        if is_damaged:
            _log.warning("search.db could not be read; it is built again")
            remove(self._paths.search_db)
        builder = IndexBuilder(
            self._paths.search_db, self._paths.logs_db, is_checked=self._is_checked
        )
        self._is_checked = True
        return builder

    def _note(self, error: Exception) -> None:
        """Searches read the runs themselves as long as there is no index."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if not isinstance(error, sqlite3.Error | OSError | JobDeskError):
            _log.error("an error of JobDesk's own in the text index", exc_info=error)
        else:
            _log.warning("the text index is left as it is for now: %s", error)
        if isinstance(error, sqlite3.Error) and code in _DAMAGE:
            self._rebuilds_left -= 1
            self._is_off = not self._rebuilds_left or any(w in str(error) for w in _LACKS)
            self.rebuild()
