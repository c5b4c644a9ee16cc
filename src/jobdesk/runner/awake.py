"""Keeps the machine from falling asleep while runs are live, where the system lets us.

Best effort: without a way to say so the clocks of a run simply stand still while it sleeps.
"""

import ctypes
import os
import shutil
import sys

from PySide6.QtCore import QObject, QProcess, QTimer, Slot

_AFTER_MS = 10_000  # short runs are over before anybody's machine falls asleep
_WINDOWS_SYSTEM_REQUIRED = 0x80000001  # ES_CONTINUOUS | ES_SYSTEM_REQUIRED
_WINDOWS_CONTINUOUS = 0x80000000
_END_MS = 1000


class Awake(QObject):
    """Holds the machine awake between `hold` and `release`. Main thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._is_held = False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def hold(self) -> None:
        """Runs are live; calling it again changes nothing."""
        if not self._is_held and not self._timer.isActive():
            self._timer.start()

    def release(self) -> None:
        """The machine may sleep."""
        self._timer.stop()
        self._is_held = False
        if sys.platform == "win32":
            _tell_windows(_WINDOWS_CONTINUOUS)
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._is_held = True
        if sys.platform == "win32":
            _tell_windows(_WINDOWS_SYSTEM_REQUIRED)
            return
        command = inhibitor()
        if command:
            self._process = QProcess(self)
            self._process.start(command[0], command[1:])


def inhibitor() -> list[str]:
    """The command that keeps this system awake while it runs; empty when there is none.

    Each ends with us, also when we are killed.
    """
    if sys.platform == "darwin":
        return ["caffeinate", "-i", "-w", str(os.getpid())]
    systemd, tail = shutil.which("systemd-inhibit"), shutil.which("tail")
    if systemd is None or tail is None:
        return []
    why = ["--what=sleep:idle", "--who=JobDesk", "--why=Runs are live", "--mode=block"]
    return [systemd, *why, tail, f"--pid={os.getpid()}", "-f", os.devnull]


def _tell_windows(state: int) -> None:
    kernel = getattr(ctypes, "windll", None)
    if kernel is not None:
        kernel.kernel32.SetThreadExecutionState(state)
