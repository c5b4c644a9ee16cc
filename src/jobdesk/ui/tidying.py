"""Decides when Python's collector looks for rings of objects that nobody holds any more.

Left to itself it looks in whatever thread makes something, and a widget in a ring that is given
up in a thread ends the program: Qt goes on to hand it events (seen in one of five runs of a
test). And it looks through all that lives: with 10,000 jobs that keeps every thread of the
window from its work for 100 to 800 ms. So it is off, and looks here: at what is young, and at
all of it when nobody is there. What is in no ring goes at once, as ever.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS = 1_000
_AWAY_S = 300.0  # without a key or click: nobody is there
_SOME = 5_000  # new objects make a pass worth it
_MANY = 60_000  # so many are data that were read: they hold no rings, and take 10 ms a pass
_INPUTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Tidying(QObject):
    """Works from its making until `stop`; lives on the main thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._last_input = self._last_whole = time.monotonic()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)
            app.applicationStateChanged.connect(self._on_state_changed)

    def stop(self) -> None:
        """Leave the collector to itself again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Tidy what is young; what is left has come to stay."""
        made = gc.get_count()[0]  # since the last pass; counted while it is off, too
        if _SOME <= made < _MANY:
            gc.collect()
        if made >= _SOME:
            gc.freeze()
        if time.monotonic() - self._last_input >= _AWAY_S:
            self.look_at_all()

    def look_at_all(self) -> None:
        """Tidy everything, once after somebody was there; takes some tenths of a second."""
        if self._last_whole < self._last_input:
            self._last_whole = time.monotonic()
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        is_left = state != Qt.ApplicationState.ApplicationActive
        if is_left and time.monotonic() - self._last_whole >= _AWAY_S:
            self.look_at_all()

    @Slot(QWindow)
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _INPUTS:
            self._last_input = time.monotonic()
        return super().eventFilter(watched, event)
