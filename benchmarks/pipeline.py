"""Figures of the log pipeline: worker, journal, recorder, tick, painted row.

A burst begins at the first log call of four workers and ends when every row is committed, the
window has heard of it, and the rows of the run it shows are painted.
"""

import statistics
import time
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.driver import Window
from benchmarks.limits import Row, burners, executemany_rate, percentile, pipe_delays_ms
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace
from jobdesk.models.records import LEVEL_NUMBERS

_WORKERS = 4
_BURST_ENTRIES = 40_000  # of each worker
_BURST_ROUNDS = 3
_PACE = 5_000  # entries a second of one worker
_PACED_ENTRIES = 20_000
_PACED_ROUNDS = 3
_QUIET_S = 0.7  # between the start of the workers and the opening of their gate
_IDLE_S = 1.5
_SHORT_MS, _LONG_MS = 16.0, 50.0
_BEFORE = 1  # log entries of a run before those of its job


@dataclass
class _Found:
    """What all rounds of one kind of load gave."""

    figures: list[float] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)  # ms between beats
    idle_gaps: list[float] = field(default_factory=list)  # the same with no entries


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Bursts, then paced entries; both in one real window."""
    with Workspace(slots=_WORKERS) as workspace, Window(workspace.home) as window:
        window.ask("ready")
        bench = _Bench(workspace, window)
        if {"log_burst", "stalls_burst"} & set(names):
            yield from bench.burst()
        if {"log_delay", "stalls_paced"} & set(names):
            yield from bench.paced()


class _Bench:
    def __init__(self, workspace: Workspace, window: Window) -> None:
        self._workspace = workspace
        self._window = window
        self._gates = 0

    def burst(self) -> Iterator[Measure]:
        """Four workers at once, as fast as they can."""
        found = _Found()
        for _ in range(_BURST_ROUNDS):
            numbers, seen = self._run(_WORKERS, _BURST_ENTRIES, 0)
            first = min(self._created(no, 1)[0] for no in numbers)
            rows = _BEFORE + _BURST_ENTRIES
            last = max(_heard_at(seen, no, rows) for no in numbers[1:])
            last = max(last, _painted_at(seen, rows))
            found.figures.append(_WORKERS * _BURST_ENTRIES / (last - first))
            found.gaps += _gaps(seen["beats"], first, last)
            found.limits.append(executemany_rate(self._rows(numbers)))
            with burners(_WORKERS):
                found.idle_gaps += self._idle_gaps()
        rate, limit = statistics.median(found.figures), statistics.median(found.limits)
        yield measured("log_burst", rate, limit, "limit: raw executemany, same rows")
        yield _stalls("stalls_burst", found, "four busy processes that log nothing")

    def paced(self) -> Iterator[Measure]:
        """One worker at a pace."""
        found = _Found()
        middles: list[float] = []
        for _ in range(_PACED_ROUNDS):
            numbers, seen = self._run(1, _PACED_ENTRIES, _PACE)
            created = self._created(numbers[0], _PACED_ENTRIES)
            delays = _delays(seen, created)
            found.figures.append(percentile(delays, 0.95))
            middles.append(statistics.median(delays))
            found.gaps += _gaps(seen["beats"], created[0], created[-1])
            found.limits.append(percentile(pipe_delays_ms(_PACE, _PACE), 0.95))
            found.idle_gaps += self._idle_gaps()
        delay, limit = statistics.median(found.figures), statistics.median(found.limits)
        note = f"p50 {statistics.median(middles):.1f}; limit: p95 over a bare pipe"
        yield measured("log_delay", delay, limit, note)
        yield _stalls("stalls_paced", found, "an idle window")

    def _run(self, workers: int, entries: int, pace: int) -> tuple[list[int], dict[str, Any]]:
        """Let workers log while the window shows the first one's run."""
        workspace = self._workspace
        gate = self._new_gate()
        numbers = [
            workspace.run("measured.Burst", entries=entries, per_second=pace, gate=str(gate))
            for _ in range(workers)
        ]
        for no in numbers:
            workspace.started(no)
        self._window.ask("open", no=numbers[0])
        time.sleep(_QUIET_S)
        self._window.ask("watch")
        gate.touch()
        for no in numbers:
            workspace.succeeded(no)
        time.sleep(0.2)
        return numbers, self._window.ask("report")

    def _new_gate(self) -> Path:
        self._gates += 1
        return self._workspace.home / f"gate-{self._gates}"

    def _idle_gaps(self) -> list[float]:
        self._window.ask("watch")
        time.sleep(_IDLE_S)
        beats = self._window.ask("report")["beats"]
        return _gaps(beats, 0, float("inf"))

    def _created(self, no: int, count: int) -> list[float]:
        """The moments of a run's log calls."""
        lines = self._workspace.services.logs.lines(no, _BEFORE, count)
        if lines[0].grouping != "run" or lines[-1].grouping != "run":
            raise RuntimeError("these are not the job's own log entries")
        return [line.created.timestamp() for line in lines]

    def _rows(self, numbers: Sequence[int]) -> list[Row]:
        """The rows that a burst has stored, ready to be stored once more."""
        logs = self._workspace.services.logs
        return [
            (
                (no << 32) | line.seq,
                int(line.created.timestamp() * 1_000_000),
                LEVEL_NUMBERS[line.level],
                line.grouping,
                line.message,
                line.object,
                line.url,
            )
            for no in numbers
            for line in logs.lines(no, _BEFORE, _BURST_ENTRIES)
        ]


def _heard_at(seen: dict[str, Any], no: int, rows: int) -> float:
    """When the window heard that so many rows of a run are committed."""
    for moment, seq in seen["ticks"].get(str(no), ()):
        if seq >= rows - 1:
            return float(moment)
    raise RuntimeError(f"the window never heard of the last entry of run {no}")


def _painted_at(seen: dict[str, Any], rows: int) -> float:
    """When the last of so many rows of the shown run was painted."""
    at = bisect_left(seen["counts"], rows)
    if at == len(seen["counts"]):
        raise RuntimeError("the last row was never painted")
    return float(seen["paints"][at])


def _delays(seen: dict[str, Any], created: Sequence[float]) -> list[float]:
    """Milliseconds from each log call to the first paint that knew its row."""
    counts, paints = seen["counts"], seen["paints"]
    return [
        (paints[bisect_left(counts, row)] - moment) * 1000
        for row, moment in enumerate(created, _BEFORE + 1)
    ]


def _gaps(beats: Sequence[float], first: float, last: float) -> list[float]:
    inside = [beat for beat in beats if first <= beat <= last]
    return [(after - before) * 1000 for before, after in pairwise(inside)]


def _stalls(name: str, found: _Found, load: str) -> Measure:
    worst, idle_worst = max(found.gaps), max(found.idle_gaps)
    long = sum(gap > _LONG_MS for gap in found.gaps)
    note = f"worst {worst:.0f} ms ({long} above 50); limit: {load} (worst {idle_worst:.0f} ms)"
    share, limit = _share_of_short(found.gaps), _share_of_short(found.idle_gaps)
    return measured(name, share, limit, note, is_spoiled=worst > _LONG_MS)


def _share_of_short(gaps: Sequence[float]) -> float:
    return 100 * sum(gap < _SHORT_MS for gap in gaps) / len(gaps)
