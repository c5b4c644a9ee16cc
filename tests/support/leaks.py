"""Knows what was begun and still runs: timers, threads and processes of Qt."""

import traceback
import weakref

import shiboken6
from PySide6.QtCore import QProcess, QThread, QTimer

KINDS = (QTimer, QThread, QProcess)


class Started:
    """Remembers who was started where; `replace(kind, name, function)` puts the watch in."""

    def __init__(self, replace=setattr):
        self._started = []
        for kind in KINDS:
            replace(kind, "start", self._watched(kind.start))

    def _watched(self, start):
        def remember(this, *args):
            place = "".join(traceback.format_stack(limit=4)[:-1])
            self._started.append((weakref.ref(this), place))
            return start(this, *args)

        return remember

    def left(self):
        """Where those were started that still run; begins anew."""
        found = [place for ref, place in self._started if is_running(ref())]
        self._started.clear()
        return found


def is_running(thing):
    """It will do something again by itself, without an end."""
    if thing is None or not shiboken6.isValid(thing):
        return False
    if isinstance(thing, QTimer):
        return thing.isActive() and not thing.isSingleShot()
    if isinstance(thing, QThread):
        return thing.isRunning()
    return thing.state() != QProcess.ProcessState.NotRunning
