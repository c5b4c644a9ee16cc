"""A log over time: how many lines, and how many bad ones, each stretch of time has.

No Qt in this file. Law: nothing is scanned. Lines are numbered without gaps and written in the
order of their times, so the first line of a stretch is found by halving, and what lies between
two first lines is their count.
"""

import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

BUCKETS = 240
"""At most so many stretches; when a live log needs more, two become one."""

_READS_AT_ONCE = 64  # then the other threads have their turn
_PAUSE_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stretches of equal length; times are microseconds since the epoch.

    Attributes:
        start: time of the first line.
        width: length of one stretch.
        edges: number of the first line of each stretch.
        total: lines there are.
        last: time of the last line.
        failures: lines of level failure and above, for each stretch.
        warnings: lines of level warning, for each stretch.
    """

    start: int = 0
    width: int = 1
    edges: tuple[int, ...] = ()
    total: int = 0
    last: int = 0
    failures: tuple[int, ...] = ()
    warnings: tuple[int, ...] = ()

    @property
    def counts(self) -> list[int]:
        """Lines of each stretch."""
        return [after - edge for edge, after in pairwise((*self.edges, self.total))]

    def bucket_of(self, seq: int) -> int:
        """The stretch of line `seq`, or the nearest one."""
        return max(0, min(bisect_right(self.edges, seq) - 1, len(self.edges) - 1))

    def place_of(self, seq: int) -> float:
        """Where line `seq` is, counted in stretches."""
        if not self.edges:
            return 0.0
        bucket = self.bucket_of(seq)
        first, after = self.lines_of(bucket)
        return bucket + min(1.0, max(0.0, (seq - first) / max(1, after - first)))

    def seq_at(self, place: float) -> int:
        """The line at a place counted in stretches, or the nearest one."""
        if not self.edges:
            return 0
        bucket = max(0, min(int(place), len(self.edges) - 1))
        first, after = self.lines_of(bucket)
        share = min(1.0, max(0.0, place - bucket))
        return max(0, min(first + int(share * (after - first)), self.total - 1))

    def lines_of(self, bucket: int) -> tuple[int, int]:
        """The first line of a stretch, and the one after its last."""
        is_last = bucket + 1 >= len(self.edges)
        return self.edges[bucket], self.total if is_last else self.edges[bucket + 1]

    def time_of(self, place: float) -> float:
        """The time at a place, in seconds since the epoch."""
        return (self.start + place * self.width) / 1e6


@dataclass(slots=True)
class TimelineBuilder:
    """Makes timelines of one growing log; for one thread at a time.

    Attributes:
        time_of: the time of a line; it may raise when the line is gone.
        bad: the numbers of failures ("failure") or warnings in a range, in chunks.
    """

    time_of: Callable[[int], int]
    bad: Callable[[str, int, int], Iterable["array[int]"]]
    buckets: int = BUCKETS
    _start: int = 0
    _width: int = 0
    _last: int = 0
    _total: int = 0
    _reads: int = 0
    _edges: list[int] = field(default_factory=lambda: list[int]())
    _bad: dict[str, list[int]] = field(
        default_factory=lambda: {"failure": list[int](), "warning": list[int]()}
    )

    def extend(self, total: int) -> Timeline:
        """The log has `total` lines."""
        if total > self._total:
            self._begin(total)
            before, self._total = self._total, total
            self._grow(before)
            for name, counts in self._bad.items():
                counts += [0] * (len(self._edges) - len(counts))
                for chunk in self.bad(name, before, total):
                    self._count(counts, chunk)
        return Timeline(
            self._start,
            max(1, self._width),
            tuple(self._edges),
            self._total,
            self._last,
            tuple(self._bad["failure"]),
            tuple(self._bad["warning"]),
        )

    def _begin(self, total: int) -> None:
        last = self.time_of(total - 1)
        if not self._edges:
            self._start = self.time_of(0)
            self._last = max(self._start, last)
            self._width = max(1, -(-(self._last - self._start + 1) // self.buckets))
            self._edges = [0]
        self._last = max(self._last, last)
        while (self._last - self._start) // self._width >= self.buckets:
            self._halve()

    def _halve(self) -> None:
        """Two stretches become one."""
        self._width *= 2
        self._edges = self._edges[::2]
        for name, counts in self._bad.items():
            even = [*counts, 0] if len(counts) % 2 else counts
            self._bad[name] = [even[at] + even[at + 1] for at in range(0, len(even), 2)]

    def _grow(self, before: int) -> None:
        """Find the first lines of the stretches that are new."""
        wanted = range(len(self._edges), (self._last - self._start) // self._width + 1)
        self._edges += self._first_lines(wanted, max(before, self._edges[-1]), self._total)

    def _first_lines(self, wanted: range, low: int, high: int) -> list[int]:
        if not wanted:
            return []
        if low >= high:
            return [high] * len(wanted)
        half = len(wanted) // 2
        target = self._start + wanted[half] * self._width
        found = bisect_left(range(high), target, low, high, key=self._read)
        return [
            *self._first_lines(wanted[:half], low, found),
            found,
            *self._first_lines(wanted[half + 1 :], found, high),
        ]

    def _read(self, seq: int) -> int:
        self._reads += 1
        if self._reads % _READS_AT_ONCE == 0:
            time.sleep(_PAUSE_SECONDS)
        return self.time_of(seq)

    def _count(self, counts: list[int], seqs: "array[int]") -> None:
        if not seqs:
            return
        bucket = max(0, bisect_right(self._edges, seqs[0]) - 1)
        at = 0
        while at < len(seqs):
            is_last = bucket + 1 >= len(self._edges)
            stop = len(seqs) if is_last else bisect_left(seqs, self._edges[bucket + 1], at)
            counts[bucket] += stop - at
            at = stop
            bucket += 1
