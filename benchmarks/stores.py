"""Figures of long logs in the real window: open, jump, search. BENCH=full has 10 M rows.

Open and jump stand beside the same wish on a run of 1,000 lines, by turns.
"""

import os
import random
import time
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from benchmarks.driver import Window
from benchmarks.limits import interleaved, medians, percentile
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace
from jobdesk.models.plans import Ending, LogRow, TailUpdate
from jobdesk.models.records import LogCounts, ResultNo, RunTail, Status

_SHORT = 1_000
_MILLION = 1_000_000
_FULL = 10_000_000
_AT_ONCE = 20_000  # rows a transaction
_OPENS = 5
_JUMPS = 40
_SEARCHES = 7
_RARE = "power supply 2 failed"
_LEVELS = (10, 20, 20, 25, 20, 20, 30, 20)


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Write the logs, then look at them."""
    lines = _FULL if os.environ.get("BENCH") == "full" else _MILLION
    with Workspace() as workspace:
        sizes = {_SHORT, _MILLION} | (
            {lines} if {"log_open", "log_jump"} & set(names) else set()
        )
        runs = {size: _store_run(workspace, size) for size in sorted(sizes)}
        with Window(workspace.home) as window:
            window.ask("ready")
            bench = _Bench(window, runs)
            if "log_open" in names:
                yield bench.open(lines)
            if "log_jump" in names:
                yield bench.jump(lines)
            if "log_search_1m" in names:
                yield bench.search()


class _Bench:
    def __init__(self, window: Window, runs: dict[int, int]) -> None:
        self._window = window
        self._runs = runs

    def open(self, lines: int) -> Measure:
        """From the wish for a run to its painted lines, Run page and all."""
        self._open_ms(_SHORT)  # imports
        found = interleaved(
            _OPENS,
            {"long": lambda: self._open_ms(lines), "short": lambda: self._open_ms(_SHORT)},
        )
        middle = medians(found)
        note = f"{lines:,} rows, worst {max(found['long']):.0f}; limit: 1,000 rows"
        return measured("log_open", middle["long"], middle["short"], note)

    def jump(self, lines: int) -> Measure:
        """From the wish for a far row to its paint."""
        taken, short = self._jumps_ms(lines), self._jumps_ms(_SHORT)
        middle = medians({"long": taken, "short": short})
        note = f"{lines:,} rows, p95 {percentile(taken, 0.95):.0f}; limit: 1,000 rows"
        return measured("log_jump", middle["long"], middle["short"], note)

    def search(self) -> Measure:
        """From the wish for a rare text to its last hit."""
        hits: set[int] = set()
        self._search_ms("time_search", hits)  # the file into the cache
        found = medians(
            interleaved(
                _SEARCHES,
                {
                    "search": lambda: self._search_ms("time_search", hits),
                    "scan": lambda: self._search_ms("time_scan", hits),
                },
            )
        )
        if len(hits) != 1:
            raise RuntimeError(f"search and scan find different numbers of lines: {hits}")
        note = f"{hits.pop()} hits; limit: one SQL LIKE"
        return measured("log_search_1m", found["search"], found["scan"], note)

    def _ask(self, what: str, lines: int, **fields: Any) -> Any:
        return self._window.ask(what, no=self._runs[lines], lines=lines, **fields)

    def _open_ms(self, lines: int) -> float:
        return float(self._ask("time_open", lines))

    def _jumps_ms(self, lines: int) -> list[float]:
        rows = random.Random(1).sample(range(lines - 100), _JUMPS)
        return list(self._ask("time_jumps", lines, rows=rows))

    def _search_ms(self, what: str, hits: set[int]) -> float:
        taken, count = self._ask(what, _MILLION, text=_RARE)
        hits.add(count)
        return float(taken)


def _store_run(workspace: Workspace, lines: int) -> int:
    """A run that has ended, with so many lines; written as the recorder writes."""
    no = workspace.store_run("demonstrations.NoOperation")
    began = int(time.time() * 1_000_000)
    for first in range(0, lines, _AT_ONCE):
        rows = [_row(number, began) for number in range(first, min(first + _AT_ONCE, lines))]
        total = first + len(rows)
        tail = RunTail(
            no=ResultNo(no), journal_offset=total * 100, lines=total, counts=_counts(total)
        )
        workspace.services.logs.append([TailUpdate(tail, first_seq=first, rows=rows)])
    now = datetime.now(UTC)
    ending = Ending(
        Status.SUCCESS, now, counts=_counts(lines), date_started=now, worker="bench"
    )
    workspace.services.results.close(no, ending)
    return no


def _row(number: int, began: int) -> LogRow:
    text = f"interface GigabitEthernet1/0/{number % 48} of access switch {number:07d} is up"
    if number % 250_000 == 171_717:
        text = f"{_RARE} in access switch {number:07d}"
    device = f"ber-acc-{number % 400:03d}"
    return (began + number * 200, _LEVELS[number % 8], "collect", text, device, "")


def _counts(lines: int) -> LogCounts:
    part = lines // 8
    return LogCounts(debug=part, success=part, warning=part, info=lines - 3 * part)
