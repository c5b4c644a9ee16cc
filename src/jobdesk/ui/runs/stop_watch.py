"""StopWatch: asks the agent how far the stop of a run has come, while there is one."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.models.records import ResultRecord
from jobdesk.ui.runs.stopping import StopStage
from jobdesk.ui.session import Session

_ASK_MS = 500  # the seconds that are left are said at least so often


class StopWatch(QObject):
    """Knows the stage of the stop of one run. Main thread only.

    Signals:
        changed(): the stage, or what is left of it, is another one.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        no: int,
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._no = no
        self._clock = clock
        self._stage = ""
        self._due = 0.0
        self._timer = QTimer(self, interval=_ASK_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def stage(self) -> StopStage | None:
        """The stage as the agent said it; None when nobody knows."""
        if not self._stage:
            return None
        return StopStage(self._stage, max(0.0, self._due - self._clock()))

    def follow(self, record: ResultRecord, *, is_shown: bool) -> None:
        """Ask from now on while the run is being stopped and its page is shown."""
        is_stopping = bool(record.stop_requested_by) and not record.status.is_ready
        if not (is_stopping and is_shown):
            self._timer.stop()
            self._stage = self._stage if is_stopping else ""
        elif not self._timer.isActive():
            self._timer.start()
            self._on_timeout()

    def take(self, said: Mapping[str, Any]) -> None:
        """Take what the agent says of all its runs."""
        runs = cast("list[Mapping[str, Any]]", said.get("running") or [])
        mine = next((run for run in runs if run.get("no") == self._no), None)
        stop = cast("Mapping[str, Any] | None", mine.get("stop") if mine is not None else None)
        self._stage = str(stop.get("stage", "")) if stop else ""
        self._due = self._clock() + float(stop.get("left", 0.0)) if stop else 0.0
        self.changed.emit()

    @Slot()
    def _on_timeout(self) -> None:
        link = self._session.link
        if link is not None:
            link.request("status", {}, partial(_hand, self))


def _hand(watch: StopWatch, said: Mapping[str, Any]) -> None:
    """Hand an answer over, unless the page has gone in the meantime."""
    if shiboken6.isValid(watch) and said.get("ok"):
        watch.take(said)
