"""How the job's own code ended, before and while its hooks have their say."""

from __future__ import annotations

from types import AsyncGeneratorType, CoroutineType, GeneratorType

from jobdesk.errors import JobDeskError
from jobdesk.runner import ending

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class NotRun(JobDeskError):
    """The method run did not run: it gave a generator or a coroutine instead."""


class Attempt:
    """Status, and what stands for the run until its end.

    Attributes:
        value: what the job returned.
        error: the exception that ended it.
        hook_error: an exception of a hook that made a good run a failure.
    """

    def __init__(
        self,
        status: str,
        value: Any = None,
        error: BaseException | None = None,
        reason: str = "",
    ) -> None:
        self.status = status
        self.value = value
        self.error = error
        self.reason = reason
        self.hook_error: BaseException | None = None
        self.traceback = ""

    @property
    def shown(self) -> Any:
        """What hooks are told: the exception, else what the job returned."""
        error = self.error or self.hook_error
        return self.value if error is None else error

    @property
    def einfo(self) -> ending.ErrorInfo | None:
        """The exception with its traceback as hooks get it."""
        error = self.error or self.hook_error
        return None if error is None else ending.ErrorInfo(error, self.traceback)

    def remember_traceback(self, redact: Callable[[str], str]) -> None:
        """Keep the traceback of the error as text; memory that its frames hold is let go."""
        if self.error is None or isinstance(self.error, NotRun):
            return
        self.traceback = redact(ending.traceback_of(self.error))
        if isinstance(self.error, MemoryError):
            from traceback import clear_frames

            clear_frames(self.error.__traceback__)

    def note_hook_error(self, failed: Attempt | None) -> None:
        """A hook of a run that went well raised: the run is no success; its result stays."""
        if failed is not None:
            self.status, self.reason = failed.status, failed.reason
            self.hook_error, self.traceback = failed.error, failed.traceback


def refuse_unrun(value: Any) -> Any:
    """Give the value back unless `run` was written so that calling it does nothing."""
    if isinstance(value, GeneratorType | AsyncGeneratorType):
        raise NotRun("run is a generator (it has a yield), so nothing of it ran; use return.")
    if isinstance(value, CoroutineType):
        value.close()
        raise NotRun("run is a coroutine (async def), so nothing of it ran; use a plain def.")
    return value
