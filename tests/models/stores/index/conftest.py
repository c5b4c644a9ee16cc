"""Runs with logs, and their index."""

import pytest
from tests.support.index_desk import IndexDesk


@pytest.fixture
def desk(paths, logs):
    return IndexDesk(paths, logs)
