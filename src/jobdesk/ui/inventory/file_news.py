"""FileNews: another program has written into the inventory: a terminal, a second window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.ui.background import forget_question, run_in_background

NEWS_MS = 400
"""Several news at once are one look."""

_LOOK_MS = 2500
_STORE = "inventory file"


class FileNews(QObject):
    """Looks at times and sizes of the files, in a thread, while somebody looks at the page.

    Signals:
        changed(): something was written since the last look.
        known(): what was written up to now is no news; read what is shown.
    """

    changed = Signal()
    known = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._files: tuple[Path, ...] = ()
        self._seen: tuple[tuple[int, int], ...] | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, file: Path) -> None:
        """Look at this file and its journal from now on; what is there is known."""
        self._files = (file, file.with_name(f"{file.name}-wal"))
        self._look()
        self._timer.start()

    def rest(self) -> None:
        """Look no more."""
        self._timer.stop()

    def know(self) -> None:
        """We have written ourselves: look first, so that what comes later is news."""
        files = self._files
        run_in_background(
            self, lambda: _stamps(files), self._take_known, store=_STORE, name="know"
        )

    def _take_known(self, found: tuple[tuple[int, int], ...]) -> None:
        forget_question(self, "look")  # it may be of before
        self._seen = found
        self.known.emit()

    @Slot()
    def _look(self) -> None:
        files = self._files
        run_in_background(self, lambda: _stamps(files), self._take, store=_STORE, name="look")

    def _take(self, found: tuple[tuple[int, int], ...]) -> None:
        is_news = self._seen is not None and found != self._seen
        self._seen = found
        if is_news:
            self.changed.emit()


def _stamps(files: tuple[Path, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for file in files:
        try:
            state = file.stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((state.st_mtime_ns, state.st_size))
    return tuple(found)
