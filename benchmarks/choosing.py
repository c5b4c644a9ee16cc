"""The first page of options of an object variable, beside a raw query of the same rows.

Measured in a child: Django is switched on once per process.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from benchmarks.report import Measure, measured

_CHILD = Path(__file__).resolve().with_name("choosing_pages.py")


def measure(names: Collection[str]) -> Iterator[Measure]:
    """The one figure, with others in its note."""
    if "choose_first" not in names:
        return
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(_CHILD), folder], capture_output=True, text=True, check=True
        )
    found = json.loads(done.stdout)
    note = (
        f"limit: raw SQL; 100,000 devices; one site {found['narrowed']:.0f} ms, a usual word "
        f"{found['found']:.0f}, an absent one {found['absent']:.0f}, "
        f"from the middle {found['far']:.0f}"
    )
    yield measured("choose_first", found["first"], found["raw"], note)
