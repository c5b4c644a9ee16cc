"""Changes of queues, one after the other in a thread; what is refused is said in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.session import Session


class QueueChanges(QObject):
    """Asks the operations for what the user wants.

    Signals:
        done(): nothing is under way any more; look again.
        created(str): a queue of this name is there now.
    """

    done = Signal()
    created = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._under_way = 0
        self.ended = 0  # how many so far

    @property
    def is_under_way(self) -> bool:
        """What is read now may be older than what is shown."""
        return self._under_way > 0

    def change(
        self,
        name: str,
        *,
        concurrency: int | None = None,
        paused: bool | None = None,
        draining: bool | None = None,
    ) -> None:
        """Change one queue."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.queues import change_queue

            change_queue(
                services, user, name, concurrency=concurrency, paused=paused, draining=draining
            )

        self._run(work)

    def pause_all(self, *, paused: bool) -> None:
        """Let nothing start anywhere, or let all go on."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations import queues

            (queues.pause_all if paused else queues.resume_all)(services, user)

        self._run(work)

    def create(self, name: str) -> None:
        """Make a queue."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.queues import create_queue

            create_queue(services, user, name)

        def after() -> None:
            self.created.emit(name.strip())

        self._run(work, after)

    def delete(self, name: str) -> None:
        """Delete a queue that nothing uses."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.queues import delete_queue

            delete_queue(services, user, name)

        def after() -> None:
            messages.show(f"Queue {name} is deleted.")

        self._run(work, after)

    def move(self, no: int, before_no: int | None) -> None:
        """Put a waiting run before another one, or last."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.queues import move_run

            move_run(services, user, no, before_no)

        self._run(work)

    def cancel(self, no: int) -> None:
        """Ask a run to stop; one that waits never starts."""
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.runs import cancel_run

            cancel_run(services, user, str(no))

        self._run(work)

    def _run(self, work: Callable[[], None], after: Callable[[], None] | None = None) -> None:
        self._under_way += 1

        def done(_: None) -> None:
            if after is not None:
                after()
            self._end()

        def failed(error: BaseException) -> None:
            report_error(error)
            self._end()

        run_in_background(self, work, done, store="agent", failed=failed)

    def _end(self) -> None:
        self._under_way -= 1
        self.ended += 1
        if not self._under_way:
            self.done.emit()
