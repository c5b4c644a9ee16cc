"""How a run ended, as plain data: status, reason in words, result, traceback.

Whatever a job returns or raises becomes JSON here; nothing in this file raises.
"""

from __future__ import annotations

import json
import os

from jobdesk.errors import StoreUnavailable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

SUCCESS = "SUCCESS"
FAILURE = "FAILURE"
REVOKED = "REVOKED"
RESULT_NAME = "result.json"
MAX_RESULT_BYTES = 1_000_000
_MAX_TRACEBACK = 200_000
_MAX_REASON = 500
_MAX_TEXT = 10_000  # of one text in a result that is too long
_MAX_DEPTH = 200
_OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep  # noqa: PTH120 - pathlib is slow to import


class Ending:
    """The last word about a run.

    Attributes:
        changes: how many objects it created, updated, deleted; None: it had no inventory.
    """

    def __init__(
        self, status: str, reason: str = "", result: Any = None, traceback: str = ""
    ) -> None:
        self.status = status
        self.reason = reason
        self.result = result
        self.traceback = traceback
        self.changes: dict[str, int] | None = None


class ErrorInfo:
    """What hooks get as `einfo`: the exception, its type, its traceback as text."""

    def __init__(self, error: BaseException, traceback: str) -> None:
        self.exception = error
        self.type = type(error)
        self.traceback = traceback

    def __str__(self) -> str:
        return self.traceback


def text_of_error(error: BaseException) -> str:
    """`str(error)`, also of an exception that cannot say itself."""
    try:
        return str(error)
    except BaseException as other:  # noqa: BLE001 - the __str__ of a job's own class
        return f"<{type(other).__name__} in __str__>"


def words_for(error: BaseException) -> str:
    """The exception as a reason for people."""
    name, text = type(error).__name__, text_of_error(error)
    if isinstance(error, SystemExit):
        return f"The job called sys.exit({error.code!r}); a job ends by returning."
    if isinstance(error, MemoryError):
        return f"The job ran out of memory ({name}{': ' + text if text else ''})."
    if isinstance(error, KeyboardInterrupt):
        return "The job was interrupted (KeyboardInterrupt)."
    if isinstance(error, StoreUnavailable):  # a sentence of ours
        return text
    text = _fields_of(error) or text
    return f"{name}: {text}" if text else name


def _fields_of(error: BaseException) -> str:
    """A refusal of a model's rules field by field, as Django keeps it; else empty."""
    try:
        told: Any = getattr(error, "message_dict", {})
        parts = [(str(name), " ".join(map(str, texts))) for name, texts in told.items()]
    except Exception:  # noqa: BLE001 - a job's own class of errors
        return ""
    return "; ".join(text if name == "__all__" else f"{name}: {text}" for name, text in parts)


def short(reason: str) -> str:
    """A reason of bearable length."""
    return reason if len(reason) <= _MAX_REASON else reason[:_MAX_REASON] + "…"


def error_result(error: BaseException) -> dict[str, Any]:
    """What stands as result when a run ended by an exception."""
    return {
        "exc_type": type(error).__name__,
        "exc_message": text_of_error(error)[:_MAX_TRACEBACK],
        "exc_module": type(error).__module__,
    }


def traceback_of(error: BaseException) -> str:
    """The traceback from the job's first line on; our own frames above it are left out."""
    from traceback import format_exception

    try:
        lines = format_exception(type(error), error, job_part(error.__traceback__))
        text = "".join(lines)
    except BaseException as other:  # noqa: BLE001 - memory, recursion, the job's own classes
        return f"{type(error).__name__} (its traceback raised {type(other).__name__})"
    if len(text) > _MAX_TRACEBACK:
        half = _MAX_TRACEBACK // 2
        text = f"{text[:half]}\n… [cut: {len(text):,} characters]\n{text[-half:]}"
    return text


def job_part(traceback: TracebackType | None) -> TracebackType | None:
    """The traceback without our frames at its beginning; all of it when it is only ours."""
    part = traceback
    while part is not None and _is_ours(part.tb_frame.f_code.co_filename):
        part = part.tb_next
    return part or traceback


def _is_ours(filename: str) -> bool:
    return filename.startswith((_OURS, "<frozen importlib")) or "cProfile" in filename


def plain_result(value: Any, warn: Callable[[str], None]) -> Any:
    """What `run` returned as JSON; `warn` is told when it had to be changed."""
    try:
        return json.loads(_json_text(value, warn))
    except (TypeError, ValueError, RecursionError, OverflowError):
        warn(
            f"What run returned is no JSON ({type(value).__name__}); its text is kept instead."
        )
        return text_of_value(value)


def cut_result(value: Any, warn: Callable[[str], None], keep: Callable[[str, str], str]) -> Any:
    """The JSON value; above 1 MB with its long texts cut, or else the beginning of its text.

    `keep(name, text)` keeps the whole as a file of the run and gives its name.
    """
    text = json.dumps(value)
    if len(text) <= MAX_RESULT_BYTES:
        return value
    if isinstance(value, str):
        text = value
    try:
        where = f"the whole is in the file {keep(RESULT_NAME, text)}"
    except OSError as error:
        where = f"it could not be kept as a file: {error}"
    warn(f"What run returned has {len(text):,} characters and was cut; {where}.")
    slim = _with_short_texts(value)
    if not isinstance(value, str) and len(json.dumps(slim)) <= MAX_RESULT_BYTES:
        return slim
    return f"{text[: MAX_RESULT_BYTES // 6]}… [cut: {len(text):,} characters; {where}]"


def _with_short_texts(value: Any) -> Any:
    """The same value with each long text cut: what stands beside it stays readable."""
    inside: Any = value
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        return f"{value[:_MAX_TEXT]}… [cut: {len(value):,} characters]"
    if isinstance(value, dict):
        return {key: _with_short_texts(item) for key, item in inside.items()}
    if isinstance(value, list):
        return [_with_short_texts(item) for item in inside]
    return value


def text_of_value(value: object) -> str:
    """`str(value)` of anything."""
    try:
        return str(value)
    except BaseException as error:  # noqa: BLE001 - the __str__ of a job's own class
        return f"<{type(value).__name__}: {type(error).__name__} in __str__>"


def _json_text(value: Any, warn: Callable[[str], None]) -> str:
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:
        text = json.dumps(_without_nan(value), allow_nan=False)
        warn("What run returned holds numbers that JSON does not know; text stands for them.")
        return text


def _without_nan(value: Any, depth: int = 0) -> Any:
    """The value with text in place of NaN and infinities."""
    if isinstance(value, float) and value - value != 0:
        return str(value)
    if depth > _MAX_DEPTH:
        raise RecursionError("nested too deeply")
    whole: Any = value
    if isinstance(value, dict):
        return {key: _without_nan(item, depth + 1) for key, item in whole.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item, depth + 1) for item in whole]
    return value
