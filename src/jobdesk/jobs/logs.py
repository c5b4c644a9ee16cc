"""The loggers of jobs: standard loggers that also know success and failure.

While a run is going on, entries take a short way without a LogRecord; as soon as a job puts
handlers or filters of its own in the way, these see ordinary records.
"""

from __future__ import annotations

import logging
import sys

from jobdesk.jobs.levels import CRITICAL, DEBUG, ERROR, FAILURE, INFO, SUCCESS, WARNING
from jobdesk.jobs.plain import is_mapping
from jobdesk.jobs.sink import RunLogHandler

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_LOGGING_FILES = frozenset((logging.info.__code__.co_filename, __file__))
_ROOT = logging.getLogger()
_FRAMES_BELOW = 3  # _calling_frame, _log, and the method that the job called at least


class JobLogger(logging.Logger):
    """A logger whose entries become the log of the run that is going on in this process."""

    def debug(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log a detail."""
        if self.isEnabledFor(DEBUG):
            _enter(self, DEBUG, msg, args, kwargs)

    def info(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log what happens."""
        if self.isEnabledFor(INFO):
            _enter(self, INFO, msg, args, kwargs)

    def success(self, msg: object = "", *args: object, **kwargs: Any) -> None:
        """Log that something went well."""
        if self.isEnabledFor(SUCCESS):
            _enter(self, SUCCESS, _text_of(msg, kwargs), args, kwargs)

    def warning(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log something odd."""
        if self.isEnabledFor(WARNING):
            _enter(self, WARNING, msg, args, kwargs)

    def failure(self, msg: object = "", *args: object, **kwargs: Any) -> None:
        """Log that something is wrong, without ending the run or changing its status."""
        if self.isEnabledFor(FAILURE):
            _enter(self, FAILURE, _text_of(msg, kwargs), args, kwargs)

    def error(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log an error."""
        if self.isEnabledFor(ERROR):
            _enter(self, ERROR, msg, args, kwargs)

    def critical(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log that nothing can go on."""
        if self.isEnabledFor(CRITICAL):
            _enter(self, CRITICAL, msg, args, kwargs)

    def getChild(self, suffix: str) -> JobLogger:  # noqa: N802 - logging's own name
        """A job logger below this one."""
        return get_task_logger(f"{self.name}.{suffix}")

    def _log(
        self,
        level: int,
        msg: object,
        args: Any,
        exc_info: Any = None,
        extra: Any = None,
        stack_info: bool = False,
        stacklevel: int = 1,
    ) -> None:
        kept = extra if extra is not None and is_mapping(extra) else None
        sink = RunLogHandler.active
        if sink is None or stack_info or self.handlers or self.filters or _ROOT.handlers:
            super()._log(level, msg, args, exc_info, kept, stack_info, stacklevel)
        else:
            function = _calling_frame(stacklevel).f_code.co_name
            sink.keep(level, msg, args, function, kept, exc_info)

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Give a record to the run and to whoever else listens."""
        sink = RunLogHandler.active
        if sink is not None:
            sink.handle(record)
        if sink is None or self.hasHandlers():
            super().callHandlers(record)

    def findCaller(  # noqa: N802 - logging's own name
        self, stack_info: bool = False, stacklevel: int = 1
    ) -> tuple[str, int, str, str | None]:
        """Where the entry was logged, not counting logging and this file."""
        frame = _calling_frame(stacklevel)
        stack = _stack_text(frame) if stack_info else None
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, stack

    def makeRecord(self, *args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: N802 - as above
        """A record with all extras that do not hide a part of it; logging would raise."""
        given = list(args)
        extra = kwargs.pop("extra", None)
        if len(given) > _EXTRA_POSITION:
            extra, given[_EXTRA_POSITION] = given[_EXTRA_POSITION], None
        record = super().makeRecord(*given, **kwargs)
        for key, value in extra.items() if is_mapping(extra) else ():
            record.__dict__.setdefault(str(key), value)
        return record


_EXTRA_POSITION = 8  # of `extra` among the arguments of Logger.makeRecord


def get_task_logger(name: str) -> JobLogger:
    """The logger of that name; what it logs during a run becomes part of the run's log.

    It is the logger that `logging.getLogger(name)` gives, too. Every level is kept unless the
    job asks for less by `setLevel`.
    """
    logger = logging.getLogger(name)
    if isinstance(logger, logging.RootLogger):
        return get_task_logger("jobs")
    if not isinstance(logger, JobLogger):
        logger.__class__ = JobLogger
        if logger.level == logging.NOTSET:
            logger.setLevel(DEBUG)
    assert isinstance(logger, JobLogger)
    return logger


def _text_of(msg: object, kwargs: dict[str, Any]) -> object:
    """The text, which may come as `message=` too: so the original calls it at these levels."""
    return kwargs.pop("message", msg)


def _enter(logger: JobLogger, level: int, msg: object, args: Any, kwargs: Any) -> None:
    """The shortest way, of an entry without extras that nobody else listens to."""
    sink = RunLogHandler.active
    if not (kwargs or sink is None or logger.handlers or logger.filters or _ROOT.handlers):
        code = sys._getframe(2).f_code  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # as logging does
        if code.co_filename not in _LOGGING_FILES:
            sink.keep_plain(level, msg, args, code.co_name)
            return
    logger._log(level, msg, args, **kwargs)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # our own class


def _calling_frame(stacklevel: int) -> FrameType:
    """The frame that logs: the first above logging and this file, or one further up."""
    frame = sys._getframe(_FRAMES_BELOW)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # as logging does
    above: FrameType | None = frame
    while above is not None:
        if above.f_code.co_filename not in _LOGGING_FILES:
            frame = above
            stacklevel -= 1
            if stacklevel <= 0:
                break
        above = above.f_back
    return frame


def _stack_text(frame: FrameType) -> str:
    import traceback

    return "Stack (most recent call last):\n" + "".join(traceback.format_stack(frame)).rstrip()
