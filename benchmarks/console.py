"""The longest block of the window's event loop by what a person does."""

import json
import subprocess
import sys
from collections.abc import Collection, Iterator

from benchmarks.report import Measure, measured

_NOTES = {
    "block_jobs_10k": "10,000 jobs shown and filtered",
    "block_theme": "another palette for a window with three pages",
    "block_run_page": "the first run page of a session",
}


def measure(names: Collection[str]) -> Iterator[Measure]:
    """One window, one figure after the other."""
    command = [sys.executable, "-m", "benchmarks.console_window"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    for name in names:
        yield measured(name, found[name], None, _NOTES[name])
