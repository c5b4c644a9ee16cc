"""How often a crash is tried: 20 times by `make crash`, in the suite while it proves more."""

import os

import pytest

_ASKED = os.environ.get("JOBDESK_CRASH_ROUNDS")


def rounds(usual):
    """Repeat a test with `attempt` = 0, 1, …"""
    numbers = range(int(_ASKED or usual))
    return pytest.mark.parametrize("attempt", numbers, ids=lambda number: f"round{number}")


again = rounds(1)  # the kill is at a place that has a name
at_moments = rounds(3)  # each attempt kills at another moment
