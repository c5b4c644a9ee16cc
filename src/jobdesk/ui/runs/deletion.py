"""RunDeletion: deletes runs ten seconds after it was asked to, unless that is undone.

What is on its way is remembered: a window that was killed deletes it when it comes back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.models.records import ResultRecord
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.models.records import UserRecord
    from jobdesk.operations.services import Services

UNDO_MS = 10_500  # what offers to undo it has gone by then
_KEY = "runs/deleting"


class RunDeletion(QObject):
    """The runs that are about to go. Main thread only.

    Signals:
        changed(): others are on their way, or none any more.
        undone(): what was on its way is there again.
        deleted(): they are gone for good.
        failed(): some may be there still.
    """

    changed = Signal()
    undone = Signal()
    deleted = Signal()
    failed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._store = session.layout_state
        self._waiting: tuple[int, ...] = ()  # they can be had back
        self._going: set[int] = set()  # they cannot
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self.carry_out)

    @property
    def hidden(self) -> frozenset[int]:
        """The runs that are not shown any more."""
        return frozenset((*self._waiting, *self._going))

    def begin(self, records: Sequence[ResultRecord]) -> None:
        """Hide these runs and delete them in ten seconds; those before go now."""
        self.carry_out()
        self._waiting = tuple(int(record.no) for record in records)
        self._keep()
        self._timer.start()
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Let the runs be."""
        self._timer.stop()
        if self._waiting:
            self._waiting = ()
            self._keep()
            self.changed.emit()
            self.undone.emit()

    def resume(self) -> None:
        """Carry out what a window that is gone had begun."""
        kept = str(self._store.value(_KEY, "") or "")
        self._waiting = tuple(int(no) for no in kept.split() if no.isdigit())
        self.carry_out()

    @Slot()
    def carry_out(self) -> None:
        """Delete now what is on its way."""
        self._timer.stop()
        nos, self._waiting = self._waiting, ()
        if not nos:
            return
        self._going.update(nos)
        services, user = self._session.ready, self._session.user

        def work() -> None:
            _delete_all(services, user, nos)

        def done(_: None) -> None:
            self._end(nos)
            self.deleted.emit()

        def failed(error: BaseException) -> None:
            self._end(nos)
            report_error(error)
            self.failed.emit()

        run_in_background(self, work, done, store="desk", failed=failed)
        self.changed.emit()

    def _end(self, nos: Collection[int]) -> None:
        self._going.difference_update(nos)
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        self._store.setValue(_KEY, " ".join(map(str, sorted(self.hidden))))
        self._store.sync()


def _delete_all(services: Services, user: UserRecord, nos: Sequence[int]) -> None:
    """Delete runs one by one; what somebody else deleted first is gone as well."""
    from jobdesk.errors import ResultNotFound
    from jobdesk.operations.runs import delete_run

    for no in nos:
        with contextlib.suppress(ResultNotFound):
            delete_run(services, user, str(no))
