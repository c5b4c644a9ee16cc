"""The longest block of the window's event loop by what a person does, at the promised size."""

import json
import statistics
import subprocess
import sys
from collections.abc import Collection, Iterator

from benchmarks.blocks import FIGURES, PLACES, figure
from benchmarks.report import Measure, measured

_ROUNDS = 3  # each in a window of its own: what is done first is done once in a window
_LIMIT_S = 180


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Place after place; the usual longest block of the rounds, and the worst of them."""
    for place, acts in PLACES.items():
        if not {figure(act) for act in acts} & set(names):
            continue
        rounds = [_blocks(place) for _ in range(_ROUNDS)]
        for act in acts:
            blocks = [found[act] for found in rounds]
            note = f"{FIGURES[figure(act)]}; worst of {_ROUNDS} {max(blocks):.0f}"
            yield measured(figure(act), statistics.median(blocks), None, note)


def _blocks(place: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.console_window", place]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=_LIMIT_S,
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
