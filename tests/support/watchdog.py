"""Says how long the event loop of the window was kept from its work."""

import time

from PySide6.QtCore import QObject, QTimer, Slot

BEAT_MS = 5
PROMISED_MS = 50
PATIENCE = 3  # on a machine that others use, and with every check of the tests switched on


class Watchdog(QObject):
    """Beats while the loop is free; the longest work between two beats is what a person feels.

    What is counted is what this thread worked, so other programs do not count.
    """

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._last = 0.0
        self.longest_ms = 0.0

    def start(self) -> None:
        """Begin to watch."""
        self.longest_ms = 0.0
        self._last = time.thread_time()
        self._timer.start()

    def stop(self) -> float:
        """End; the longest block in milliseconds of work."""
        self._on_timeout()
        self._timer.stop()
        return self.longest_ms

    @Slot()
    def _on_timeout(self) -> None:
        now = time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now
