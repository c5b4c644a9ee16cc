"""Figures of the search in all runs: building the text index, and what it saves.

Building stands beside writing the same rows, searching beside one LIKE over all logs.
"""

import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime

from benchmarks.limits import executemany_rate, interleaved, medians
from benchmarks.network_log import RARE, rows
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace
from jobdesk.models.plans import Ending, TailUpdate
from jobdesk.models.records import LEVEL_NAMES, LogCounts, ResultNo, RunTail, Status
from jobdesk.models.schema import connect
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.operations.search import RunsSearch

_RUNS = 1_000
_LINES = 1_000
_LIMIT_ROWS = 100_000  # enough for the limit
_SEARCHES = 7


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Write a million lines in a thousand runs, index them, look for one."""
    del names
    with Workspace() as workspace:
        store_runs(workspace)
        yield _build(workspace)
        yield _search(workspace)


def _build(workspace: Workspace) -> Measure:
    """Rows a second of the builder alone; in the agent it works half of the time."""
    paths, steps = workspace.paths, [0.0]
    runs = list(workspace.services.results.identities())
    began = time.perf_counter()
    with closing(IndexBuilder(paths.search_db, paths.logs_db)) as builder:
        last = began
        for _ in builder.work(runs):
            now = time.perf_counter()
            steps.append(now - last)
            last = now
    rate = _RUNS * _LINES / (time.perf_counter() - began)
    sizes = [file.stat().st_size for file in (paths.search_db, paths.logs_db)]
    note = (
        f"{sizes[0] / 1e6:.0f} MB beside {sizes[1] / 1e6:.0f} MB of logs, "
        f"longest step {max(steps) * 1000:.0f} ms"
    )
    return measured("search_build", rate, executemany_rate(_limit_rows()), note)


def _search(workspace: Workspace) -> Measure:
    """From the wish for a rare text to its last hit, in all runs."""
    expected = _scan_ms(workspace)[1]
    found = medians(
        interleaved(
            _SEARCHES,
            {
                "search": lambda: _search_ms(workspace, expected),
                "scan": lambda: _scan_ms(workspace)[0],
            },
        )
    )
    note = f"{expected} hits in {_RUNS:,} runs; limit: one SQL LIKE over all"
    return measured("search_all_1m", found["search"], found["scan"], note)


def _search_ms(workspace: Workspace, expected: int) -> float:
    began = time.perf_counter()
    hits = [hit for hit in RunsSearch(workspace.services, f'"{RARE}"') if hit]
    taken = (time.perf_counter() - began) * 1000
    if sum(len(hit.lines) for hit in hits) != expected:
        raise RuntimeError(f"search and scan find different lines: {len(hits)}, {expected}")
    return taken


def _scan_ms(workspace: Workspace) -> tuple[float, int]:
    with closing(connect(workspace.paths.logs_db, "ro")) as connection:
        began = time.perf_counter()
        rows = connection.execute(
            "SELECT id FROM job_log_entry NOT INDEXED WHERE message LIKE ?", (f"%{RARE}%",)
        ).fetchall()
        return (time.perf_counter() - began) * 1000, len(rows)


def store_runs(workspace: Workspace, runs: int = _RUNS, lines: int = _LINES) -> None:
    """Runs that have ended, with their logs: work for the index of an agent that comes."""
    began = int(time.time() * 1_000_000)
    for number in range(runs):
        no = workspace.store_run("demonstrations.NoOperation")
        log = list(rows(number * lines, lines, began))
        levels = Counter(LEVEL_NAMES[row[1]] for row in log)
        counts = LogCounts(**levels)
        tail = RunTail(no=ResultNo(no), journal_offset=1, lines=lines, counts=counts)
        workspace.services.logs.append([TailUpdate(tail, first_seq=0, rows=log)])
        ending = Ending(Status.SUCCESS, datetime.now(UTC), counts=counts, worker="bench")
        workspace.services.results.close(no, ending)


def _limit_rows() -> list[tuple[int, int, int, str, str, str, str]]:
    return [(number, *row) for number, row in enumerate(rows(0, _LIMIT_ROWS, 0))]
