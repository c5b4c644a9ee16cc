"""DESIGN §5, crash table: each row killed at its point, then what the next host makes of it."""

import os
import signal
from pathlib import Path

import psutil
import pytest
from tests.support.agents import AgentGone, AgentProcess, processes_of
from tests.support.hosting import Workspace
from tests.support.rounds import again, at_moments
from tests.support.waiting import eventually

from jobdesk.errors import AgentUnreachable
from jobdesk.models.records import Status

pytestmark = pytest.mark.process


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    yield workspace
    workspace.close()
    eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")


def ended(ws, no, timeout=15.0):
    eventually(lambda: ws.result(no).status.is_ready, timeout, f"run {no} ends")
    run_dir = ws.paths.run_dir(no)
    eventually(lambda: not (run_dir / "journal.ndjson").exists(), 5, "the journal is deleted")
    return ws.result(no)


def submit(agent, *numbers, **fields):
    """Hand runs over to an agent that may die of it, or has already."""
    try:
        with agent.client() as client:
            for no in numbers:
                client.request("submit", no=no, **fields)
    except (AgentUnreachable, AgentGone):
        return


def started(ws, no):
    eventually(lambda: ws.result(no).status is Status.STARTED, 10, f"run {no} starts")
    return ws.logs.tail(no).worker_pid


# Row 1: PENDING committed


@again
def test_a_run_nobody_had_taken_is_run(ws, attempt):
    run = ws.ask(ws.job(), act="ok")

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert (result.status, result.result) == (Status.SUCCESS, "done")


@again
def test_a_sensitive_run_found_waiting_is_revoked(ws, attempt):
    run = ws.ask(ws.job(), sensitive=True)

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert result.status is Status.REVOKED
    assert result.reason == "Its inputs were not kept; run it again."
    assert result.date_started is None


# Row 2: claim committed


@again
def test_a_claim_of_a_dead_host_is_cleared_and_the_run_starts_once(ws, attempt):
    run = ws.ask(ws.job(), act="ok")
    dying = AgentProcess(ws.paths.home, crash_at="claimed")
    submit(dying, run.no)
    dying.died()
    assert ws.result(run.no).claim is not None

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert result.status is Status.SUCCESS
    assert ws.messages(run.no) == ["hello"]


@again
def test_a_claimed_sensitive_run_is_revoked(ws, attempt):
    run = ws.ask(ws.job(), sensitive=True)
    dying = AgentProcess(ws.paths.home, crash_at="claimed")
    submit(dying, run.no, secrets={"act": "ok"})
    dying.died()

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert (result.status, result.date_started) == (Status.REVOKED, None)


@again
def test_a_claimed_run_cancelled_meanwhile_never_starts(ws, attempt):
    run = ws.ask(ws.job(), act="ok")
    dying = AgentProcess(ws.paths.home, crash_at="claimed")
    submit(dying, run.no)
    dying.died()
    ws.results.request_stop(run.no, "ann", False)

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert (result.status, result.date_started) == (Status.REVOKED, None)
    assert "ann" in result.reason


@again
def test_a_worker_that_dies_before_its_journal_is_replaced_once(ws, attempt):
    run = ws.ask(ws.job(), act="ok")

    with AgentProcess(ws.paths.home, worker_dies="before-journal") as agent:
        submit(agent, run.no)
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert "SIGKILL" in result.reason
    assert result.date_started is None


# Row 3: journal created


@again
def test_a_live_worker_is_adopted_and_its_end_is_true(ws, attempt, tmp_path):
    go = tmp_path / "go"
    run = ws.ask(ws.job(), act="wait", until=str(go))
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    pid = started(ws, run.no)
    dying.kill()

    with AgentProcess(ws.paths.home) as agent:
        with agent.client() as client:
            assert [one["pid"] for one in client.request("status")["running"]] == [pid]
        go.touch()
        result = ended(ws, run.no)

    assert (result.status, result.result) == (Status.SUCCESS, "waited")
    assert ws.messages(run.no) == ["waiting"]


@again
def test_an_adopted_worker_is_cancelled_by_file(ws, attempt):
    run = ws.ask(ws.job(), act="wait")
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    started(ws, run.no)
    dying.kill()

    with AgentProcess(ws.paths.home) as agent:
        with agent.client() as client:
            client.request("cancel", no=run.no, by="ann", kill=False)
        result = ended(ws, run.no)

    assert (result.status, result.reason) == (Status.REVOKED, "Cancelled by ann.")
    assert any("Cancel requested by ann" in line for line in ws.messages(run.no))


@again
def test_an_adopted_worker_that_dies_is_closed_as_lost(ws, attempt):
    run = ws.ask(ws.job(), act="wait")
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    pid = started(ws, run.no)
    dying.kill()

    with AgentProcess(ws.paths.home) as agent:
        agent.client().close()
        os.kill(pid, signal.SIGKILL)
        result = ended(ws, run.no, 3.0)

    assert result.status is Status.FAILURE
    assert result.reason.startswith("Worker lost")


@again
def test_a_dead_worker_is_replayed_and_closed_as_lost(ws, attempt):
    run = ws.ask(ws.job(), act="wait")
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    pid = started(ws, run.no)
    dying.kill()
    os.kill(pid, signal.SIGKILL)

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert result.reason.startswith("Worker lost")
    assert ws.messages(run.no)[0] == "waiting"


@again
@pytest.mark.parametrize("point", ["journal-created", "before-finished"])
def test_a_worker_killed_with_its_journal_is_lost_at_once(ws, attempt, point):
    run = ws.ask(ws.job(), act="ok")

    with AgentProcess(ws.paths.home, worker_dies=point) as agent:
        submit(agent, run.no)
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert result.reason.startswith("Worker lost: ended by SIGKILL")


@again
@pytest.mark.parametrize("point", ["journal-created", "before-finished", "finished-written"])
def test_worker_and_host_killed_together(ws, attempt, point):
    run = ws.ask(ws.job(), act="ok")
    dying = AgentProcess(ws.paths.home, worker_dies=point, crash_at="worker-gone")
    submit(dying, run.no)
    dying.died()

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    if point == "finished-written":
        assert result.status is Status.SUCCESS
    else:
        assert result.status is Status.FAILURE
        assert result.reason.startswith("Worker lost")
    assert ws.messages(run.no)[:1] != ["hello"] or ws.messages(run.no).count("hello") == 1


# Rows 5 and 6: finished read; desk updated


@again
@pytest.mark.parametrize("point", ["recorded", "finished-read", "desk-updated"])
def test_a_close_cut_short_is_completed(ws, attempt, point):
    run = ws.ask(ws.job(), act="ok")
    dying = AgentProcess(ws.paths.home, crash_at=point)
    submit(dying, run.no)
    dying.died()
    assert (ws.paths.run_dir(run.no) / "journal.ndjson").exists()
    if point == "desk-updated":
        assert ws.result(run.no).status is Status.SUCCESS

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)

    assert (result.status, result.result) == (Status.SUCCESS, "done")
    assert ws.messages(run.no) == ["hello"]
    assert result.log_counts.info == 1


# Row 7: finished written, process does not exit


@again
def test_a_finished_worker_that_stays_is_closed_at_once_and_ended_later(ws, attempt):
    run = ws.ask(ws.job(), act="linger")

    with AgentProcess(ws.paths.home) as agent:
        submit(agent, run.no)
        result = ended(ws, run.no, 4.0)
        pid = int(result.worker.rpartition("/")[2])
        assert Path(f"/proc/{pid}").exists()
        eventually(lambda: pid not in live_pids(ws), 8.0, "its process is ended")

    assert (result.status, result.result) == (Status.SUCCESS, "early")
    assert "left behind" in (ws.paths.program_logs / "agent.log").read_text()


# Bursts


@at_moments
def test_no_acknowledged_entry_is_lost_when_the_agent_is_killed_in_a_burst(
    ws, attempt, tmp_path
):
    ack = tmp_path / "ack"
    run = ws.ask(ws.job(), act="burst", count=20_000, ack=str(ack))
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    eventually(lambda: ack.exists() and ack.stat().st_size > 2000 * (attempt + 1), 10, "burst")
    dying.kill()

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no, 30)

    assert result.status is Status.SUCCESS
    assert ws.messages(run.no) == [f"entry {number}" for number in range(20_000)]


@at_moments
def test_no_acknowledged_entry_is_lost_when_the_worker_is_killed_in_a_burst(
    ws, attempt, tmp_path
):
    ack = tmp_path / "ack"
    run = ws.ask(ws.job(), act="burst", count=10_000_000, ack=str(ack))
    with AgentProcess(ws.paths.home) as agent:
        submit(agent, run.no)
        pid = started(ws, run.no)
        eventually(
            lambda: ack.exists() and ack.stat().st_size > 5000 * (attempt + 1), 10, "burst"
        )
        os.kill(pid, signal.SIGKILL)
        result = ended(ws, run.no, 30)

    acknowledged = len(ack.read_text().split())
    entries = [line for line in ws.messages(run.no) if line.startswith("entry ")]
    assert result.status is Status.FAILURE
    assert entries == [f"entry {number}" for number in range(len(entries))]
    assert len(entries) >= acknowledged


@again
def test_an_orderly_end_leaves_live_workers_for_adoption(ws, attempt, tmp_path):
    go = tmp_path / "go"
    run = ws.ask(ws.job(), act="wait", until=str(go))
    leaving = AgentProcess(ws.paths.home)
    submit(leaving, run.no)
    pid = started(ws, run.no)
    assert leaving.stop() == 0
    assert [process.pid for process in processes_of(ws.paths.home)] == [pid]

    with AgentProcess(ws.paths.home):
        go.touch()
        result = ended(ws, run.no)

    assert (result.status, result.result) == (Status.SUCCESS, "waited")


def live_pids(ws):
    return {process.pid for process in processes_of(ws.paths.home)}


# A journal that somebody deleted


@again
def test_a_journal_that_went_while_no_agent_was_there_is_told(ws, attempt):
    run = ws.ask(ws.job(), act="wait")
    dying = AgentProcess(ws.paths.home)
    submit(dying, run.no)
    pid = started(ws, run.no)
    eventually(lambda: ws.messages(run.no) == ["waiting"], 10)
    dying.kill()
    (ws.paths.run_dir(run.no) / "journal.ndjson").unlink()

    with AgentProcess(ws.paths.home):
        result = ended(ws, run.no)
        eventually(lambda: not psutil.pid_exists(pid), 15, "its worker is ended")

    assert result.status is Status.FAILURE
    assert "the run's journal was deleted" in result.reason
    assert ws.messages(run.no) == ["waiting", result.reason]


# Singletons: what an agent left running still counts for the next one


@again
@pytest.mark.parametrize("policy", ["queue", "refuse"])
def test_a_second_singleton_meets_the_first_under_the_next_agent(ws, tmp_path, policy, attempt):
    go, job = tmp_path / "go", ws.job(is_singleton=True, singleton_policy=policy)
    first = ws.ask(job, act="wait", until=str(go))
    with AgentProcess(ws.paths.home) as agent:
        submit(agent, first.no)
        started(ws, first.no)
        agent.kill()
    second = ws.ask(job, act="ok")

    with AgentProcess(ws.paths.home) as agent:
        submit(agent, second.no)
        if policy == "refuse":
            result = ended(ws, second.no)
            assert result.status is Status.FAILURE
            assert f"run {first.no}" in result.reason
        else:
            with agent.client() as client:
                assert client.request("status")["waiting"] == [second.no]
        go.touch()
        assert ended(ws, first.no).status is Status.SUCCESS
        if policy == "queue":
            result = ended(ws, second.no)
            assert result.status is Status.SUCCESS
            assert result.date_started >= ws.result(first.no).date_done
