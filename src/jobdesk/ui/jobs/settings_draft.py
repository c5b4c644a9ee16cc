"""What is typed into the settings of a job outlives tab and window until it is saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.override_form import OverrideForm
from jobdesk.ui.session import Session

KIND = "settings_draft"
_DELAY_MS = 400


class SettingsDraft(QObject):
    """Keeps the draft of one form soon after each change."""

    def __init__(self, session: Session, job_id: str, form: OverrideForm) -> None:
        super().__init__(form)
        self._session = session
        self._job_id = job_id
        self._form = form
        self._kept: Any = None
        self._is_restored = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_timeout)
        form.changes_changed.connect(self._on_changes_changed)

    @property
    def is_restored(self) -> bool:
        """The form has what was kept; before that nothing is written."""
        return self._is_restored

    def restore(self, document: Any) -> None:
        """Give the form what was kept (None: nothing); the first time only."""
        if self._is_restored:
            return
        self._is_restored = True
        self._kept = document
        if isinstance(document, dict):
            self._form.restore_typed(document)  # pyright: ignore[reportUnknownArgumentType]  # JSON

    def flush(self) -> None:
        """Write now what waits: the tab goes."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    @Slot(int)
    def _on_changes_changed(self, number: int) -> None:
        del number
        if self._is_restored:
            self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        self._write()

    def _write(self) -> None:
        document = self._form.typed()
        services, actor = self._session.services, self._session.actor
        if document == self._kept or services is None or actor is None:
            return
        self._kept = document
        kept, user, key = services.kept, actor.id, self._job_id
        # The session owns it: a tab that closes must not take its draft along.
        run_in_background(self._session, lambda: kept.put(user, KIND, key, document))
