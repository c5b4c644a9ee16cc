"""What a job asks of its host, and the answer: small files in the run's folder.

Standard library only: worker and host import this file. A request is `requests/<key>`, the
answer `answers/<key>`; an event in the journal tells the host to look. A request may carry
inputs that are kept nowhere, so it is a file of the user alone, and gone when it is answered.
"""

from __future__ import annotations

import json
import os
import stat

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

REQUESTS_NAME, ANSWERS_NAME = "requests", "answers"
CLOSED_NAME = "closed"  # an answer to all: the host answers this run no more
EVENT = "ask"
MAX_BYTES = 256 * 1024  # of one request
_KEY_LENGTH = 32
_HEX = frozenset("0123456789abcdef")
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class NotARequest(Exception):
    """A file that says nothing the host understands; the message says why."""


def is_key(name: str) -> bool:
    """A request may be called so."""
    return len(name) == _KEY_LENGTH and _HEX.issuperset(name)


def put(folder: str, name: str, document: dict[str, Any]) -> None:
    """Write a file that appears whole; ValueError in words when it cannot be one."""
    text = json.dumps(document, separators=(",", ":"), allow_nan=False)
    if len(text) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1024} KiB")
    aside = os.path.join(folder, f".{name}.{os.getpid()}")  # noqa: PTH118 - pathlib is slow to import
    descriptor = os.open(aside, _CREATE, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("ascii"))
        os.replace(aside, os.path.join(folder, name))  # noqa: PTH105, PTH118 - as above
    except BaseException:
        os.unlink(aside)  # noqa: PTH108 - as above
        raise


def read(path: str) -> dict[str, Any]:
    """The document in a file that somebody else wrote.

    Raises:
        FileNotFoundError: there is none.
        NotARequest: it is no plain file, too large, or no JSON object.
    """
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotARequest(f"it cannot be opened ({error.strerror})") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotARequest("it is no plain file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NotARequest(f"it is larger than {MAX_BYTES // 1024} KiB")
    return _parsed(data)


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise NotARequest("it is not JSON") from None
    if not isinstance(found, dict):
        raise NotARequest("it is no JSON object")
    return found  # pyright: ignore[reportUnknownVariableType]  # its keys are text, as JSON's are


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
