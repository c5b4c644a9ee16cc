"""Applier: runs the job of a preview on the inventory itself, after it said what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.errors import AgentUnreachable, JobDeskError
from jobdesk.models.records import ResultRecord, Status
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.feed import RunFeed
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.operations.previews import Drift

_NAMED = 3


class Applier(QObject):
    """Asks, warns of what has changed since the preview, and asks for the run.

    Signals:
        started(int): the run has this number.
        form_requested(int): something that this preview was given was not kept; ask for it.
    """

    started = Signal(int)
    form_requested = Signal(int)

    def __init__(self, session: Session, feed: RunFeed, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._feed = feed
        self._page = page

    @Slot()
    def ask(self) -> None:
        """Look at what has changed since, then ask."""
        services, no = self._session.ready, self._feed.no

        def work() -> Drift:
            from jobdesk.operations.previews import drift_of

            return drift_of(services, str(no))

        run_in_background(
            self, work, self._on_drift, store="inventory", name="drift", failed=self._ask_form
        )

    def _ask_form(self, error: BaseException) -> None:
        """Say why it cannot run as it was, and let it be asked for in the form."""
        if not isinstance(error, JobDeskError) or isinstance(error, AgentUnreachable):
            report_error(error)
            return
        messages.show_error(str(error))
        self.form_requested.emit(self._feed.no)

    def _on_drift(self, drift: Drift) -> None:
        count = count_words(drift.changes)
        title = f"Apply {count}?"
        is_risky = bool(drift.objects) or drift.has_other_code
        messages.ask(
            self._page,
            title,
            drift_words(drift),
            f"Apply {count}",
            self._apply,
            is_danger=is_risky,
        )

    def _apply(self) -> None:
        services, user, no = self._session.ready, self._session.user, self._feed.no

        def work() -> ResultRecord:
            from jobdesk.operations.previews import apply_preview

            return apply_preview(services, user, str(no))

        def done(record: ResultRecord) -> None:
            if record.status is Status.REVOKED:
                messages.show_error(record.reason)
            self.started.emit(int(record.no))

        run_in_background(self, work, done, store="agent", failed=self._ask_form)


def count_words(number: int) -> str:
    """`1 change`, `59 changes`."""
    return "1 change" if number == 1 else f"{number:,} changes"


def drift_words(drift: Drift) -> str:
    """What applying means, and what is no longer as it was."""
    words = ["The job runs again with the same inputs, on the inventory itself."]
    if drift.objects:
        named = ", ".join(drift.objects[:_NAMED])
        more = len(drift.objects) - _NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        have = "has" if len(drift.objects) == 1 else "have"
        words.append(f"{named}{rest} {have} changed since the preview.")
    if drift.has_other_code:
        words.append("The code of the job has changed since the preview.")
    if drift.objects or drift.has_other_code:
        words.append("It may do something else than what you saw: preview it again first.")
    return " ".join(words)
