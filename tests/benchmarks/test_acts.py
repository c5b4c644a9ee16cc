"""A person's acts in the real window: none may keep it for three times the promise.

The benchmarks do the same at the promised size; here all of it is small, so that only what
blocks by its kind is found: a store that is waited for, a page that is built at once.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.blocks import PLACES
from tests.support.watchdog import LIMIT_MS

pytestmark = [pytest.mark.slow, pytest.mark.process]

ROOT = Path(__file__).resolve().parents[2]


# Places that one window goes through. The index is typed beside while it is built; what opens
# the first run page, board or list of a window comes before what has them open as well.
TOURS = (
    ("index", "jobs", "inventory"),
    ("runs", "form", "frame"),
    ("log", "queues", "burst"),
    ("hooks",),
)


def blocks_of(*places):
    """The longest blocks of the acts at some places, and what was done in the long ones."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.console_window", ",".join(places), "small"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "BENCH_WHY": "stacks", "PYTHONFAULTHANDLER": "1"},
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1]), done.stderr


def too_long(blocks):
    return {name: round(blocked) for name, blocked in blocks.items() if blocked > LIMIT_MS}


def test_all_places_are_visited():
    assert sorted(place for tour in TOURS for place in tour) == sorted(PLACES)


@pytest.mark.parametrize("tour", TOURS, ids=" ".join)
def test_no_act_blocks_the_window(tour):
    blocks, said = blocks_of(*tour)

    assert set(blocks) == {act for place in tour for act in PLACES[place]}
    assert not too_long(blocks), said


def test_a_store_that_is_waited_for_is_found():
    blocks, said = blocks_of("proof")

    assert blocks["proof"] > 2 * LIMIT_MS
    assert "_write_beside_another" in said
