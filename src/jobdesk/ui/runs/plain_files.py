"""Reads what a run wrote, and nothing else: no link is followed, no pipe waited for. No Qt.

The record of a run and its folder come from the job's process: both are distrusted here.
"""

import contextlib
import os
import re
import stat
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile

_PLACE = re.compile(r"runs/[0-9]+/files/[^/\\\0]+\Z")
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_PROGRAMS = re.compile(
    r"\.(?:app|bat|cmd|com|cpl|desktop|exe|hta|jar|jse?|lnk|ms[ci]|pif|ps1|pyw?|reg|scr|sh|url"
    r"|vb[es]|ws[fh])\Z",
    re.IGNORECASE,
)


def place_of(home: Path, file: RunFile) -> Path:
    """Where a file of a run lies; checked, but not opened.

    Raises:
        JobDeskError: it is gone, it is none of the run's files, or a link leads elsewhere.
    """
    path = home / file.path
    name = file.path.rpartition("/")[2]
    if not _PLACE.match(file.path) or name in (".", ".."):
        raise JobDeskError(f"{file.name} does not lie in the folder of its run.")
    try:
        held = path.parent.resolve(strict=True)
        mode = path.lstat().st_mode
    except FileNotFoundError:
        raise JobDeskError(f"{file.name} is not there any more.") from None
    except OSError as error:
        raise JobDeskError(_cannot(file, error)) from None
    if held != home.resolve() / Path(file.path).parent or stat.S_ISLNK(mode):
        raise JobDeskError(f"{file.name} is a link to another place; it is not followed.")
    if not stat.S_ISREG(mode):
        raise JobDeskError(f"{file.name} is no plain file; it is not opened.")
    return path


@contextlib.contextmanager
def opened(home: Path, file: RunFile) -> Generator[BinaryIO]:
    """The bytes of a file of a run.

    Raises:
        JobDeskError: see `place_of`; also when it cannot be read.
    """
    path = place_of(home, file)
    try:
        stream: BinaryIO = os.fdopen(os.open(path, _FLAGS), "rb")
    except OSError as error:
        raise JobDeskError(_cannot(file, error)) from None
    with stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise JobDeskError(f"{file.name} is no plain file; it is not opened.")
        yield stream


def is_program(path: Path) -> bool:
    """Opening it would start it: the system's own rules about files differ, so this is wide."""
    if _PROGRAMS.search(path.name):
        return True
    return os.name == "posix" and os.access(path, os.X_OK)


def plain_names(files: Iterable[RunFile]) -> Iterator[tuple[RunFile, str]]:
    """Each file with a name that leads nowhere and is used once."""
    used: set[str] = set()
    for file in files:
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", file.name).strip(". ")[:150] or "file"
        stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
        name, number = plain, 1
        while name.lower() in used:
            number += 1
            name = f"{stem} ({number}){dot}{ending}"
        used.add(name.lower())
        yield file, name


def _cannot(file: RunFile, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{file.name} is not there any more."
    return f"{file.name} cannot be read: {(error.strerror or str(error)).lower()}."
