"""Knows when nothing more comes to a screen by itself."""

import time
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication

from jobdesk.ui import background

_LOOK_MS = 10
_SHORT_LOOK_MS = 2
_LOOKS = 3  # in a row: what came home may have asked for more
_PATIENCE_MS = 20_000
_SOON_MS = 1_000  # what rests for longer is done for a later time (figures once more, warming)


def work_for(milliseconds: int) -> None:
    """Let the event loop work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until_quiet(at_most_ms: int = _PATIENCE_MS, soon_ms: int = _SOON_MS) -> None:
    """Let the event loop work until nothing is read, built or waited for any more.

    Args:
        at_most_ms: then it goes on anyway.
        soon_ms: what is to be done within so long is waited for.
    """
    deadline = time.monotonic() + at_most_ms / 1000
    quiet = 0
    while quiet < _LOOKS and time.monotonic() < deadline:
        work_for(_LOOK_MS)
        quiet = 0 if _is_busy(soon_ms) else quiet + 1


def hurry() -> None:
    """As `until_quiet`, but what rests until nobody types or moves any more is done now.

    A pause comes to its end as soon as nothing is read: what it held back is seen, and a word
    that is shown only where reading takes long is not.
    """
    deadline = time.monotonic() + _PATIENCE_MS / 1000
    quiet = 0
    while quiet < _LOOKS and time.monotonic() < deadline:
        work_for(_SHORT_LOOK_MS)
        quiet = 0 if background.is_busy() or _end_pauses() else quiet + 1


def _end_pauses() -> bool:
    """Have due what will come soon; tells whether something was on its way."""
    coming = [timer for timer in _timers() if _will_come(timer, _SOON_MS)]
    for timer in coming:
        if shiboken6.isValid(timer) and timer.isActive() and timer.isSingleShot():
            QCoreApplication.sendEvent(timer, QTimerEvent(timer.timerId()))
    return bool(coming)


def _is_busy(soon_ms: int) -> bool:
    return background.is_busy() or any(_will_come(timer, soon_ms) for timer in _timers())


def _timers() -> Iterator[QTimer]:
    for window in QApplication.topLevelWidgets():
        if shiboken6.isValid(window):
            yield from window.findChildren(QTimer)


def _will_come(timer: QTimer, soon_ms: int) -> bool:
    if not timer.isActive():
        return False
    if timer.isSingleShot():
        return timer.interval() < soon_ms
    return timer.interval() == 0  # something is built in turns
