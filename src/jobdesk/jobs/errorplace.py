"""Where in a job's own files an error arose."""

from __future__ import annotations

import os
import traceback

from jobdesk.errors import JobDefinitionError

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


def locate_error(error: BaseException, root: Path) -> tuple[str, int | None, str, str]:
    """File, line, message and traceback text of `error`.

    The place is that of the last frame under `root`; a syntax error and a wrong declaration
    have a place of their own. The traceback begins at the first frame under `root`. The file is
    "" when nothing under `root` was involved.
    """
    folder = os.path.abspath(root)  # noqa: PTH100 - pathlib is slow to import
    first, place = _frames(error.__traceback__, folder)
    if isinstance(error, SyntaxError) and _is_under(folder, error.filename):
        place = (str(error.filename), error.lineno)
    elif isinstance(error, JobDefinitionError) and error.file:
        place = (error.file, error.line)
    return *place, _message(error), _text(error, first)


def _frames(
    trace: TracebackType | None, folder: str
) -> tuple[TracebackType | None, tuple[str, int | None]]:
    """The traceback from the first frame under `folder` on, and the place of the last one."""
    first: TracebackType | None = None
    place: tuple[str, int | None] = ("", None)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if _is_under(folder, file):
            first = first or trace
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return first, place


def _is_under(folder: str, file: str | None) -> bool:
    return bool(file) and str(file).startswith(folder + os.sep)


def _message(error: BaseException) -> str:
    if isinstance(error, JobDefinitionError):
        return str(error)
    return "".join(traceback.format_exception_only(error)[-1:]).strip()


def _text(error: BaseException, first: TracebackType | None) -> str:
    start = first or error.__traceback__
    return "".join(traceback.format_exception(type(error), error, start))
