"""The agent as a process: who is host, who comes and goes, and its clients."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hosting import Workspace
from tests.support.waiting import eventually

from jobdesk.errors import AgentUnreachable, Refused
from jobdesk.models.records import Status
from jobdesk.runner import client as client_module
from jobdesk.runner.client import AgentClient
from jobdesk.runner.hostlock import read_holder
from jobdesk.runner.link import AgentLink

pytestmark = pytest.mark.process


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    yield workspace
    workspace.close()
    eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")


def ended(ws, no):
    eventually(lambda: ws.result(no).status.is_ready, 15, f"run {no} ends")
    return ws.result(no)


def test_a_second_agent_leaves_politely_and_the_first_goes_on(ws):
    with AgentProcess(ws.paths.home) as first, first.client() as client:
        second = subprocess.run(
            [sys.executable, "-P", "-m", "jobdesk", "agent"], capture_output=True, timeout=30
        )

        assert second.returncode == 0
        assert b"Another agent" in second.stderr
        assert client.request("status")["pid"] == first.process.pid


def test_a_stopped_agent_leaves_no_process_and_no_socket(ws):
    agent = AgentProcess(ws.paths.home)
    agent.client().close()
    socket = read_holder(ws.paths.host_lock).socket

    assert agent.stop() == 0

    assert not processes_of(ws.paths.home)
    assert read_holder(ws.paths.host_lock).socket == ""
    assert socket
    assert not Path(socket).exists()


def test_the_socket_of_a_killed_agent_is_removed_by_the_next(ws):
    agent = AgentProcess(ws.paths.home)
    agent.client().close()
    socket = read_holder(ws.paths.host_lock).socket
    agent.kill()

    with AgentProcess(ws.paths.home) as following:
        following.client().close()
        assert not Path(socket).exists()


def test_only_the_owner_may_use_the_socket(ws):
    with AgentProcess(ws.paths.home) as agent:
        agent.client().close()
        mode = Path(read_holder(ws.paths.host_lock).socket).stat().st_mode
        assert mode & 0o077 == 0


def test_an_idle_agent_leaves_by_itself(ws):
    agent = AgentProcess(ws.paths.home, agent_linger=0.3)
    assert agent.process.wait(45) == 0


def test_an_agent_with_a_client_or_a_run_stays(ws, tmp_path):
    go = tmp_path / "go"
    run = ws.ask(ws.job(), act="wait", until=str(go))
    agent = AgentProcess(ws.paths.home, agent_linger=0.2)
    with agent.client():
        eventually(lambda: ws.result(run.no).status is Status.STARTED, 10, "it runs")
    with pytest.raises(subprocess.TimeoutExpired):
        agent.process.wait(0.8)

    go.touch()

    assert ended(ws, run.no).status is Status.SUCCESS
    assert agent.process.wait(45) == 0


def test_a_kept_agent_stays(ws):
    with AgentProcess(ws.paths.home, agent_linger=0.1, keep_agent="true") as agent:
        agent.client().close()
        with pytest.raises(subprocess.TimeoutExpired):
            agent.process.wait(0.6)


def test_an_agent_that_a_busy_host_is_asked_to_stop_only_when_idle_refuses(ws, tmp_path):
    go = tmp_path / "go"
    run = ws.ask(ws.job(), act="wait", until=str(go))
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        eventually(lambda: ws.result(run.no).status is Status.STARTED, 10, "it runs")
        with pytest.raises(Refused, match="busy with 1 run"):
            client.request("stop", only_idle=True)
        go.touch()
        ended(ws, run.no)


def test_a_newer_program_replaces_an_older_idle_agent(ws, monkeypatch):
    agent = AgentProcess(ws.paths.home)
    agent.client().close()
    monkeypatch.setattr(client_module, "__version__", "9.0")

    with pytest.raises(AgentUnreachable):  # the new one is as old: nothing newer is installed
        AgentClient.connect(ws.paths, start=False)

    assert agent.process.wait(45) == 0


def test_the_client_starts_an_agent_that_outlives_it(ws):
    with AgentClient.connect(ws.paths) as client:
        pid = client.agent_pid
    with AgentClient.connect(ws.paths, start=False) as client:
        assert client.agent_pid == pid
        client.request("stop")


def test_without_an_agent_the_client_says_so(ws):
    with pytest.raises(AgentUnreachable, match="No agent"):
        AgentClient.connect(ws.paths, start=False)


def test_an_agent_that_does_not_answer_is_unreachable_in_words(ws, monkeypatch):
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        monkeypatch.setattr(client_module, "ANSWER_TIMEOUT_S", 0.3)
        agent.process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(AgentUnreachable, match="does not answer"):
                client.request("status")
        finally:
            agent.process.send_signal(signal.SIGCONT)


def test_subscribers_hear_of_log_growth_and_turns(ws):
    run = ws.ask(ws.job(), sensitive=True)
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        heard = client.events(0.1)
        list(heard)
        client.request("submit", no=run.no, secrets={"act": "ok"})
        ended(ws, run.no)
        events = list(client.events(0.5))

    assert {"event": "tick", "no": run.no, "seq": 0} in events
    assert {"event": "run", "no": run.no, "status": "SUCCESS"} in events


def test_what_one_client_announces_the_others_hear(ws):
    with AgentProcess(ws.paths.home) as agent, agent.client() as one, agent.client() as other:
        list(other.events(0.1))
        one.request("changed", what="jobs")
        assert list(other.events(0.5)) == [{"event": "changed", "what": "jobs"}]


def test_a_bad_request_is_answered_and_harms_nobody(ws):
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        with pytest.raises(AgentUnreachable, match="failed"):
            client.request("submit", no="x")
        with pytest.raises(Refused, match="does not know"):
            client.request("dance")
        assert client.request("status")["waiting"] == []


def test_a_workspace_that_cannot_be_used_ends_the_agent_with_a_sentence(ws):
    ws.paths.settings_file.write_text("slots = [")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "jobdesk", "agent"], capture_output=True, timeout=30
    )
    assert done.returncode == 1
    assert b"settings cannot be read" in done.stderr


def test_the_link_starts_an_agent_reconnects_and_answers(ws, qtbot):
    link = AgentLink(ws.paths)
    link.connect_to_agent()
    qtbot.waitUntil(lambda: link.state == "ready")
    replies = []

    link.request("status", {}, replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    first = replies.pop()["pid"]
    link.request("stop", {})
    qtbot.waitUntil(lambda: link.state == "starting")
    qtbot.waitUntil(lambda: link.state == "ready")
    link.request("status", {}, replies.append)
    qtbot.waitUntil(lambda: bool(replies))

    assert replies.pop()["pid"] != first
    link.request("stop", {}, replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    link.disconnect_from_agent()
    link.request("status", {}, replies.append)
    assert replies[-1]["kind"] == "unreachable"


def test_an_agent_whose_workspace_was_removed_leaves_with_its_workers(ws):
    home = ws.paths.home
    agent = AgentProcess(home)
    agent.client().close()
    ws.close()

    shutil.rmtree(home)

    agent.process.wait(45)
    assert agent.process.returncode == 1
    eventually(lambda: not processes_of(home), 10, "its workers are gone too")
