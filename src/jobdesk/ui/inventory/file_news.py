"""FileNews: another program has written into the inventory: a terminal, a second window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.ui.background import run_in_background

_LOOK_MS = 2500
_STORE = "inventory file"


class FileNews(QObject):
    """Looks at times and sizes of the files, in a thread, while somebody looks at the page.

    Signals:
        changed(): something was written since the last look.
    """

    changed = Signal()

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
