"""A log in memory that answers like the store, and a search through it."""

import threading
from array import array
from datetime import UTC, datetime, timedelta

from tests.support.log_oracle import holds

from jobdesk.models.records import LEVEL_NUMBERS, LogLine

LEVELS = ["debug", "info", "success", "info", "warning", "info", "info", "failure"]
START = datetime(2026, 11, 21, 14, 8, 41, tzinfo=UTC)


def make_line(seq, level=None, message=None, **more):
    values = {"grouping": "fetch", "object": f"ber-acc-{seq % 40:02d}", "url": "", **more}
    return LogLine(
        no=1,
        seq=seq,
        created=START + timedelta(milliseconds=37 * seq),
        level=level or LEVELS[seq % len(LEVELS)],
        message=f"line {seq}" if message is None else message,
        **values,
    )


class MemoryLog:
    """Lines of run 1; `reads` remembers what was asked."""

    def __init__(self, count):
        self.made = {}
        self.count = count
        self.reads = []

    def line(self, seq):
        return self.made.get(seq) or make_line(seq)

    def lines(self, no, first, count):
        self.reads.append((first, count))
        return [self.line(seq) for seq in range(first, min(first + count, self.count))]

    def slice(self, first, count):
        return self.lines(1, first, count)

    def lines_at(self, no, seqs):
        return [self.line(seq) for seq in seqs]


class MemorySearch:
    """Goes through a MemoryLog in small chunks; `gate` holds it back."""

    open_ones = 0

    def __init__(self, log, gate=None):
        self.log = log
        self.gate = gate
        self.interrupted = threading.Event()
        MemorySearch.open_ones += 1

    def seqs(self, no, *, levels, where, case_sensitive, first, stop):
        for start in range(first, stop, 100):
            if self.gate is not None:
                self.gate.wait(30)
            if self.interrupted.is_set():
                return
            yield array(
                "q",
                [
                    seq
                    for seq in range(start, min(start + 100, stop))
                    if (levels is None or self.log.line(seq).level in levels)
                    and holds(where, self.log.line(seq), case_sensitive)
                ],
            )

    def tallies(self, no, *, where, case_sensitive, first, stop):
        asked = {"where": where, "case_sensitive": case_sensitive, "first": first, "stop": stop}
        for chunk in self.seqs(no, levels=None, **asked):
            levels = [LEVEL_NUMBERS[self.log.line(seq).level] for seq in chunk]
            yield array("q", [n for each in set(levels) for n in (each, levels.count(each))])

    def interrupt(self):
        self.interrupted.set()

    def close(self):
        MemorySearch.open_ones -= 1
