"""Durations of the last runs, read for the rows in view only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.background import run_in_background
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.sparkline import BARS, Bar

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

STORE = "statistics"  # an executor of its own: figures over many runs keep nothing else waiting
_AGAIN_MS = 500  # in a burst of runs they are read twice a second, not for each


class HistoryReader(QObject):
    """Holds the durations that were read; reads those of rows that come into view.

    While its page is hidden it reads nothing; shown again, the page says `look_again`.

    Signals:
        read(): `held` has more.
    """

    read = Signal()

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._is_stale = False
        self._fresh: set[str] = set()
        self._seen: list[str] = []
        self.held: dict[str, Sequence[Bar]] = {}
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read_again)
        session.results_changed.connect(self._on_results_changed)

    @Slot(list)
    def show_rows(self, keys: list[str]) -> None:
        """These rows are in view."""
        self._seen = keys
        services = self._session.services
        wanted = [key for key in keys if key not in self._fresh and not _is_file(key)]
        if services is not None and wanted:
            run_in_background(
                self,
                lambda: read_bars(services, wanted),
                self._take,
                store=STORE,
                name="histories",
            )

    def _take(self, found: dict[str, list[Bar]]) -> None:
        self.held.update(found)
        self._fresh.update(found)
        self.read.emit()

    @Slot()
    def _on_results_changed(self) -> None:
        if not self._again.isActive():
            self._again.start()

    @Slot()
    def _read_again(self) -> None:
        """Read again what is in view; what is not waits until it is."""
        self._is_stale = not self._page.isVisible()
        if not self._is_stale:
            self._fresh.clear()
            self.show_rows(self._seen)

    def look_again(self) -> None:
        """The page is seen again: read what changed while it was not."""
        if self._is_stale:
            self._read_again()


def _is_file(key: str) -> bool:
    return key.startswith("file:")


def read_bars(services: Services, keys: Sequence[str]) -> dict[str, list[Bar]]:
    """The last runs of these jobs, oldest first; runs in a thread."""
    from jobdesk.models.records import JobId, Status

    durations = services.results.last_durations([JobId(key) for key in keys], BARS)
    return {
        str(job): [Bar(seconds, status != Status.SUCCESS) for seconds, status in runs[::-1]]
        for job, runs in durations.items()
    }
