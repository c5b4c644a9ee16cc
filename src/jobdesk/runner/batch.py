"""Journal events and console lines gathered into one update of a run's tail.

An event whose fields have the wrong type is no program error: the job may have written it. It
goes to the run's console like any other line that is not valid.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final

from jobdesk.models.plans import ConsoleRow, LogRow, ObjectRow, TailUpdate
from jobdesk.models.records import LEVEL_NAMES, LogCounts, Progress, RunFile, RunTail
from jobdesk.runner.asking import EVENT
from jobdesk.runner.journal import as_event, without_surrogates

_STDERR: Final = 2
_MAX_INT: Final = 2**63
_LEVELS: Final = sorted(LEVEL_NAMES)
_BRIEF: Final = 5  # length of a log entry without object and url
_TEXTS: Final = 4  # grouping, message, object, url

Event = Mapping[str, Any]
Value = dict[str, Any] | list[Any]


class Batch:
    """What one poll of one run has found."""

    def __init__(self, tail: RunTail) -> None:
        self._tail = tail
        self._state: dict[str, Any] = {}  # changed fields of the tail
        self._rows: list[LogRow] = []
        self._levels: Counter[str] = Counter()
        self._console: list[ConsoleRow] = []
        self._objects: list[ObjectRow] = []
        self._files: list[RunFile] = []
        self._has_asked = False
        self._offsets = {1: tail.stdout_offset, 2: tail.stderr_offset}
        self.journal_offset = tail.journal_offset

    @property
    def has_finished(self) -> bool:
        """The journal's finished event is known, from this batch or before."""
        return bool(self._state.get("finished_json") or self._tail.finished_json)

    @property
    def is_changed(self) -> bool:
        """There is anything to store."""
        tail = self._tail
        return (
            self.journal_offset != tail.journal_offset
            or self._offsets[1] != tail.stdout_offset
            or self._offsets[2] != tail.stderr_offset
        )

    def console_offset(self, stream: int) -> int:
        """How far stdout (1) or stderr (2) has been read."""
        return self._offsets[stream]

    def take_console(self, stream: int, lines: Iterable[str], read: int = 0) -> None:
        """Add printed lines; `read` bytes of their file are done with."""
        now = time.time_ns() // 1000
        self._console.extend((now, stream, line) for line in lines)
        self._offsets[stream] += read

    def take_events(self, values: Sequence[Value]) -> None:
        """Add journal events in their order; log entries as lists or as objects."""
        logs = [value for value in values if isinstance(value, list)]
        others: list[Event] = []
        if len(logs) < len(values):
            others += [value for value in values if isinstance(value, dict)]
        if logs and not self._take_logs(logs):
            others = [*map(as_event, logs), *others]
        for event in others:
            try:
                self._take(event)
            except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
                text = json.dumps(without_surrogates(event), ensure_ascii=False)
                self.take_console(_STDERR, [text])

    def update(self) -> TailUpdate:
        """Everything gathered, with the tail as it is after it."""
        tail = self._tail
        state = dict(self._state)
        if self._levels:
            state["counts"] = LogCounts(
                **{
                    name: getattr(tail.counts, name) + self._levels[name]
                    for name in LEVEL_NAMES.values()
                }
            )
        if self._files:
            state["files"] = (*tail.files, *self._files)
        after = replace(
            tail,
            journal_offset=self.journal_offset,
            stdout_offset=self._offsets[1],
            stderr_offset=self._offsets[2],
            lines=tail.lines + len(self._rows),
            console_lines=tail.console_lines + len(self._console),
            object_results=tail.object_results + len(self._objects),
            **state,
        )
        return TailUpdate(
            tail=after,
            first_seq=tail.lines,
            rows=self._rows,
            first_console=tail.console_lines,
            console=self._console,
            first_object=tail.object_results,
            object_results=self._objects,
            has_asked=self._has_asked,
        )

    def _take_logs(self, logs: list[list[Any]]) -> bool:
        """Take log entries by the column; False, and nothing is taken, to look at each."""
        columns = _columns_of(logs)
        if columns is None:
            return False
        self._rows += zip(*columns, strict=True)
        for level, count in Counter(columns[1]).items():
            self._levels[LEVEL_NAMES[level]] += count
        return True

    def _take(self, event: Event) -> None:
        kind = event["e"]
        if kind == "log":
            self._take_log(event)
        elif kind == "progress":
            total = event.get("total")
            self._state["progress"] = Progress(
                float(event["done"]),
                None if total is None else float(total),
                _text(event, "text"),
            )
        elif kind == "object":
            self._objects.append(
                (_moment(event), _text(event, "o"), _text(event, "s"), _text(event, "x"))
            )
        elif kind == "file":
            self._files.append(
                RunFile(_text(event, "name"), int(event["size"]), _text(event, "path"))
            )
        elif kind == "summary":
            self._state["summary"] = _text(event, "text")
        elif kind == EVENT:
            self._has_asked = True
        else:
            self._take_turn(kind, event)

    def _take_log(self, event: Event) -> None:
        level = event["l"]
        name = LEVEL_NAMES.get(level) or _nearest(level)
        row = (
            _moment(event),
            int(level),
            _text(event, "g"),
            _text(event, "m"),
            _text(event, "o"),
            _text(event, "u"),
        )
        self._rows.append(row)
        self._levels[name] += 1

    def _take_turn(self, kind: str, event: Event) -> None:
        if kind == "started" and self._tail.started_at is None:
            started_at = datetime.fromtimestamp(_moment(event) / 1e6, UTC)
            pid, created = int(event["pid"]), float(event["ctime"])
            if not (0 <= pid < _MAX_INT and isfinite(created)):
                raise ValueError(kind)  # no row can hold it
            self._state.setdefault("started_at", started_at)
            self._state.setdefault("worker_pid", pid)
            self._state.setdefault("worker_created", created)
        elif kind == "finished":
            _moment(event)
            if not self.has_finished:  # the first word stands
                self._state["finished_json"] = json.dumps(
                    event, ensure_ascii=False, separators=(",", ":")
                )
        elif kind != "started":
            raise ValueError(kind)


def _columns_of(logs: list[list[Any]]) -> tuple[Sequence[Any], ...] | None:
    """The six columns of log entries when all of them are valid.

    Checked by the column, which takes a third of the time of one by one.
    """
    if set(map(len, logs)) != {_BRIEF}:
        logs = [log if len(log) > _BRIEF else [*log, "", ""] for log in logs]
    _, moments, levels, *texts = zip(*logs, strict=True)
    if set(map(type, moments)) != {int} or not 0 <= min(moments) <= max(moments) < _MAX_MOMENT:
        return None
    if set(map(type, levels)) != {int} or not set(levels) <= LEVEL_NAMES.keys():
        return None
    if any(set(map(type, column)) != {str} for column in texts):
        return None
    empty = [("",) * len(logs)] * (_TEXTS - len(texts))
    return (moments, levels, *texts, *empty)


def _text(event: Event, key: str) -> str:
    """The text in a field; half characters in it are the business of the store."""
    value = event[key]
    if type(value) is not str:
        raise TypeError(key)
    return value


def _moment(event: Event) -> int:
    value = event["t"]
    if type(value) is not int or not 0 <= value < _MAX_MOMENT:
        raise ValueError("t")
    return value


_MAX_MOMENT: Final = 253_402_300_799_000_000  # the end of year 9999, in microseconds


def _nearest(level: object) -> str:
    """The level name at or below a number of the job's own."""
    if type(level) is not int or not 0 <= level < _MAX_INT:
        raise ValueError(level)
    below = [number for number in _LEVELS if number <= level]
    return LEVEL_NAMES[below[-1] if below else _LEVELS[0]]
