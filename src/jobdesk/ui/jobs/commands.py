"""What the Jobs page asks of the operations; off the main thread, told to all afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from jobdesk.errors import JobDeskError
from jobdesk.ui import messages
from jobdesk.ui.background import is_alive, report_error, run_in_background
from jobdesk.ui.jobs.admin_commands import AdminCommands
from jobdesk.ui.jobs.words import count_of
from jobdesk.ui.session import Session


class JobCommands(QObject):
    """Enable, disable, review, override, refresh.

    Signals:
        refresh_started(), refresh_ended(): job files are being looked at.
    """

    refresh_started = Signal()
    refresh_ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.admin = AdminCommands(session, self)
        self._is_refreshing = False
        self._wants_again = False

    def switch(self, keys: Sequence[str], *, on: bool) -> None:
        """Enable or disable jobs; what is enabled counts as reviewed."""
        services, actor = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations import jobs

            (jobs.enable if on else jobs.disable)(services, actor, list(keys))

        number = len(keys)
        if number == 1:
            self._change(work)
            return
        done = f"{count_of(number, 'job')} {'enabled' if on else 'disabled'}."
        self._change(work, f"{'Enabling' if on else 'Disabling'} {number} jobs", done)

    def review(self, key: str, *, keep_inputs: bool) -> None:
        """Enable a job after its code was read; its inputs are no secret if `keep_inputs`."""
        services, actor = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations import reviews

            reviews.review(services, actor, key, keep_inputs=keep_inputs)

        self._change(work)

    def override(
        self,
        key: str,
        changes: Mapping[str, Any],
        clear: Collection[str],
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Set and clear overrides in one step; `failed` hears of wrong fields."""
        services, actor = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations import jobs

            jobs.override(services, actor, key, dict(changes), tuple(clear))

        def changed(_: None) -> None:
            self._session.jobs_changed.emit()
            if is_alive(done):
                done()

        def refused(error: BaseException) -> None:
            (failed if is_alive(failed) else report_error)(error)

        run_in_background(self, work, changed, failed=refused)

    def refresh(self, *, quietly: bool = False) -> None:
        """Look at the job files; asked again meanwhile, it looks once more afterwards."""
        if self._is_refreshing:
            self._wants_again = True
            return
        services = self._session.ready
        self._is_refreshing = True
        self.refresh_started.emit()

        def work() -> str:
            from jobdesk.operations.refresh import refresh

            return report_text(refresh(services))

        def done(text: str) -> None:
            self._end_refresh()
            if text or not quietly:
                messages.show(text or "Nothing has changed in the job files.")

        def failed(error: BaseException) -> None:
            self._end_refresh()
            if not (quietly and isinstance(error, JobDeskError)):
                report_error(error)

        run_in_background(
            self, work, done, store="discovery", failed=failed, task="Refreshing jobs"
        )

    def _end_refresh(self) -> None:
        self._is_refreshing = False
        self.refresh_ended.emit()
        self._session.jobs_changed.emit()
        if self._wants_again:
            self._wants_again = False
            self.refresh(quietly=True)

    def _change(self, work: Callable[[], None], task: str = "", told: str = "") -> None:
        def changed(_: None) -> None:
            self._session.jobs_changed.emit()
            if told:
                messages.show(told)

        def failed(error: BaseException) -> None:
            self._session.jobs_changed.emit()  # a switch goes back to what is stored
            report_error(error)

        run_in_background(self, work, changed, failed=failed, task=task)


def report_text(report: Any) -> str:
    """`3 new jobs, 1 changed, 1 broken file`; empty when nothing has changed."""
    parts = [
        (len(report.created), "new job", "new jobs"),
        (len(report.updated), "changed", "changed"),
        (len(report.reinstalled), "back again", "back again"),
        (len(report.uninstalled), "no longer installed", "no longer installed"),
    ]
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    if said and report.broken:
        number = len(report.broken)
        said.append(f"{number} broken file{'s' if number != 1 else ''}")
    return f"Refreshed: {', '.join(said)}." if said else ""
