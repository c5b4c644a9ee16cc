"""LayoutState: what the window remembers of its looks, written beside it.

Qt's own `sync` waits twice for the disk (`QLockFile`, `QSaveFile`): 180 ms were seen in the
window while two runs logged as fast as they could.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer, Signal

from jobdesk.ui.layout_file import write_ini

_WRITE_MS = 300


class LayoutState(QSettings):
    """What the window remembers of its looks, in `window.ini`.

    A value holds at once. The file is written a moment after the first change, not for each
    pixel that something moves, so a killed window loses its last moment at most.

    Signals:
        taken(): other values were put in: whoever remembers something here reads it again.
    """

    taken = Signal()

    def __init__(self, home: Path) -> None:  # no parent: it outlives all that keeps here
        self._file = home / "window.ini"
        self._pen = _Pen()
        self._is_due = self._is_writing = self._is_behind = False
        super().__init__(str(self._file), QSettings.Format.IniFormat)

    def setValue(self, key: str, value: Any) -> None:
        """Keep a value, and write it soon."""
        super().setValue(key, value)
        self._write_soon()

    def remove(self, key: str) -> None:
        """Forget a value, or all of a group, and write that soon."""
        super().remove(key)
        self._write_soon()

    def _write_soon(self) -> None:
        # No timer of its own, which nobody may give up in another thread. And none that calls
        # a method of its own: PySide would call it on what is no more.
        application = QCoreApplication.instance()
        if application is not None and not self._is_due:
            self._is_due = True
            QTimer.singleShot(_WRITE_MS, application, partial(_write, weakref.ref(self)))

    def sync(self) -> None:
        """Write the file at once, in a thread; the newest values where one is under way."""
        application = QCoreApplication.instance()
        self._is_due = False
        if application is None:
            self.finish()
            return
        self._is_behind = self._is_writing
        if self._is_writing:
            return
        from jobdesk.ui.background import run_in_background  # after the first paint

        self._is_writing = True
        values = {key: self.value(key) for key in self.allKeys()}
        work = partial(self._pen.write, self._file, values, self._pen.number)
        done = partial(_written, weakref.ref(self))
        run_in_background(application, work, done, store="files")

    def finish(self) -> None:
        """Write what is not written yet, and wait for it: the window closes."""
        with self._pen.turn:
            self._pen.number += 1
            super().sync()

    def go_on(self) -> None:
        """The file is written; again where it was changed meanwhile."""
        self._is_writing = False
        if self._is_behind:
            self.sync()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Leave out Qt's own writing."""
        return event.type() == QEvent.Type.UpdateRequest or super().event(event)


class _Pen:
    """Writes the file; what was finished meanwhile is newer.

    Attributes:
        number: of the last time that the file was finished.
    """

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.number = 0

    def write(self, file: Path, values: Mapping[str, Any], number: int) -> None:
        """Write another file and put it in the place of this one; in a thread."""
        fresh = file.with_name(f"{file.name}.new")
        is_whole = True
        try:
            write_ini(fresh, values)
        except OSError:  # a full disk, a folder that is gone: the looks stay as they were
            is_whole = False
        with self.turn:
            if is_whole and number == self.number:
                fresh.replace(file)
            else:
                fresh.unlink(missing_ok=True)


def _write(held: weakref.ref[LayoutState]) -> None:
    """Write the file; one that is no more has done so when it went."""
    state = held()
    if state is not None:
        state.sync()


def _written(held: weakref.ref[LayoutState], _: None) -> None:
    state = held()
    if state is not None:
        state.go_on()
