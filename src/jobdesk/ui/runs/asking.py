"""RunAsking: a run is asked for once, however often somebody clicks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from jobdesk.models.records import ResultRecord
from jobdesk.ui.background import run_in_background


class RunAsking(QObject):
    """Takes no second wish before the first is answered. Main thread only."""

    def __init__(self, done: Callable[[ResultRecord], None], parent: QObject) -> None:
        """Ask for nothing yet; `done` is told of each run that was asked for."""
        super().__init__(parent)
        self._done = done
        self._is_asking = False

    def ask(
        self, work: Callable[[], ResultRecord], failed: Callable[[BaseException], None]
    ) -> None:
        """Do the work that asks for a run, in a thread; `failed` is told why it did not."""
        if not self._is_asking:
            self._is_asking = True
            refused = partial(self._refuse, failed)
            run_in_background(self, work, self._take, store="agent", failed=refused)

    def _take(self, record: ResultRecord) -> None:
        self._is_asking = False
        self._done(record)

    def _refuse(self, failed: Callable[[BaseException], None], error: BaseException) -> None:
        self._is_asking = False
        failed(error)
