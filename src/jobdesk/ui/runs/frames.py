"""Reads the frames out of a traceback's text. No Qt in this file.

The text comes from a job: a frame is what looks like one, and its file may be anything.
"""

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jobdesk.errors import JobDeskError

_FRAME = re.compile(
    r'^\s*(?:\|\s*)?File "(?P<file>[^"\n]+)", line (?P<line>\d{1,7}), in (?P<name>.+)$'
)
_NOT_OWN = ("site-packages", "dist-packages")
_MOST_FRAMES = 2000
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """One call: where it stands and what the line said when it ran."""

    file: str
    line: int
    name: str
    code: str
    shown_file: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file of a frame as it is now; `changed` says what is different since the run."""

    text: str
    changed: str


def frames_of(traceback: str, roots: Sequence[str]) -> list[Frame]:
    """The frames, the outermost first; those below one of the roots are the job's own."""
    lines, found = traceback.splitlines(), list[Frame]()
    for at, text in enumerate(lines):
        match = _FRAME.match(text)
        if match is None or len(found) == _MOST_FRAMES:
            continue
        below = lines[at + 1].strip() if at + 1 < len(lines) else ""
        code = "" if _FRAME.match(below) else below
        file = match["file"]
        root = _root_of(file, roots)
        shown = os.path.relpath(file, root) if root else _library_name(file)
        own = bool(root)
        found.append(Frame(file, int(match["line"]), match["name"], code, shown, own))
    return found


def _root_of(file: str, roots: Sequence[str]) -> str:
    if any(part in file for part in _NOT_OWN):
        return ""
    return next((root for root in roots if root and file.startswith(root + os.sep)), "")


def _library_name(file: str) -> str:
    """`netaddr/ip/core.py` for a file of a library."""
    for mark in (*_NOT_OWN, "lib"):
        head, sep, tail = file.replace("\\", "/").rpartition(f"/{mark}/")
        if sep and head:
            return tail
    return "/".join(file.replace("\\", "/").split("/")[-2:])


def fold_words(frames: Sequence[Frame]) -> str:
    """`4 frames in netaddr`; what stands for folded frames."""
    names = list(dict.fromkeys(frame.shown_file.split("/")[0] for frame in frames))
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{len(frames)} frame{'' if len(frames) == 1 else 's'} in {names[0]}{more}"


def read_source(frame: Frame, *, is_other_version: bool) -> Source:
    """The file as it is now, and what has changed; for a thread.

    Raises:
        JobDeskError: it is gone or cannot be read, in words.
    """
    path = Path(frame.file)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST_BYTES:
            raise JobDeskError(f"{path.name} is not shown: it is no source file.")
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        raise JobDeskError(f"{path.name} is not there any more.") from None
    except (OSError, ValueError) as error:
        raise JobDeskError(f"{path.name} cannot be read: {error}.") from None
    return Source(text, _changed(frame, text, is_other_version=is_other_version))


def _changed(frame: Frame, text: str, *, is_other_version: bool) -> str:
    lines = text.splitlines()
    now = lines[frame.line - 1].strip() if 0 < frame.line <= len(lines) else ""
    if frame.code and now != frame.code:
        return f"This file has changed since the run: line {frame.line} was “{frame.code}”."
    if is_other_version:
        return "The job's code has changed since the run; this line is as it was."
    return ""
