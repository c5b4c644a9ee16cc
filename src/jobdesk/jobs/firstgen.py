"""What only jobs of the first generation (Nautobot 1.x, `run(data, commit)`) have."""

from __future__ import annotations

from jobdesk.jobs.levels import DEBUG, FAILURE, INFO, SUCCESS, WARNING
from jobdesk.jobs.logs import JobLogger, get_task_logger
from jobdesk.jobs.sink import text_of

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    from jobdesk.jobs.context import RunAttachment

_OLD_ARGUMENTS = ("data", "commit")
_STACKLEVEL = 3  # logging, _log_about, the method called by the job


class FirstGeneration:
    """The log methods of 1.x, and the method that is called last."""

    _attachment: RunAttachment | None = None

    @property
    def logger(self) -> JobLogger:
        """The logger of the module that defines the job."""
        own = self.__dict__.get("_own_logger")
        if own is None:  # kept: looking it up takes as long as half an entry
            own = self.__dict__["_own_logger"] = get_task_logger(type(self).__module__)
        return own

    @logger.setter
    def logger(self, logger: JobLogger) -> None:
        self.__dict__["_own_logger"] = logger

    def log(self, message: Any) -> None:
        """Log a message (level info)."""
        self._log_about(INFO, None, message)

    def log_debug(self, obj: Any = None, message: Any = None) -> None:
        """Log a detail; a lone text is the message."""
        self._log_about(DEBUG, obj, message)

    def log_success(self, obj: Any = None, message: Any = None) -> None:
        """Log that something went well; a lone text is the message."""
        self._log_about(SUCCESS, obj, message)

    def log_info(self, obj: Any = None, message: Any = None) -> None:
        """Log something worth knowing; a lone text is the message."""
        self._log_about(INFO, obj, message)

    def log_warning(self, obj: Any = None, message: Any = None) -> None:
        """Log something odd; a lone text is the message."""
        self._log_about(WARNING, obj, message)

    def log_failure(self, obj: Any = None, message: Any = None) -> None:
        """Log that something is wrong and go on; the run ends as failed."""
        self._log_about(FAILURE, obj, message)
        if self._attachment is not None:
            self._attachment.note_failure(text_of(obj if message is None else message))

    def post_run(self) -> Any:
        """Called after run and all test methods, whatever happened."""

    def _log_about(self, level: int, obj: Any, message: Any) -> None:
        if message is None and isinstance(obj, str):
            obj, message = None, obj
        extra: dict[str, Any] = {"object": obj}
        method = self._attachment.active_method if self._attachment else ""
        if method:
            extra["grouping"] = method
        text = "" if message is None else message
        self.logger.log(level, "%s", text, extra=extra, stacklevel=_STACKLEVEL)


def generation_of(cls: Any) -> int:
    """1 for a job written for Nautobot 1.x, 2 for any later one.

    Of the first generation are jobs whose `run` takes `data` and `commit` without declaring
    variables of these names, and jobs that have no `run` but `test_*` methods, or whose file
    is one of 1.x.
    """
    run = cls.run
    run = getattr(run, "__wrapped__", run)
    if getattr(run, "is_missing", False):
        return 1 if tests_of(cls) or _is_file_of_1x(cls) else 2
    code = getattr(run, "__code__", None)
    if code is None:
        return 2
    arguments = code.co_varnames[1 : code.co_argcount]
    declared = any(is_declared(cls, name) for name in _OLD_ARGUMENTS)
    return 1 if not declared and tuple(arguments[:2]) == _OLD_ARGUMENTS else 2


def _is_file_of_1x(cls: Any) -> bool:
    """It takes Job from where 1.x had it, and registers nothing, as only 1.x allowed."""
    from jobdesk.jobs.metadata import file_of
    from jobdesk.jobs.registry import has_registered, top_level

    if has_registered(top_level(cls.__module__)):
        return False
    try:
        with open(file_of(cls), encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is slow to import
            text = stream.read()
    except (OSError, ValueError):
        return False
    return "nautobot.extras." in text and "nautobot.apps" not in text


def is_declared(cls: type, name: str) -> bool:
    """The class has a variable of that name."""
    from jobdesk.jobs.variables.base import Variable

    return isinstance(getattr(cls, name, None), Variable)


def tests_of(cls: type) -> list[str]:
    """The names of the `test_*` methods, base classes first, in the order of declaration."""
    found: dict[str, None] = {}
    for base in reversed(cls.__mro__):
        found.update(dict.fromkeys(name for name in vars(base) if name.startswith("test_")))
    return [name for name in found if callable(getattr(cls, name, None))]
