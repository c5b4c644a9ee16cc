"""Imports the screens that come later while the window stands idle, in a thread.

The first Run page and the first form took 40 ms to import on the click that opened them, the
inventory 50, the hooks 100.
"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.ui.background import run_in_background

_DELAY_MS = 1500  # the list is there, nobody waits
SCREENS = (
    "jobdesk.ui.runs.page",
    "jobdesk.ui.form.dialog",
    "jobdesk.ui.runs.view",
    "jobdesk.ui.queues.page",
    "jobdesk.ui.jobs.job_page",
    "jobdesk.ui.jobs.bulk_page",
    "jobdesk.ui.find.page",
    "jobdesk.ui.inventory.page",
    "jobdesk.ui.inventory.object_page",
    "jobdesk.ui.changes.log_page",
    "jobdesk.ui.hooks.hooks_page",
    "jobdesk.ui.hooks.buttons_page",
)


class Warming(QObject):
    """Begins a moment after it was made; a failure is told where the screen is opened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self.timer.timeout.connect(self._on_timeout)
        self.timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        run_in_background(self, import_screens, store="imports", failed=_ignore)


def import_screens() -> None:
    """Import what is not there yet; runs in a thread."""
    for name in SCREENS:
        import_module(name)


def _ignore(error: BaseException) -> None:
    del error
