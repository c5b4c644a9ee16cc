"""Everything real: processes of window, agent and workers on a workspace."""

import pytest
from tests.support.agents import processes_of
from tests.support.terminal import Terminal
from tests.support.waiting import eventually

from jobdesk.operations.agents import stop_agent


@pytest.fixture
def terminal(capsys, own_workspace):
    """The command line on an empty workspace; at the end nobody works in it any more."""
    found = Terminal(capsys, own_workspace)
    found.paths.create()
    yield found
    stop_agent(found.paths)
    try:
        eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")
    finally:
        for left in processes_of(own_workspace):
            left.kill()
