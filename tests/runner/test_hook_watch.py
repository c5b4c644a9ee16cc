"""Hooks with real agents and real workers, also those that are killed at the worst moment."""

import sqlite3
from contextlib import closing

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hook_desk import HookDesk, make
from tests.support.waiting import eventually

from jobdesk.models.hook_records import Batching
from jobdesk.models.schema import prepare
from jobdesk.models.stores.logs import LogStore
from jobdesk.operations import refresh as refreshing
from jobdesk.operations.jobs import enable
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.wiring import AgentDoor, open_services

pytestmark = pytest.mark.process

HEAD = "from jobdesk.jobs import *\nfrom jobdesk.jobs import JobHookReceiver, register_jobs\n"


@pytest.fixture
def services(own_workspace):
    paths = WorkspacePaths(own_workspace)
    paths.create()
    prepare(paths)
    services = open_services(paths, AgentDoor(paths))
    yield services
    services.close()
    eventually(lambda: not processes_of(own_workspace), 15, "no process is left behind")


@pytest.fixture
def desk(services):
    actor = current_actor(services)

    def install(module, text):
        (services.paths.jobs / f"{module}.py").write_text(HEAD + text, encoding="utf-8")
        report = refreshing.refresh(services)
        assert not report.broken, report.broken
        enable(services, actor, report.created)

    services.inventory.call(int)
    return HookDesk(services, actor, install)


def runs(desk):
    return [one for one in desk.services.results.recent(1000) if one.hook_id]


def ended(desk, count):
    """All runs of hooks, oldest first, as soon as so many have ended."""
    eventually(
        lambda: sum(one.status.is_ready for one in runs(desk)) >= count, 40, f"{count} ended"
    )
    return sorted(runs(desk), key=lambda one: one.no)


def messages(desk, record):
    with closing(LogStore(desk.services.paths.logs_db)) as logs:
        tail = logs.tail(record.no)
        return [one.message for one in logs.lines(record.no, 0, tail.lines)]


def test_an_edit_runs_the_receiver_with_the_object(desk):
    desk.hook()
    with AgentProcess(desk.services.paths.home, standin=False) as agent:
        agent.client().close()
        desk.edit(make, "acme")

        [record] = ended(desk, 1)

    assert (str(record.status), record.reason, record.user) == ("SUCCESS", "", "ada")
    assert "create acme acme" in messages(desk, record)


def test_a_commit_that_nobody_announced_is_found(desk):
    desk.hook()
    with AgentProcess(desk.services.paths.home, standin=False) as agent:
        agent.client().close()
        desk.services.inventory.call(edit_quietly)

        [record] = ended(desk, 1)

    assert "create quiet quiet" in messages(desk, record)


def edit_quietly():
    from jobdesk.inventory.changes import ChangeContext, all_or_nothing

    all_or_nothing(ChangeContext("ada", "web"), lambda: make("quiet"))


def test_an_edit_starts_an_agent_where_a_hook_waits(desk):
    desk.hook()

    desk.edit(make, "acme")

    try:
        [record] = ended(desk, 1)
    finally:
        desk.services.host._request("stop", start=False)
    assert str(record.status) == "SUCCESS"


@pytest.mark.parametrize("point", ["outbox-read", "outbox-settled"])
def test_an_agent_that_is_killed_loses_and_doubles_nothing(desk, point):
    desk.hook("one")
    desk.hook("two")
    names = [f"t{number}" for number in range(3)]
    desk.edit(make, *names)
    home = desk.services.paths.home
    eventually(lambda: processes_of(home), 15, "the agent that was started is there")
    desk.services.host._request("stop", start=False)
    eventually(lambda: not processes_of(home), 15, "it has left")
    with closing(sqlite3.connect(desk.services.paths.desk_db)) as connection, connection:
        for name in ("job_result", "outbox_position", "outbox_run"):
            connection.execute(f"DELETE FROM {name}")

    for _ in range(2):
        with AgentProcess(home, standin=False, crash_at=point) as agent:
            agent.died()
            if point == "outbox-settled":
                break
    with AgentProcess(home, standin=False) as agent:
        agent.client().close()
        found = ended(desk, 6)

    assert sorted((one.hook_id, *desk.objects(one)) for one in found) == sorted(
        (hook.id, name) for hook in desk.services.hooks.all() for name in names
    )
    assert {str(one.status) for one in found} == {"SUCCESS"}


def test_a_batch_is_received_by_one_run(desk):
    desk.hook(batching=Batching.CONTEXT)
    with AgentProcess(desk.services.paths.home, standin=False) as agent:
        agent.client().close()
        desk.edit(make, "a", "b", "c")

        [record] = ended(desk, 1)

    told = [text for text in messages(desk, record) if text.startswith("create")]
    assert told == ["create a a", "create b b", "create c c"]


@pytest.mark.slow
def test_a_thousand_changes_fire_three_hooks_once_each_whatever_kills_the_agent(desk):
    hooks = [desk.hook(name) for name in ("one", "two", "three")]
    desk.services.queues.ensure(["default"])
    desk.services.queues.set_all_paused(True)  # asked for, not run: that takes its time
    desk.end(desk.run(make, *(f"t{number}" for number in range(1000))))
    home = desk.services.paths.home

    for point in ("outbox-settled", "outbox-read", "outbox-settled"):
        with AgentProcess(home, standin=False, crash_at=point) as agent:
            agent.died(30)
    with AgentProcess(home, standin=False) as agent:
        agent.client().close()
        eventually(lambda: len(keys(desk)) >= 1500, 60, "half of them are asked for")
        agent.kill()
    with AgentProcess(home, standin=False) as agent:
        agent.client().close()
        eventually(lambda: len(keys(desk)) >= 3000, 60, "all of them are asked for")

    asked = keys(desk)
    assert len(asked) == len(set(asked)) == 3000
    assert {hook for hook, _ in asked} == {hook.id.replace("-", "") for hook in hooks}


def keys(desk):
    with closing(sqlite3.connect(desk.services.paths.desk_db)) as connection:
        return connection.execute(
            "SELECT hook_id, change_id FROM job_result WHERE hook_id IS NOT NULL"
        ).fetchall()
