"""What was closed is gone: no widget is left behind, and memory levels off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.process]

ROOT = Path(__file__).resolve().parents[2]
_MORE_WIDGETS = 3  # a tooltip, a popup that Qt keeps for the next time
_MORE_KB = 5_000  # in the round that grew least; a page that stays takes 250 and more


@pytest.fixture(scope="module")
def seen():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.console_window", "memory", "small"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONFAULTHANDLER": "1"},  # a crash says where
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.mark.parametrize("kind", ["runs", "dialogs", "jobs"])
def test_nothing_is_left_of_what_was_closed(seen, kind):
    found = seen[kind]

    assert found["alive"] <= 1  # Python may still know the last one
    assert found["widgets_after"] - found["widgets_before"] <= _MORE_WIDGETS
    assert found["windows_after"] <= found["windows_before"]


@pytest.mark.parametrize("kind", ["runs", "dialogs", "jobs"])
def test_memory_levels_off(seen, kind):
    assert seen[kind]["kb_grown"] < _MORE_KB
