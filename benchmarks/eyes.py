"""What a measured window sees of itself: beats of its event loop, painted lines, ticks.

Only the paint of the log view is wrapped; nothing of the program is changed.
"""

import time
from array import array
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent

from jobdesk.ui.log.canvas import LogCanvas
from jobdesk.ui.session import Session

_BEAT_MS = 2


class Eyes(QObject):
    """Open, close, report.

    Signals:
        painted(): the log view has painted its rows.
    """

    painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._beats: array[float] = array("d")
        self._paints: array[float] = array("d")
        self._painted_counts: array[int] = array("q")
        self._ticks: dict[int, list[tuple[float, int]]] = {}
        self._is_open = False
        self._expected = -1
        self.met = 0.0  # when the lines asked for by `expect` were painted
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._wrap_paint()

    def _wrap_paint(self) -> None:
        paint = LogCanvas.paintEvent

        def paint_and_tell(view: LogCanvas, event: QPaintEvent) -> None:
            paint(view, event)
            count = view.count
            shown = view.rows_in_view()
            if count and view.line(shown.stop - 1) is not None:
                self._see(count)

        LogCanvas.paintEvent = paint_and_tell  # type: ignore[method-assign]

    def _see(self, count: int) -> None:
        now = time.time()
        if self._is_open:
            self._paints.append(now)
            self._painted_counts.append(count)
        if self._expected == count:
            self._expected = -1
            self.met = time.perf_counter()
            self.painted.emit()

    def expect(self, count: int) -> float:
        """Look out for a paint of this many lines, then see `met`; the present moment."""
        self._expected, self.met = count, 0.0
        return time.perf_counter()

    def open(self, session: Session) -> None:
        """Forget what was seen and look again."""
        for seen in (self._beats, self._paints, self._painted_counts):
            del seen[:]
        self._ticks.clear()
        self._is_open = True
        session.log_advanced.connect(self._on_log_advanced, Qt.ConnectionType.UniqueConnection)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._is_open = False
        self._timer.stop()

    def report(self) -> dict[str, Any]:
        """All that was seen."""
        return {
            "beats": list(self._beats),
            "paints": list(self._paints),
            "counts": list(self._painted_counts),
            "ticks": self._ticks,
        }

    @Slot()
    def _on_beat(self) -> None:
        self._beats.append(time.time())

    @Slot(int, int)
    def _on_log_advanced(self, no: int, seq: int) -> None:
        if self._is_open:
            self._ticks.setdefault(no, []).append((time.time(), seq))
