"""A host in this process on a workspace of its own; its workers are real processes."""

import contextlib

import pytest
from tests.support.agents import processes_of
from tests.support.hosting import STANDIN, Workspace

from jobdesk.errors import Refused
from jobdesk.models.records import Status
from jobdesk.runner.host import Host
from jobdesk.settings import Settings


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def start(ws, qapp, qtbot):
    hosts = []

    def begin(**settings):
        host = Host(ws.paths, Settings(**{"cancel_grace": 0.3, **settings}), ws.stores,
                    command=STANDIN)  # fmt: skip
        host.start()
        hosts.append(host)
        return host

    yield begin
    for host in hosts:
        for no in host._live.numbers:
            with contextlib.suppress(Refused):  # it has ended, only its process lingers
                host.cancel(no, "the test", kill=True)
        qtbot.waitUntil(lambda host=host: not host._live.numbers)
        assert host.shutdown() == []
    assert processes_of(ws.paths.home) == []


@pytest.fixture
def ended(ws, qtbot):
    def wait(no):
        qtbot.waitUntil(lambda: ws.result(no).status.is_ready)
        return ws.result(no)

    return wait


@pytest.fixture
def running(ws, qtbot):
    def wait(no):
        qtbot.waitUntil(lambda: ws.result(no).status is Status.STARTED)
        return ws.logs.tail(no).worker_pid

    return wait
