"""Figures of the window: first paint, a job list to use, a filter at 10,000 jobs."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from benchmarks.limits import medians, percentile
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace
from jobdesk.paths import HOME_VARIABLE

_ROUNDS = 7
_HERE = Path(__file__).resolve().parent
_LIMIT_S = 60


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Starts by turns with a bare window; then keys into a real Jobs page."""
    if {"first_paint", "usable_list"} & set(names):
        yield from _starts()
    if "job_filter_10k" in names:
        yield _filter()


def _starts() -> Iterator[Measure]:
    with Workspace() as workspace:
        starts = {
            "program": lambda: _program_start(workspace),
            "bare": lambda: (_bare_start(), 0.0),
        }
        for start in starts.values():
            start()  # files into the cache
        first: dict[str, list[float]] = {name: [] for name in starts}
        usable: list[float] = []
        for _ in range(_ROUNDS):
            for name, start in starts.items():
                painted, listed = start()
                first[name].append(painted)
                usable += [listed] if listed else []
    middle = medians({**first, "usable": usable})
    yield measured("first_paint", middle["program"], middle["bare"], "limit: a bare window")
    note = "an agent starts beside it; limit: first paint of a bare window"
    yield measured("usable_list", middle["usable"], middle["bare"], note)


def _program_start(workspace: Workspace) -> tuple[float, float]:
    """Milliseconds to the first paint and to the list, as `jobdesk` is started by a person."""
    said = _said(
        "started_window.py", str(time.time()), str(workspace.home), home=workspace.home
    )
    workspace.end_all()  # the agent that was just launched
    moments = json.loads(said)
    return moments["first"], moments["usable"]


def _bare_start() -> float:
    return float(_said("bare_window.py", str(time.time())))


def _filter() -> Measure:
    found = json.loads(_printed([sys.executable, "-m", "benchmarks.filtering"]))
    middle = medians(found)
    note = f"p95 {percentile(found['keys'], 0.95):.1f}; limit: a comprehension over the texts"
    return measured("job_filter_10k", middle["keys"], middle["limit"], note)


def _said(script: str, *arguments: str, home: Path | None = None) -> str:
    return _printed([sys.executable, "-P", str(_HERE / script), *arguments], home)


def _printed(command: Sequence[str], home: Path | None = None) -> str:
    environ = {**os.environ, **({HOME_VARIABLE: str(home)} if home else {})}
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        timeout=_LIMIT_S,
        env=environ,
        cwd=_HERE.parent,
    )
    return done.stdout.decode()
