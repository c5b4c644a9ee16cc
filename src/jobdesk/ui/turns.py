"""Long building, cut into turns of the event loop, so that the window answers in between."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_TURN_S = (
    0.006  # what was built is laid out and styled in the same turn: it lasts twice as long
)


class Turns(QObject):
    """Takes step after step from an iterator, some in each turn, until it is at its end.

    Signals:
        done(): the last step was taken.
    """

    done = Signal()

    def __init__(self, steps: Iterator[object], owner: QObject) -> None:
        """Begin in the next turn; ends with `owner`."""
        super().__init__(owner)
        self._steps: Iterator[object] | None = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @property
    def is_done(self) -> bool:
        """The last step was taken."""
        return self._steps is None

    def finish(self) -> None:
        """Take what is left now, for somebody who cannot wait."""
        self._take(float("inf"))

    def _take(self, until: float) -> None:
        while self._steps is not None:
            if next(self._steps, self) is self:
                self._steps = None
                self._timer.stop()
                self.done.emit()
            elif monotonic() > until:
                return

    @Slot()
    def _on_timeout(self) -> None:
        self._take(monotonic() + _TURN_S)
