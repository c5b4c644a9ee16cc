"""From what a job logs to one log entry of its run: format, redact, cut, hand on.

Nothing here raises into the job, whatever it logs.
"""

from __future__ import annotations

import logging
import sys
import time

from jobdesk.jobs.levels import NAMES, nearest
from jobdesk.jobs.plain import is_listed, is_mapping
from jobdesk.jobs.redaction import Redactor

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jobdesk.jobs.context import RunContext

GROUPING_LENGTH = 100
OBJECT_LENGTH = 200
URL_LENGTH = 255
_SKIP = "skip_db_logging"
_EXTRAS = frozenset(("object", "grouping", _SKIP))
_FORMATTER = logging.Formatter()


class RunLogHandler(logging.Handler):
    """Gives log entries to the run. `install()` makes it the one of this process."""

    active: RunLogHandler | None = None

    def __init__(self, context: RunContext, redactor: Redactor | None = None) -> None:
        super().__init__()
        self._write = context.write_log
        self._redact = redactor or Redactor()

    def createLock(self) -> None:  # noqa: N802 - logging's own name
        """No lock: the journal has one."""
        self.lock = None

    def install(self) -> None:
        """From now on the entries of all job loggers come here."""
        RunLogHandler.active = self

    def uninstall(self) -> None:
        """Job loggers are ordinary loggers again."""
        RunLogHandler.active = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a standard record."""
        found = record.__dict__
        extra = found if not _EXTRAS.isdisjoint(found) else None
        self.keep(
            record.levelno,
            record.msg,
            record.args,
            record.funcName,
            extra,
            record.exc_info,
            record.stack_info,
            record.created,
        )

    def keep_plain(self, level: int, msg: object, args: Any, function: str) -> None:
        """Keep one entry of a known level without extras: the way of most entries."""
        try:
            message = msg if isinstance(msg, str) and not args else formatted(msg, args)
            message = self._redact(message)
            if not message.isascii():
                message = storable(message)
            self._write(time.time_ns() // 1000, level, function, message, "", "")
        except Exception:  # noqa: BLE001 - a log line must not end the run
            _complain()

    def keep(
        self,
        level: int,
        msg: object,
        args: Any = (),
        function: str | None = "",
        extra: Mapping[str, Any] | None = None,
        exc_info: Any = None,
        stack_info: str | None = None,
        created: float = 0.0,
    ) -> None:
        """Keep one entry, attributed to `function`; of time `created` or now."""
        try:
            message = formatted(msg, args)
            if exc_info or stack_info:
                message = _with_details(message, exc_info, stack_info)
            message = storable(self._redact(message))
            level = level if level in NAMES else nearest(level)
            grouping, shown, url = function or "", "", ""
            if extra:
                if extra.get(_SKIP):
                    print(f"{NAMES[level]}: {message}")  # noqa: T201 - what "skip" asks for
                    return
                grouping = self._cut(extra.get("grouping") or grouping, GROUPING_LENGTH)
                shown, url = self._object(extra.get("object"))
            created_us = int((created or time.time()) * 1e6)
            self._write(created_us, level, grouping, message, shown, url)
        except Exception:  # noqa: BLE001 - a log line must not end the run
            _complain()

    def _object(self, thing: Any) -> tuple[str, str]:
        if thing is None:
            return "", ""
        return self._cut(thing, OBJECT_LENGTH), self._cut(_address_of(thing), URL_LENGTH)

    def _cut(self, value: object, length: int) -> str:
        return storable(self._redact.exact(text_of(value)))[:length]


def storable(text: str) -> str:
    """`text` in characters that a database and a journal can hold."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def text_of(value: object) -> str:
    """`str(value)`, also of an object that cannot say itself."""
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 - __str__ of a job's own class
        return f"<{type(value).__name__}: {type(error).__name__}>"


def formatted(msg: object, args: Any = ()) -> str:
    """The message with its arguments; a wrong format string gives both side by side."""
    text = msg if isinstance(msg, str) else text_of(msg)
    if not args:
        return text
    given = args
    if len(args) == 1 and is_listed(args) and is_mapping(given[0]):
        given = given[0] or given  # "%(name)s" takes its values from one mapping
    try:
        return text % given
    except Exception:  # noqa: BLE001 - a wrong format or __str__ must not end the run
        return f"{text} {text_of(args)}"


def _with_details(message: str, exc_info: Any, stack_info: str | None) -> str:
    if exc_info:
        message += "\n" + _exception_text(exc_info)
    if stack_info:
        message += "\n" + stack_info
    return message


def _exception_text(exc_info: Any) -> str:
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info.__class__ is not tuple:  # True, or any other true value
        exc_info = sys.exc_info()
    return _FORMATTER.formatException(exc_info)


def _address_of(thing: Any) -> str:
    try:
        return str(thing.get_absolute_url() or "")
    except Exception:  # noqa: BLE001 - no address, or none that can be told
        return ""


def _complain() -> None:
    import traceback

    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]  # pythonw has none
        traceback.print_exc()
