"""Hears of changed job files and says so on the main thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from jobdesk.ui.background import run_in_background
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.catalog.watch import JobWatch


class JobFileWatch(QObject):
    """Watches the folders of the workspace's sources while the window is open.

    Signals:
        changed(): job files were written, made, moved or deleted.
    """

    changed = Signal()
    _heard = Signal()  # from the watcher's thread

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watch: JobWatch | None = None
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        session.sources_changed.connect(self.start)

    @Slot()
    def start(self) -> None:
        """Watch the folders as the settings name them now."""
        from jobdesk.catalog.sources import sources
        from jobdesk.catalog.watch import JobWatch

        old, services = self._watch, self._session.ready
        roots = [
            root for one in sources(services.settings, services.paths) for root in one.roots
        ]
        self._watch = JobWatch(
            roots, self._on_files_changed, is_polling=services.settings.watch_polling
        )
        self._watch.start()
        if old is not None:
            run_in_background(self, old.stop, store="look")  # its thread may take a moment

    def stop(self) -> None:
        """Stop watching."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def _on_files_changed(self, _: frozenset[Path]) -> None:
        self._heard.emit()
