"""Hooks with real agents and real workers, also those that are killed at the worst moment."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hook_desk import RECEIVERS, HookDesk, make
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


MAKER = """
class Maker(Job):
    word = StringVar()
    waits_for = StringVar(default="", required=False)
    def run(self, word, waits_for=""):
        import pathlib, time
        from jobdesk.inventory.models import Tenant
        Tenant(name=word).validated_save()
        self.logger.info("made")
        while waits_for and not pathlib.Path(waits_for).exists():
            time.sleep(0.02)

register_jobs(Maker)
"""
META = 'Meta:\n        task_queues = job_queues = ["later"]'


def host_a_run(desk, word, *, crash_at="", waits_for=""):
    """A command that hosts its run itself, as no agent is there."""
    home = str(desk.services.paths.home)
    data = f'{{"word": "{word}", "waits_for": "{waits_for}"}}'
    command = ("run", "maker.Maker", "--in-process", "--data", data)
    return subprocess.Popen(
        [sys.executable, "-m", "jobdesk", *command],
        env={**os.environ, "JOBDESK_HOME": home, "JOBDESK_CRASH_AT": crash_at},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_command_that_hosts_its_run_fires_the_hooks_too(desk):
    desk._install("maker", MAKER)
    desk.hook("one")
    desk.hook("two")

    process = host_a_run(desk, "acme")
    _, said = process.communicate(timeout=120)

    assert process.returncode == 0
    assert "2 of 2 runs of job hooks have ended." in said
    assert [str(one.status) for one in runs(desk)] == ["SUCCESS", "SUCCESS"]
    assert [desk.objects(one) for one in runs(desk)] == [["acme"], ["acme"]]
    assert not processes_of(desk.services.paths.home)


def test_a_command_leaves_runs_of_hooks_that_cannot_start_to_the_next_host(desk):
    desk._install("maker", MAKER)
    desk._install("later", RECEIVERS.format(name="Later").replace("Meta:", META))
    desk.hook("one", desk.services.jobs.by_class_path("later.Later"))
    desk.services.queues.ensure(["later"])
    desk.services.queues.set_paused("later", True)

    _, said = host_a_run(desk, "acme").communicate(timeout=120)

    assert "1 left to the next host." in said
    assert [str(one.status) for one in runs(desk)] == ["PENDING"]


@pytest.mark.parametrize("point", ["outbox-read", "outbox-settled"])
def test_what_a_killed_command_left_is_fired_once_by_the_next_agent(desk, point):
    desk._install("maker", MAKER)
    for name in ("one", "two"):
        desk.hook(name)

    process = host_a_run(desk, "acme", crash_at=point)
    process.communicate(timeout=120)
    with AgentProcess(desk.services.paths.home, standin=False) as agent:
        agent.client().close()
        found = ended(desk, 2)

    assert process.returncode == -signal.SIGKILL
    assert sorted((one.hook_id, *desk.objects(one)) for one in found) == sorted(
        (hook.id, "acme") for hook in desk.services.hooks.all()
    )
    assert {str(one.status) for one in found} == {"SUCCESS"}


def test_a_run_whose_hosting_command_was_killed_fires_once_it_has_ended(desk, tmp_path):
    desk._install("maker", MAKER)
    desk.hook("one")
    go_on = tmp_path / "go on"
    process = host_a_run(desk, "acme", waits_for=go_on)
    results, logs = desk.services.results, desk.services.logs
    eventually(lambda: logs.tail(1) is not None and logs.tail(1).lines, 30, "it was made")

    process.kill()
    process.communicate(timeout=60)
    go_on.touch()
    with AgentProcess(desk.services.paths.home, standin=False) as agent:
        agent.client().close()
        [record] = ended(desk, 1)

    assert str(results.by_no(1).status) == "SUCCESS"
    assert (desk.objects(record), str(record.status)) == (["acme"], "SUCCESS")


@pytest.mark.slow
def test_a_thousand_changes_fire_three_hooks_once_each_whatever_kills_the_agent(desk):
    hooks = [desk.hook(name) for name in ("one", "two", "three")]
    desk.services.queues.ensure(["default"])
    desk.services.queues.set_all_paused(True)  # asked for, not run: that takes its time
    desk.end(desk.run(make, *(f"t{number}" for number in range(1000))))
    home = desk.services.paths.home

    for point in ("outbox-settled", "outbox-read", "outbox-settled"):
        with AgentProcess(home, standin=False, crash_at=point) as agent:
            agent.died(60)
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
