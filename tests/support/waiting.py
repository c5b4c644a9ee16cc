"""Waiting with a deadline; the only place of the tests that pauses."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

T = TypeVar("T")


def eventually(
    probe: Callable[[], T], timeout: float = 5.0, what: str = "it", every: float = 0.01
) -> T:
    """The first truthy value of `probe()`, or a failed test."""
    deadline = time.monotonic() + timeout
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            pytest.fail(f"not within {timeout} s: {what}")
        threading.Event().wait(every)
