"""Waiting with a deadline; the only place of the tests that pauses."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

_SHARED = 3  # what takes a moment here takes its time on a machine that others use
T = TypeVar("T")


def eventually(
    probe: Callable[[], T], timeout: float = 10.0, what: str = "it", every: float = 0.01
) -> T:
    """The first truthy value of `probe()`, or a failed test.

    `timeout` is for a machine of its own; one that is shared has three times as long.
    """
    deadline = time.monotonic() + timeout * _SHARED
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            pytest.fail(f"not within {timeout} s: {what}")
        threading.Event().wait(every)
