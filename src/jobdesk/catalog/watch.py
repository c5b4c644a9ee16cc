"""Watch the folders of job files and tell when code changed. Plain thread, no Qt.

The callback runs in the watcher's thread; who needs another one hands over there.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

_log = logging.getLogger(__name__)

_SETTLE_MS = 300  # editors write a file in several steps
_STEP_MS = 50
_IGNORED_FOLDERS = frozenset(
    {"__pycache__", "node_modules", "venv", "env", "site-packages", "build", "dist"}
)


class JobWatch:
    """Calls `on_change(paths)` after files of job code were written, made, moved or deleted.

    One thread from `start` to `stop`; both may be called from any thread.
    """

    def __init__(
        self,
        roots: Iterable[Path],
        on_change: Callable[[frozenset[Path]], None],
        *,
        is_polling: bool = False,
    ) -> None:
        self._roots = tuple(root.absolute() for root in roots)
        self._on_change = on_change
        self._is_polling = is_polling
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch those of the folders that are there."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._watch, name="job-watch", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the thread."""
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def is_job_code(self, path: Path) -> bool:
        """A change of this path may change what the jobs are."""
        for root in self._roots:
            if path.is_relative_to(root):
                return _is_code(path.relative_to(root))
        return False

    def _watch(self) -> None:
        from watchfiles import watch

        there = [root for root in self._roots if root.is_dir()]
        if not there:
            return
        try:
            for changes in watch(
                *there,
                watch_filter=lambda _change, path: self.is_job_code(Path(path)),
                debounce=_SETTLE_MS * 4,
                step=_STEP_MS,
                stop_event=self._stop,
                rust_timeout=_SETTLE_MS,
                force_polling=self._is_polling or None,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._on_change(frozenset(Path(path) for _, path in changes))
        except (OSError, RuntimeError) as error:
            # Too many watches, a drive that went away: changes are found at the next refresh.
            _log.warning("the job folders are watched no longer: %s", error)


def _is_code(path: Path) -> bool:
    """A Python file or a folder, outside caches, repositories' own folders and environments."""
    folders = path.parts[:-1]
    if any(part.startswith(".") or part in _IGNORED_FOLDERS for part in folders):
        return False
    if path.name.startswith(".") or path.name in _IGNORED_FOLDERS:
        return False
    return path.suffix in ("", ".py")
