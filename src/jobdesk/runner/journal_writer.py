"""The worker's pen: writes a run's journal and never raises into the job.

Disk full, a cap reached or a descriptor that the job closed: lines are dropped, counted, and
the log says so. Thread-safe; a forked child goes on writing into the same file.
"""

from __future__ import annotations

import errno
import os
import threading

from jobdesk.runner.journal import (
    MAX_LINE_BYTES,
    event_line,
    log_line,
    now_us,
    take_ticket,
    without_surrogates,
)

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from jobdesk.runner.journal import PathText

DEFAULT_CAP_BYTES = 2 * 1024**3
_HIGH_FD = 220  # out of the way of jobs that close and reopen low numbers
_WARNING = 30
_GROUPING = "journal"
_ATTEMPTS_TO_FINISH = 5
_REOPEN = os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_NEEDED = frozenset({"started", "file", "summary", "ask"})  # written above the cap too


class JournalWriter:
    """One run's journal, open for appending.

    Creating it takes the ticket of the run (FileExistsError: somebody else has it). Each event
    is written before the call returns. `keep_whole` keeps the text of a line above 1 MB and
    returns the name of its file.
    """

    def __init__(self, path: PathText, cap_bytes: int = DEFAULT_CAP_BYTES) -> None:
        self.keep_whole: Callable[[str], str] | None = None
        self._path = os.path.abspath(path)  # noqa: PTH100 - pathlib is slow to import
        self._fd = _raised(take_ticket(self._path))
        self._pid = os.getpid()
        self._lock = threading.RLock()  # a __del__ may log while we hold it
        self._cap = self._room = cap_bytes
        self._is_open = True
        self._is_torn = False
        self._unsaid_drops = 0
        self._capped_drops = 0
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._after_fork)

    def log(
        self,
        created_us: int,
        level: int,
        grouping: str,
        message: str,
        object_text: str = "",
        url: str = "",
    ) -> None:
        """Write one log entry; about 2 µs, half of them the system's."""
        line = log_line(created_us, level, grouping, message, object_text, url)
        is_plain = message.isascii() and grouping.isascii() and not (object_text or url)
        if len(line) > MAX_LINE_BYTES or (not is_plain and "\\ud" in line):
            line = self._mended(created_us, level, grouping, message, object_text, url)
        data = line.encode("ascii")
        with self._lock:
            self._append(data, is_needed=False)

    def event(self, name: str, /, **fields: Any) -> None:
        """Write any other event; its values are plain JSON."""
        data = event_line(name, {"t": now_us(), **fields}).encode("ascii")
        with self._lock:
            self._append(data, is_needed=name in _NEEDED)

    def finish(self, **fields: Any) -> bool:
        """Write the end of the run, once, and close; False when it could not be written.

        A forked child of the job has no say in how the run ended. When the disk is full the end
        is written without result and traceback, and a few times more.
        """
        with self._lock:
            if os.getpid() != self._pid or not self._is_open:
                return False
            self._say_drops()
            short = {
                **fields,
                "result": None,
                "traceback": "",
                "reason": fields["reason"][:500],
            }
            is_written = False
            for attempt in range(_ATTEMPTS_TO_FINISH):
                now = {"t": now_us(), **(short if attempt else fields)}
                is_written = self._write(event_line("finished", now).encode("ascii"))
                if is_written:
                    break
                threading.Event().wait(0.1 * attempt)
            self._is_open = False
            return is_written

    @property
    def fd(self) -> int:
        """The descriptor, for those who must keep their hands off it."""
        return self._fd

    def _append(self, data: bytes, is_needed: bool) -> None:
        """Write or drop; the caller holds the lock."""
        if not self._is_open:
            return
        self._room -= len(data)
        if self._room < 0 and not is_needed:
            self._drop_above_cap()
            return
        if self._unsaid_drops and self._write(self._drops_line()):
            self._unsaid_drops = 0
        if not self._write(data):
            self._unsaid_drops += 1

    def _write(self, data: bytes) -> bool:
        if self._is_torn:
            data = b"\n" + data  # the rest of a line that did not fit ends here
        try:
            written = os.write(self._fd, data)
        except OSError as error:
            if error.errno != errno.EBADF or not self._reopened():
                return False
            return self._write(data)
        self._is_torn = written < len(data)
        return not self._is_torn

    def _reopened(self) -> bool:
        """The job closed our descriptor: open the file again, as long as it is there."""
        try:
            self._fd = _raised(os.open(self._path, _REOPEN))
        except OSError:
            return False
        return True

    def _drop_above_cap(self) -> None:
        if not self._capped_drops:
            words = (
                f"This run's log reached its limit of {self._cap:,} bytes; the rest is dropped."
            )
            self._write(log_line(now_us(), _WARNING, _GROUPING, words).encode("ascii"))
        self._capped_drops += 1

    def _say_drops(self) -> None:
        if self._unsaid_drops and self._write(self._drops_line()):
            self._unsaid_drops = 0
        if self._capped_drops:
            words = f"{self._capped_drops} log lines were dropped above the limit of this run."
            self._write(log_line(now_us(), _WARNING, _GROUPING, words).encode("ascii"))

    def _drops_line(self) -> bytes:
        words = (
            f"{self._unsaid_drops} log lines were lost: they could not be written to the disk."
        )
        return log_line(now_us(), _WARNING, _GROUPING, words).encode("ascii")

    def _mended(
        self,
        created_us: int,
        level: int,
        grouping: str,
        message: str,
        object_text: str,
        url: str,
    ) -> str:
        """The line without half characters and below 1 MB."""
        grouping, object_text, url = map(without_surrogates, (grouping, object_text, url))
        whole = without_surrogates(message)
        grouping, object_text, url = grouping[:1000], object_text[:1000], url[:1000]
        line = log_line(created_us, level, grouping, whole, object_text, url)
        if len(line) <= MAX_LINE_BYTES:
            return line
        marker = self._marker(whole)
        room = MAX_LINE_BYTES - 40_000  # for the other fields
        kept = whole[:room]
        while len(line) > MAX_LINE_BYTES:
            line = log_line(created_us, level, grouping, kept + marker, object_text, url)
            kept = kept[: int(len(kept) * min(0.95, room / len(line)))]
        return line

    def _marker(self, whole: str) -> str:
        name = ""
        if self.keep_whole is not None:
            try:
                name = self.keep_whole(whole)
            except OSError:
                name = ""
        where = f"; the whole text is in the file {name}" if name else ""
        return f"… [cut: {len(whole):,} characters{where}]"

    def _after_fork(self) -> None:
        self._lock = threading.RLock()  # another thread may have held it


def _raised(descriptor: int) -> int:
    """The same file under a high number, not inherited by programs that the job starts."""
    if fcntl is None:  # Windows: descriptors are not inherited
        return descriptor
    try:
        high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _HIGH_FD)
    except OSError:  # a low limit of open files
        return descriptor
    os.close(descriptor)
    return high
