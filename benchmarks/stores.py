"""Figures of long logs in the real window: open, jump, search. BENCH=full has 10 M rows.

Open and jump stand beside the same wish on a run of 1,000 lines, by turns.
"""

import random
from collections.abc import Collection, Iterator
from typing import Any

from benchmarks.driver import Window
from benchmarks.limits import interleaved, medians, percentile
from benchmarks.long_logs import RARE
from benchmarks.report import Measure, measured
from benchmarks.scale import MILLION, SHORT, big_log, scale_workspace

_OPENS = 5
_JUMPS = 40
_SEARCHES = 7


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Write the logs, then look at them."""
    lines = big_log()
    workspace, runs = scale_workspace()
    with workspace, Window(workspace.home) as window:
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
        self._open_ms(SHORT)  # imports
        found = interleaved(
            _OPENS,
            {"long": lambda: self._open_ms(lines), "short": lambda: self._open_ms(SHORT)},
        )
        middle = medians(found)
        note = f"{lines:,} rows, worst {max(found['long']):.0f}; limit: 1,000 rows"
        return measured("log_open", middle["long"], middle["short"], note)

    def jump(self, lines: int) -> Measure:
        """From the wish for a far row to its paint."""
        taken, short = self._jumps_ms(lines), self._jumps_ms(SHORT)
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
        taken, count = self._ask(what, MILLION, text=RARE)
        hits.add(count)
        return float(taken)
