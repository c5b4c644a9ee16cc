"""Profiling of a run: the statistics become an output file, also of a run that fails.

Beside the pstats file lies a table of the same as JSON: the window reads only that, because
pstats files are marshalled and must not be loaded from a process that runs a job's code.
"""

from __future__ import annotations

import contextlib
import os

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from jobdesk.runner.around.files import RunFiles

FORMAT = 1
MOST_FUNCTIONS = 20_000
MOST_CALLS = 100_000


class Profile:
    """Measures one call with cProfile; without `is_wanted` the call is just made."""

    def __init__(self, is_wanted: bool, no: int, files: RunFiles) -> None:
        self._is_wanted = is_wanted
        self._name = f"jobdesk-run-{no}.pstats"
        self._files = files

    def measure(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Make the call; its statistics are kept however it ends."""
        if not self._is_wanted:
            return function(*args, **kwargs)
        from cProfile import Profile as Profiler

        profiler = Profiler()
        try:
            return profiler.runcall(function, *args, **kwargs)
        finally:
            with contextlib.suppress(OSError):
                path = self._files.path_for(self._name)
                profiler.dump_stats(path)
                stats: Any = profiler
                write_table(stats.stats, table_path(path))
                self._files.adopt(self._name, path)


def table_path(path: str) -> str:
    """Where the table of a pstats file lies."""
    return f"{path}.json"


def write_table(stats: dict[Any, Any], path: str) -> None:
    """Write the functions and who called whom; of very many the longest are kept."""
    import json

    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        json.dump(table_of(stats), file, ensure_ascii=True, separators=(",", ":"))


def table_of(stats: dict[Any, Any]) -> dict[str, Any]:
    """The statistics of a profiler as JSON: functions, and calls between them by place."""
    longest = sorted(stats.items(), key=lambda item: -item[1][3])[:MOST_FUNCTIONS]
    places = {function: at for at, (function, _) in enumerate(longest)}
    functions = [
        [str(file), int(line), str(name), primitive, calls, own, cumulative]
        for (file, line, name), (primitive, calls, own, cumulative, _) in longest
    ]
    pairs = [
        [places[caller], places[function], *_numbers(numbers)]
        for function, (*_, callers) in longest
        for caller, numbers in callers.items()
        if caller in places
    ]
    pairs.sort(key=lambda pair: -pair[4])
    total = sum(entry[2] for entry in stats.values())
    return {
        "format": FORMAT,
        "total": total,
        "left_out": len(stats) - len(functions),
        "functions": functions,
        "calls": pairs[:MOST_CALLS],
    }


def _numbers(numbers: Any) -> list[float]:
    """Calls, own and cumulative seconds of one caller."""
    _, calls, own, cumulative = numbers
    return [calls, own, cumulative]
