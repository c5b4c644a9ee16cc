"""Rows that have just changed stand out for a moment."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStyle, QWidget

FLASH_MS = 1400
_FRAME_MS = 60
_MOST = 40  # a list that changes as a whole does not flicker as a whole


class Flashes(QObject):
    """Knows how strongly each run still shines; fades unless the system wants no motion.

    Signals:
        faded(): paint again.
    """

    faded = Signal()

    def __init__(self, view: QWidget, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(view)
        self._view = view
        self._clock = clock
        self._since: dict[int, float] = {}
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._on_frame)

    @property
    def is_on(self) -> bool:
        """Some run shines."""
        return bool(self._since)

    @property
    def has_motion(self) -> bool:
        """The system lets things move."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._view.style().styleHint(hint, None, self._view) > 0

    @Slot(int)
    def note(self, no: int) -> None:
        """This run has changed."""
        if self._view.isVisible() and len(self._since) < _MOST:
            self._since[no] = self._clock()
            self._frames.setInterval(_FRAME_MS if self.has_motion else FLASH_MS)
            self._frames.start()
            self.faded.emit()

    def strength(self, no: int) -> float:
        """From 1, just now, to 0."""
        since = self._since.get(no)
        if since is None:
            return 0.0
        left = max(0.0, 1.0 - (self._clock() - since) * 1000 / FLASH_MS)
        return left if self.has_motion else float(left > 0)

    @Slot()
    def _on_frame(self) -> None:
        now = self._clock()
        self._since = {n: t for n, t in self._since.items() if (now - t) * 1000 < FLASH_MS}
        if not self._since:
            self._frames.stop()
        self.faded.emit()
