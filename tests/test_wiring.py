"""Opening a workspace, the door to a real agent, and hosting in this process."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.waiting import eventually

from jobdesk.errors import AgentUnreachable, StoreUnavailable, WorkspaceUnusable
from jobdesk.models.records import Status
from jobdesk.models.schema import is_current
from jobdesk.operations.agents import agent_state, stop_agent
from jobdesk.operations.jobs import enable
from jobdesk.operations.refresh import refresh
from jobdesk.operations.runs import RunRequest, request_run
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.hostlock import HostLock
from jobdesk.wiring import AgentDoor, hosted_workspace, open_workspace

pytestmark = pytest.mark.process

JOB = """
from jobdesk.jobs import Job, StringVar, register_jobs
class Echo(Job):
    word = StringVar()
    def run(self, word):
        return word
class Nap(Job):
    def run(self):
        import time
        time.sleep(60)
register_jobs(Echo, Nap)
"""


@pytest.fixture
def paths(own_workspace):
    return WorkspacePaths(own_workspace)


def write_jobs(paths, services):
    (paths.jobs / "mod.py").write_text(JOB)
    report = refresh(services)
    enable(services, current_actor(services), report.created)


def test_a_workspace_is_made_and_opened_again(tmp_path):
    home = tmp_path / "made" / "here"

    for _ in range(2):
        services = open_workspace(home)
        assert services.jobs.all() == []
        services.close()

    assert {"desk.db", "logs.db", "jobs", "runs"} <= {p.name for p in home.iterdir()}


def test_many_may_open_a_new_workspace_at_once(tmp_path):
    code = (
        "import sys, pathlib; from jobdesk.wiring import open_workspace\n"
        "open_workspace(pathlib.Path(sys.argv[1])).close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "new")]
    several = [subprocess.Popen(command) for _ in range(4)]

    assert [one.wait(60) for one in several] == [0] * 4


def test_a_normal_start_imports_no_qt_no_alembic_and_no_orm(paths):
    open_workspace(paths.home).close()
    code = (
        "import sys, pathlib; from jobdesk.wiring import open_workspace\n"
        "services = open_workspace(pathlib.Path(sys.argv[1])); services.jobs.all()\n"
        "unwanted = ('PySide6', 'alembic', 'watchfiles', 'git', 'sqlalchemy.orm')\n"
        "print([m for m in unwanted if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(paths.home)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"


def test_a_place_that_cannot_be_a_workspace_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(WorkspaceUnusable, match="file"):
        open_workspace(tmp_path / "file")


HOLDER = """
import sys, pathlib
from jobdesk.runner.hostlock import HostLock
with HostLock(pathlib.Path(sys.argv[1])) as lock:
    assert lock.acquire()
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_workspace_that_somebody_else_is_bringing_up_to_date_is_waited_for(
    paths, monkeypatch
):
    paths.create()
    monkeypatch.setattr("jobdesk.wiring._PREPARE_LIMIT_S", 0.3)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(paths.host_lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"

    with pytest.raises(StoreUnavailable, match="jobdesk agent --stop"):
        open_workspace(paths.home)
    holder.communicate()
    open_workspace(paths.home).close()

    assert is_current(paths)


def test_an_agent_that_died_is_replaced_when_the_door_is_used_again(paths):
    services = open_workspace(paths.home)
    write_jobs(paths, services)
    actor = current_actor(services)
    try:
        first = request_run(services, actor, "mod.Nap", RunRequest())
        os.kill(agent_state(paths).pid, signal.SIGKILL)
        services.host.cancel(first.no, "me", kill=True)  # over the broken connection
        eventually(lambda: services.results.by_no(first.no).status.is_ready, timeout=60)
        assert services.results.by_no(first.no).status is Status.REVOKED
    finally:
        stop_agent(paths)
        services.close()
        eventually(lambda: not processes_of(paths.home), timeout=60)


def test_wrong_settings_are_refused_in_words(paths):
    open_workspace(paths.home).close()
    paths.settings_file.write_text("slots = 'many'\n")

    with pytest.raises(WorkspaceUnusable, match="slots"):
        open_workspace(paths.home)


def test_a_run_goes_through_the_agent_and_a_new_one_after_it_left(paths):
    services = open_workspace(paths.home)
    write_jobs(paths, services)
    actor = current_actor(services)
    try:
        for _ in range(2):
            record = request_run(services, actor, "mod.Echo", RunRequest({"word": "hey"}))
            eventually(lambda: services.results.by_no(record.no).status.is_ready, timeout=30)  # noqa: B023
            assert services.results.by_no(record.no).result == "hey"
            assert agent_state(paths).pid
            assert stop_agent(paths)
        assert agent_state(paths) is None
        assert not stop_agent(paths)
    finally:
        services.close()
        eventually(lambda: not processes_of(paths.home), timeout=15)


def test_the_door_speaks_to_the_agent_that_is_there(paths):
    open_workspace(paths.home).close()
    with AgentProcess(paths.home, standin=False) as agent:
        agent.client().close()
        door = AgentDoor(paths)
        door.announce("jobs")
        with pytest.raises(Exception, match="4711"):
            door.submit(4711, None)
        assert agent_state(paths).pid == agent.process.pid
        door.close()


def test_the_door_announces_to_the_agent_that_replaced_another(paths):
    open_workspace(paths.home).close()
    with AgentProcess(paths.home, standin=False) as agent:
        agent.client().close()
        door = AgentDoor(paths)
        door.announce("jobs")
        agent.kill()
    with AgentProcess(paths.home, standin=False) as agent, agent.client() as client:
        assert list(client.events(0.2)) == []
        door.announce("queues")
        assert list(client.events(1.0)) == [{"event": "changed", "what": "queues"}]
    door.close()


def test_announcing_without_an_agent_starts_none(paths):
    services = open_workspace(paths.home)

    services.host.announce("jobs")

    assert not processes_of(paths.home)
    services.close()


HOST = """
import pathlib, sys
from jobdesk.operations.runs import RunRequest, request_run
from jobdesk.operations.users import current_actor
from jobdesk.wiring import hosted_workspace

home, job, data = pathlib.Path(sys.argv[1]), sys.argv[2], eval(sys.argv[3])
with hosted_workspace(home, lambda text: print("SAID", text, flush=True)) as services:
    record = request_run(services, current_actor(services), job, RunRequest(data))
    print("NO", record.no, flush=True)
    while not services.results.by_no(record.no).status.is_ready:
        services.host.wait(0.05)
    print("END", services.results.by_no(record.no).result, flush=True)
"""


def host(paths, job, data="{}"):
    return subprocess.Popen(
        [sys.executable, "-c", HOST, str(paths.home), job, data],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_process_hosts_its_own_run_and_leaves_nothing(paths):
    services = open_workspace(paths.home)
    write_jobs(paths, services)
    services.close()

    said, _ = host(paths, "mod.Echo", "{'word': 'own'}").communicate(timeout=90)

    assert "END own" in said
    assert not processes_of(paths.home)
    with HostLock(paths.host_lock) as lock:
        assert lock.acquire()


def test_beside_an_agent_the_run_is_handed_over(paths):
    services = open_workspace(paths.home)
    write_jobs(paths, services)
    services.close()
    with AgentProcess(paths.home, standin=False) as agent:
        agent.client().close()

        said, _ = host(paths, "mod.Echo", "{'word': 'theirs'}").communicate(timeout=90)

    assert "SAID An agent hosts" in said
    assert "END theirs" in said


def test_an_interrupted_host_leaves_its_run_to_the_next_one(paths):
    services = open_workspace(paths.home)
    write_jobs(paths, services)
    process = host(paths, "mod.Nap")
    no = int(process.stdout.readline().split()[1])
    eventually(lambda: services.results.by_no(no).status is Status.STARTED, timeout=20)

    os.kill(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)

    assert (process.returncode, f"run {no}" in said) == (130, True)
    assert services.results.by_no(no).status is Status.STARTED
    with hosted_workspace(paths.home, print) as next_one:
        next_one.host.cancel(no, "me", kill=True)
        for _ in range(1000):
            if next_one.results.by_no(no).status.is_ready:
                break
            next_one.host.wait(0.05)
        assert next_one.results.by_no(no).status is Status.REVOKED
    services.close()
    eventually(lambda: not processes_of(paths.home), timeout=15)


def test_a_door_without_a_host_says_so(paths, monkeypatch):
    open_workspace(paths.home).close()
    monkeypatch.setattr("jobdesk.runner.client.launch_agent", lambda _paths: 0)
    monkeypatch.setattr(
        "jobdesk.runner.client.AgentClient.connect.__func__.__kwdefaults__",
        {"start": True, "timeout": 0.3, "any_version": False},
    )
    failures = []

    def ask():
        try:
            AgentDoor(paths).submit(1, None)
        except AgentUnreachable as error:
            failures.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(30)

    assert failures
