"""The journal of a run: an append-only file of JSON lines, the only way from worker to host.

One event is one line and one `os.write` on an O_APPEND descriptor: what a log call handed
over survives the death of the writer, and several writers (the host, forked children) cannot
tear each other's lines. JSON escapes line breaks, so framing is safe. Standard library only.

Most lines are log entries. These are arrays, `["log",µs,level,grouping,message]`, followed by
object and url where there is one, which are read twice as fast as objects. All others are
objects whose first key is "e".
"""

from __future__ import annotations

import json
import os
import re
import time
from json.encoder import encode_basestring_ascii
from operator import itemgetter

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    PathText: TypeAlias = str | os.PathLike[str]
    Value: TypeAlias = dict[str, Any] | list[Any]

JOURNAL_NAME = "journal.ndjson"
MAX_LINE_BYTES = 1_000_000
HOST_GROUPING = "host"
_BINARY = getattr(os, "O_BINARY", 0)
_MAX_JUNK_BYTES = 8 * 1024**2  # an endless line is rubbish; it is handed out in pieces
_FIRST = itemgetter(0)
_NAME_OF = itemgetter("e")
_EVENT_START = re.compile(rb'\{"e":"|\["log",')
_LOG_KEYS = ("e", "t", "l", "g", "m", "o", "u")
_LOG_SIZES = frozenset((5, 7))  # without and with object and url

escape: Callable[[str], str] = encode_basestring_ascii  # 3 x faster than json.dumps (PERF §2a)


def take_ticket(path: PathText) -> int:
    """Create the journal, which is the right to run; FileExistsError when somebody has it."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY | _BINARY, 0o600)


def log_line(
    created_us: int,
    level: int,
    grouping: str,
    message: str,
    object_text: str = "",
    url: str = "",
) -> str:
    """One log entry as a line; about 0.5 µs."""
    rest = f",{escape(object_text)},{escape(url)}]\n" if object_text or url else "]\n"
    return f'["log",{created_us},{level},{escape(grouping)},{escape(message)}{rest}'


def event_line(name: str, fields: dict[str, Any]) -> str:
    """Any other event as a line; its values must be plain JSON without NaN."""
    line = json.dumps({"e": name, **fields}, allow_nan=False, separators=(",", ":"))
    if "\\ud" in line:
        line = json.dumps(without_surrogates({"e": name, **fields}), separators=(",", ":"))
    return line + "\n"


def without_surrogates(value: Any) -> Any:
    """The same value with half characters replaced: no database takes them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole: Any = value
    if isinstance(value, dict):
        return {without_surrogates(k): without_surrogates(v) for k, v in whole.items()}
    if isinstance(value, list | tuple):
        return [without_surrogates(item) for item in whole]
    return value


def now_us() -> int:
    """Microseconds since the epoch."""
    return time.time_ns() // 1000


def append_host_line(
    path: PathText, level: int, message: str, grouping: str = HOST_GROUPING
) -> bool:
    """Say something in the run's log from outside; False when it has no journal any more.

    One O_APPEND write. A torn last line of a dead worker is ended first, so it cannot swallow
    this one.
    """
    try:
        descriptor = os.open(path, os.O_APPEND | os.O_RDWR | _BINARY)
    except FileNotFoundError:
        return False
    try:
        line = log_line(now_us(), level, grouping, without_surrogates(message)).encode("ascii")
        if os.lseek(descriptor, 0, os.SEEK_END):
            os.lseek(descriptor, -1, os.SEEK_END)
            if os.read(descriptor, 1) != b"\n":
                line = b"\n" + line
        return os.write(descriptor, line) == len(line)
    finally:
        os.close(descriptor)


class JournalChunk:
    """Some whole lines of a journal.

    Attributes:
        values: the valid ones, in order; log entries are lists (`is_log`), others are objects.
        junk: the text of lines that are no events; it belongs to the run's console.
        offset: where the next chunk begins.
        at_end: nothing more could be read for now.
    """

    __slots__ = ("at_end", "junk", "offset", "values")

    def __init__(self, values: list[Value], junk: list[str], offset: int, at_end: bool) -> None:
        self.values = values
        self.junk = junk
        self.offset = offset
        self.at_end = at_end

    @property
    def events(self) -> list[dict[str, Any]]:
        """The values, log entries as objects too; for those who are in no hurry."""
        return [as_event(value) for value in self.values]


class JournalReader:
    """Reads a journal from an offset on, whole lines only; the torn last line stays unread."""

    def __init__(self, path: PathText, offset: int = 0) -> None:
        self.path = path
        self.offset = offset

    def read(self, max_bytes: int = 1 << 20) -> JournalChunk:
        """The next lines, about `max_bytes` of them; empty when there is nothing new."""
        data, at_end = self._whole_lines(max_bytes)
        self.offset += len(data)
        if not data:
            return JournalChunk([], [], self.offset, at_end)
        values, junk = parse_lines(data)
        return JournalChunk(values, junk, self.offset, at_end)

    def torn(self) -> str:
        """What follows the last line break, for when nobody writes any more."""
        try:
            with open(self.path, "rb") as journal:  # noqa: PTH123 - pathlib is slow to import
                journal.seek(self.offset)
                return journal.read(MAX_LINE_BYTES).decode("utf-8", "replace")
        except FileNotFoundError:
            return ""

    def _whole_lines(self, max_bytes: int) -> tuple[bytes, bool]:
        """Bytes up to a line break, and whether the file ends there or before the next one."""
        try:
            journal = open(self.path, "rb", buffering=0)  # noqa: PTH123, SIM115 - as above
        except FileNotFoundError:
            return b"", True
        with journal:
            journal.seek(self.offset)
            data = b""
            while True:
                piece = journal.read(max_bytes) or b""
                end = piece.rfind(b"\n")
                if end >= 0:
                    return data + piece[: end + 1], len(piece) < max_bytes
                data += piece
                if len(piece) < max_bytes:
                    return b"", True
                if len(data) >= _MAX_JUNK_BYTES:
                    return data, False


def as_event(value: Value) -> dict[str, Any]:
    """A log entry as an object like all other events."""
    if isinstance(value, dict):
        return value
    return dict(zip(_LOG_KEYS, [*value, "", ""], strict=False))


def parse_lines(data: bytes) -> tuple[list[Value], list[str]]:
    """Events and junk of whole lines; all at once when they are clean, 2.4-5 x faster."""
    try:
        values = json.loads(b"[" + data[:-1].replace(b"\n", b",") + b"]")
    except (ValueError, RecursionError):
        return _parse_one_by_one(data)
    if len(values) != data.count(b"\n") or not _are_events(values):
        return _parse_one_by_one(data)
    return values, []


def _are_events(values: list[Any]) -> bool:
    """`_is_event` of all, by the column."""
    logs: list[Any] = [value for value in values if type(value) is list]
    if not _are_logs(logs):
        return False
    if len(logs) == len(values):
        return True
    others: list[Any] = [value for value in values if type(value) is not list]
    if set(map(type, others)) != {dict}:
        return False
    try:
        return set(map(type, map(_NAME_OF, others))) == {str}
    except KeyError:
        return False


def _are_logs(logs: list[list[Any]]) -> bool:
    sizes = set(map(len, logs))
    return sizes <= _LOG_SIZES and [*map(_FIRST, logs)].count("log") == len(logs)


def _is_event(value: Any) -> bool:
    kind: object = type(value)  # pyright: ignore[reportUnknownVariableType]  # any JSON
    if kind is list:
        return len(value) in _LOG_SIZES and value[0] == "log"
    return kind is dict and type(value.get("e")) is str


def _parse_one_by_one(data: bytes) -> tuple[list[Value], list[str]]:
    values: list[Value] = []
    junk: list[str] = []
    for line in data.split(b"\n"):
        value, rubbish = _parse_line(line)
        if value is not None:
            values.append(value)
        if rubbish.strip():
            junk.append(rubbish.decode("utf-8", "replace"))
    return values, junk


def _parse_line(line: bytes) -> tuple[Value | None, bytes]:
    """The event in a line and what stands before it; quotes in a message are escaped."""
    for found in _EVENT_START.finditer(line):
        try:
            value = json.loads(line[found.start() :])
        except (ValueError, RecursionError):
            continue
        if _is_event(value):
            return value, line[: found.start()]
        break
    return None, line
