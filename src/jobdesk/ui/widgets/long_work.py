"""LongWork: long work with files, told in the status line; each piece is stopped by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.errors import Superseded
from jobdesk.operations.inventory_threads import Question
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.tasks import tasks

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

T = TypeVar("T")
Progress = Callable[[int, int], None]

STORE = "exchange"
"""A thread of its own: it takes long, and others read meanwhile."""


class LongWork(QObject):
    """A piece of it, begun when it is made, gone when it has ended. Main thread only.

    It stops at its next word of progress when its line in the status bar or the window is
    closed.
    """

    _advanced = Signal(int, int)  # from the thread that works

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        stopped: str,
        parent: QObject,
    ) -> None:
        """Begin.

        Args:
            title: for the status line: "Writing devices.csv".
            work: told whom to tell how far it is; that raises when the work is stopped.
            done: called on the main thread.
            stopped: what is said when it was stopped: "devices.csv was not written."
            parent: when it is gone, the work is done all the same, and nobody is told.
        """
        super().__init__(parent)
        self._question, self._stopped = Question(), stopped
        self._task = tasks().begin(title, self, self._question.drop)
        self._advanced.connect(self._on_advanced)

        def finished(found: T) -> None:
            self._end()
            done(found)

        run_in_background(
            self,
            partial(
                work_on, self._question, partial(work, teller(self._question, self._advanced))
            ),
            finished,
            store=STORE,
            name="work",
            failed=self._on_failed,
            drop=self._question.drop,
        )

    @Slot(int, int)
    def _on_advanced(self, done: int, of: int) -> None:
        if of:
            self._task.advance(done / of)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Superseded):
            messages.show(self._stopped)
        else:
            report_error(error)

    def _end(self) -> None:
        self._task.end()
        self.deleteLater()


def work_on(question: Question, work: Callable[[], T]) -> T:
    """Begin with it only while somebody wants it; in the working thread."""
    question.require()
    return work()


def teller(question: Question, advanced: SignalInstance) -> Progress:
    """Tells a signal how far it is, and raises `Superseded` when nobody wants it any more."""

    def tell(done: int, of: int) -> None:
        question.require()
        with suppress(RuntimeError):  # who would hear it is gone
            advanced.emit(done, of)

    return tell
