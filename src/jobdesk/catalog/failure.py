"""Turn what went wrong while a job file was loaded into words. The child imports it."""

import traceback
from pathlib import Path
from typing import Any

_MESSAGE_LENGTH = 2_000
_TRACEBACK_LENGTH = 20_000


def failure_of(error: BaseException, file: Path, root: Path) -> dict[str, Any]:
    """The error as JSON data: the file that does not load, its line, message and traceback."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(root)
    ]
    return {
        "file": str(file),
        "line": _line(error, frames, file),
        "message": _cut(
            _sentence(error) + _elsewhere(error, frames, file, root), _MESSAGE_LENGTH
        ),
        "traceback": _cut(_trace(error, frames), _TRACEBACK_LENGTH),
    }


def plain_failure(file: Path | str, message: str, line: int | None = None) -> dict[str, Any]:
    """The same shape for a reason that is no exception."""
    return {"file": str(file), "line": line, "message": message, "traceback": ""}


def _sentence(error: BaseException) -> str:
    text = _text_of(error)
    if isinstance(error, SystemExit):
        return f"The file calls sys.exit({text}) when it is imported."
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a job file's exception class may do anything in __str__
        return "(its text cannot be read)"


def _line(error: BaseException, frames: list[traceback.FrameSummary], file: Path) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno
    own = [frame.lineno for frame in frames if Path(frame.filename) == file]
    return own[-1] if own else None


def _elsewhere(
    error: BaseException, frames: list[traceback.FrameSummary], file: Path, root: Path
) -> str:
    """Where the cause lies when it is another file of the same root."""
    place: tuple[str, int | None] | None = None
    if isinstance(error, SyntaxError) and error.filename:
        place = (error.filename, error.lineno)
    elif frames:
        place = (frames[-1].filename, frames[-1].lineno)
    if place is None or Path(place[0]) == file:
        return ""
    named = Path(place[0])
    shown = named.relative_to(root) if named.is_relative_to(root) else named
    return f" ({shown.as_posix()}, line {place[1]})"


def _trace(error: BaseException, frames: list[traceback.FrameSummary]) -> str:
    """The traceback without the frames of the program that loads the file."""
    head = ["Traceback (most recent call last):\n", *traceback.format_list(frames)]
    try:
        tail = traceback.format_exception_only(error)
    except Exception:  # noqa: BLE001 - the same
        tail = [type(error).__name__ + "\n"]
    return "".join([*(head if frames else []), *tail])


def _cut(text: str, length: int) -> str:
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= length else text[:length] + " … (cut)"
