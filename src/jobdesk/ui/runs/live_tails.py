"""LiveTails: lets ages, durations and progress of the runs in the list move on."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.models.records import RunTail
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.history import read_tails
from jobdesk.ui.runs.model import RunsModel
from jobdesk.ui.session import Session

_AGES_MS = 1_000


class LiveTails(QObject):
    """Looks each second between `start` and `stop`; one look at a time, one failure told."""

    def __init__(self, session: Session, model: RunsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._is_reading = False
        self._has_failed = False
        self.timer = QTimer(self, interval=_AGES_MS)
        self.timer.timeout.connect(self._on_timeout)

    @Slot()
    def _on_timeout(self) -> None:
        """Time moves on, and live runs with it."""
        self._model.touch()
        live = self._model.live_numbers
        if live and self._session.services is not None and not self._is_reading:
            self._is_reading = True
            work = partial(read_tails, self._session.ready, live)
            run_in_background(
                self, work, self._take, store="history", name="tails", failed=self._on_failed
            )

    def _take(self, tails: Mapping[int, RunTail]) -> None:
        self._is_reading = self._has_failed = False
        self._model.take_tails(tails)

    def _on_failed(self, error: BaseException) -> None:
        self._is_reading = False
        if not self._has_failed:
            self._has_failed = True
            report_error(error)
