"""How many runs live in this workspace: for the badge, the status line, the close question."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.ui.background import run_in_background
from jobdesk.ui.session import Session

_READ_DELAY_MS = 150  # several runs that change at once are one look


class LiveRuns(QObject):
    """Counts runs that have not ended.

    Signals:
        changed(int, int): how many are running, how many wait.
    """

    changed = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.running: int = 0
        self.waiting: int = 0
        self._timer = QTimer(self, singleShot=True, interval=_READ_DELAY_MS)
        self._timer.timeout.connect(self.read)
        session.loaded.connect(self.read)
        session.results_changed.connect(self._on_results_changed)

    @property
    def total(self) -> int:
        """Runs that have not ended."""
        return self.running + self.waiting

    @Slot()
    def _on_results_changed(self) -> None:
        if not self._timer.isActive():  # under a stream of news it counts too
            self._timer.start()

    @Slot()
    def read(self) -> None:
        """Count again, in a thread."""
        services = self._session.services
        if services is None:
            return

        def work() -> tuple[int, int]:
            results = services.results  # counted there: thousands may wait
            return len(results.going()), sum(one.count for one in results.lineups().values())

        run_in_background(self, work, self._take, name="live runs")

    def _take(self, counts: tuple[int, int]) -> None:
        if counts != (self.running, self.waiting):
            self.running, self.waiting = counts
            self.changed.emit(*counts)


def live_words(running: int, waiting: int) -> str:
    """`2 running, 1 waiting`; empty when nothing lives."""
    parts = [f"{running} running" if running else "", f"{waiting} waiting" if waiting else ""]
    return ", ".join(part for part in parts if part)


def close_sentence(running: int, waiting: int) -> str:
    """What happens to live runs when the window closes."""
    total = running + waiting
    if total == 1:
        return (
            "1 run goes on without the window. Open JobDesk again to see how it ended; "
            "to end it now, cancel it first."
        )
    return (
        f"{total} runs go on without the window. Open JobDesk again to see how they ended; "
        "to end them now, cancel them first."
    )
