"""Who is the host of a workspace: one OS file lock, with a text beside it for people.

Standard library only. The lock says who is host; the text (pid, creation time, version, socket)
only tells where to knock and may be stale.
"""

import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_LOCKED_BYTE = 1 << 30  # far behind the text: Windows forbids reading what is locked
_RETRY_S = 0.02

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LOCKED_BYTE)


@dataclass(frozen=True, slots=True)
class HolderText:
    """What the text of `host.lock` says; true only while somebody holds the lock."""

    pid: int = 0
    created: float = 0.0
    version: str = ""
    socket: str = ""

    def __str__(self) -> str:
        return (
            f"pid: {self.pid}\ncreated: {self.created}\n"
            f"version: {self.version}\nsocket: {self.socket}\n"
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; whatever is missing or torn keeps its default."""
        found = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
        try:
            return cls(
                int(found.get("pid", "0")),
                float(found.get("created", "0")),
                found.get("version", ""),
                found.get("socket", "") if text.endswith("\n") else "",
            )
        except ValueError:
            return cls()


_held: dict[str, HolderText] = {}  # what this process holds, by real path
_guard = threading.Lock()


class HostLock:
    """The lock file of one workspace; one thread owns an instance.

    A POSIX lock belongs to the process, and closing any descriptor of the file gives it up. So
    what this process holds is kept in `_held`, and `read_holder` answers from there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key = os.path.realpath(path)
        self._fd = -1
        self.previous = HolderText()  # what the last holder's text said, once we hold it

    @property
    def is_held(self) -> bool:
        """This instance holds the lock."""
        return self._fd >= 0

    @property
    def is_on_disk(self) -> bool:
        """The file that is held still lies at its path, so its workspace is there."""
        try:
            return os.path.samestat(os.fstat(self._fd), self.path.stat())
        except OSError:
            return False

    def acquire(self, timeout: float = 0.0) -> bool:
        """Take the lock, waiting at most `timeout` seconds for another holder."""
        deadline = time.monotonic() + timeout
        pause = threading.Event()
        while not self._try():
            if time.monotonic() >= deadline:
                return False
            pause.wait(_RETRY_S)
        return True

    def describe(self, holder: HolderText) -> None:
        """Write the text that tells people and clients about the holder."""
        data = str(holder).encode()
        os.lseek(self._fd, 0, os.SEEK_SET)
        os.write(self._fd, data)
        os.ftruncate(self._fd, len(data))
        with _guard:
            _held[self._key] = holder

    def release(self) -> None:
        """Give the lock up; the text no longer names a socket."""
        if self._fd < 0:
            return
        self.describe(HolderText())
        with _guard:
            _held.pop(self._key, None)
            os.close(self._fd)  # this drops the lock on every platform
            self._fd = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.release()

    def _try(self) -> bool:
        with _guard:
            if self._key in _held:
                return False
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            try:
                _lock(fd)
            except OSError:
                os.close(fd)
                return False
            self._fd = fd
            _held[self._key] = HolderText()
        self.previous = HolderText.parse(os.read(self._fd, 4096).decode("utf-8", "replace"))
        self.describe(HolderText(pid=os.getpid()))
        return True


def read_holder(path: Path) -> HolderText:
    """What the text says about the holder; empty when there is none."""
    with _guard:
        held = _held.get(os.path.realpath(path))
    if held is not None:
        return held
    try:
        return HolderText.parse(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return HolderText()
