"""Figures of the command line: `jobdesk --help`, `jobdesk jobs`."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator

from benchmarks.limits import interleaved, medians, process_ms
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace
from jobdesk.paths import HOME_VARIABLE

_ROUNDS = 5


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Whole commands, from start to end, beside an interpreter that does nothing."""
    del names
    with Workspace() as workspace:
        environ = {**os.environ, HOME_VARIABLE: str(workspace.home)}

        def command_ms(word: str) -> float:
            began = time.perf_counter()
            command = [sys.executable, "-m", "jobdesk", word]
            subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL)
            return (time.perf_counter() - began) * 1000

        command_ms("jobs")  # files into the cache
        found = medians(
            interleaved(
                _ROUNDS,
                {
                    "bare": lambda: process_ms("-c", "pass"),
                    "help": lambda: command_ms("--help"),
                    "jobs": lambda: command_ms("jobs"),
                },
            )
        )
    yield measured("cli_help", found["help"], found["bare"], "limit: python -c pass")
    yield measured("cli_jobs", found["jobs"], found["bare"], "limit: python -c pass")
