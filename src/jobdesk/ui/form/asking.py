"""Asks a job for the choices of today while its form is open.

The stored choices stand in the fields meanwhile. The child is ended when the form is closed.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from jobdesk.errors import JobDeskError
from jobdesk.models.records import JobRecord
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.session import Session

_POPUP_RETRY_MS = 150
_STORE = "choices"  # an executor of its own: a slow job must not hold the desk up

Told = Mapping[str, list[Any] | str]


class ChoiceAsking(QObject):
    """Brings fresh choices into a form; begins at once if the job has any to ask for.

    Lives on the main thread, as long as its dialog.
    """

    def __init__(
        self, session: Session, job: JobRecord, form: RunForm, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._job = job
        self._form = form
        self._cancelled = Event()
        self._told: dict[str, list[Any] | str] = {}  # waits until no list is open
        self._popup_timer = QTimer(self)
        self._popup_timer.setSingleShot(True)
        self._popup_timer.setInterval(_POPUP_RETRY_MS)
        self._popup_timer.timeout.connect(self._on_popup_timer_timeout)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.stop)
        names = [] if job.not_runnable_reason else self._asked_names()
        for name in names:
            form.fields[name].retry_requested.connect(self._on_field_retry_requested)
        if names:
            self._ask(names)

    @Slot()
    def stop(self) -> None:
        """Nobody waits for an answer any more: end the child."""
        self._cancelled.set()

    def _asked_names(self) -> list[str]:
        from jobdesk.operations.choices import asked_variables

        return [name for name in asked_variables(self._job) if name in self._form.fields]

    def _ask(self, names: Sequence[str]) -> None:
        from jobdesk.operations.choices import fresh_choices

        for name in names:
            self._form.fields[name].tell_asking()
        work = partial(fresh_choices, self._session.ready, self._job, names, self._cancelled)
        failed = partial(self._take_failure, names)
        name = "choices of " + " ".join(names)
        run_in_background(self, work, self._take, store=_STORE, name=name, failed=failed)

    def _take(self, told: Told) -> None:
        self._told.update(told)
        self._show_told()

    def _take_failure(self, names: Sequence[str], error: BaseException) -> None:
        self._take(dict.fromkeys(names, f"The job could not be asked: {error}"))
        if not isinstance(error, JobDeskError | OSError):
            report_error(error)

    @Slot()
    def _on_popup_timer_timeout(self) -> None:
        self._show_told()

    def _show_told(self) -> None:
        if self._cancelled.is_set():
            return
        if QApplication.activePopupWidget() is not None:  # the user may be choosing right now
            self._popup_timer.start()
            return
        told, self._told = self._told, {}
        for name, answer in told.items():
            if isinstance(answer, str):
                self._form.fields[name].tell_stale(answer)
            else:
                self._form.offer(name, answer)

    @Slot(str)
    def _on_field_retry_requested(self, name: str) -> None:
        self._ask([name])
