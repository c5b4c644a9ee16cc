"""A log to look at."""

import pytest
from tests.ui.log.memory_log import MemoryLog


@pytest.fixture
def log():
    return MemoryLog(1000)
