"""Kills with the real worker and a real job: nothing acknowledged is lost, ends are true."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hosting import Workspace
from tests.support.rounds import again, at_moments
from tests.support.waiting import eventually

from jobdesk.models.records import Status

pytestmark = pytest.mark.process

JOBS = """
import threading, time
from pathlib import Path
from jobdesk.jobs import IntegerVar, Job, StringVar, register_jobs

class Burst(Job):
    count = IntegerVar()
    ack = StringVar()
    class Meta:
        has_sensitive_variables = False
    def run(self, count, ack):
        with open(ack, "ab", buffering=0) as file:
            for number in range(count):
                self.logger.info("entry %s", number)
                file.write(b"%d\\n" % number)
        return count

class Nap(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self):
        self.logger.info("napping")
        while True:
            time.sleep(0.05)

class Forgetful(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self):
        threading.Thread(target=time.sleep, args=(600,)).start()
        return "done"

register_jobs(Burst, Nap, Forgetful)
"""


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    (workspace.paths.jobs / "probe.py").write_text(JOBS)
    workspace.users.ensure_superuser("root")
    yield workspace
    workspace.close()
    eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")


def agent_of(ws, **settings):
    return AgentProcess(ws.paths.home, standin=False, **settings)


def ended(ws, no, timeout=30.0):
    eventually(lambda: ws.result(no).status.is_ready, timeout, f"run {no} ends")
    return ws.result(no)


def is_far(ack, attempt):
    """Whether so much is acknowledged; 30,000 entries are 168,890 bytes."""
    return ack.exists() and ack.stat().st_size > 8000 * (attempt % 20 + 1)


def entries(ws, no):
    return [line for line in ws.messages(no) if line.startswith("entry ")]


def worker_pid(ws, no):
    return eventually(lambda: (ws.logs.tail(no) or None) and ws.logs.tail(no).worker_pid, 15)


@at_moments
def test_a_burst_survives_the_death_of_the_agent(ws, attempt, tmp_path):
    ack = tmp_path / "ack"
    run = ws.ask(ws.job("Burst"), count=30_000, ack=str(ack))
    with agent_of(ws) as dying:
        eventually(lambda: is_far(ack, attempt), 20, "burst")
        dying.kill()

    with agent_of(ws):
        result = ended(ws, run.no)

    assert (result.status, result.result) == (Status.SUCCESS, 30_000)
    assert entries(ws, run.no) == [f"entry {number}" for number in range(30_000)]
    assert result.log_counts.total == len(ws.messages(run.no))


@at_moments
def test_a_burst_of_a_killed_worker_keeps_what_was_acknowledged(ws, attempt, tmp_path):
    ack = tmp_path / "ack"
    run = ws.ask(ws.job("Burst"), count=10_000_000, ack=str(ack))
    with agent_of(ws):
        eventually(lambda: is_far(ack, attempt), 20, "burst")
        os.kill(worker_pid(ws, run.no), signal.SIGKILL)
        result = ended(ws, run.no)

    kept = entries(ws, run.no)
    assert result.status is Status.FAILURE
    assert "SIGKILL" in result.reason
    assert kept == [f"entry {number}" for number in range(len(kept))]
    assert len(kept) >= len(ack.read_text().split())


@again
def test_both_killed_and_the_next_agent_tells_it_as_lost(ws, attempt):
    run = ws.ask(ws.job("Nap"))
    dying = agent_of(ws)
    pid = worker_pid(ws, run.no)
    eventually(lambda: "napping" in ws.messages(run.no), 10)
    dying.kill()
    os.kill(pid, signal.SIGKILL)

    with agent_of(ws):
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert result.reason.startswith("Worker lost")
    assert ws.messages(run.no).count("napping") == 1


@again
def test_an_adopted_real_worker_is_cancelled(ws, attempt):
    run = ws.ask(ws.job("Nap"))
    dying = agent_of(ws)
    worker_pid(ws, run.no)
    dying.kill()

    with agent_of(ws) as agent:
        with agent.client() as client:
            client.request("cancel", no=run.no, by="ann", kill=False)
        result = ended(ws, run.no)

    assert result.status is Status.REVOKED
    assert "ann" in result.reason


@again
def test_the_hard_limit_of_an_adopted_worker_is_kept(ws, attempt):
    run = ws.ask(ws.job("Nap"), hard=4.0)
    dying = agent_of(ws)
    worker_pid(ws, run.no)
    dying.kill()

    with agent_of(ws):
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert "hard time limit" in result.reason.lower()
    assert result.duration < 8


def test_more_time_that_a_dead_agent_gave_is_kept_by_the_next(ws):
    run = ws.ask(ws.job("Nap"), soft=2.0, hard=3.0)
    dying = agent_of(ws)
    worker_pid(ws, run.no)
    with dying.client() as client:
        client.request("extend", no=run.no, by="ann", seconds=60.0)
    dying.kill()

    with agent_of(ws) as agent:
        began = ws.result(run.no).date_started or ws.logs.tail(run.no).started_at
        eventually(lambda: (datetime.now(UTC) - began).total_seconds() > 4, 10, "both are over")
        still = ws.result(run.no)
        with agent.client() as client:
            client.request("cancel", no=run.no, by="ann", kill=True)
        ended(ws, run.no)

    assert still.status is Status.STARTED
    assert (still.options.soft_limit, still.options.hard_limit) == (62, 63)


def test_a_forgotten_thread_does_not_delay_the_end(ws):
    run = ws.ask(ws.job("Forgetful"))
    with agent_of(ws):
        result = ended(ws, run.no)
        pid = int(result.worker.rpartition("/")[2])
        eventually(lambda: not Path(f"/proc/{pid}").exists(), 8, "its process is gone")

    assert result.status is Status.SUCCESS
    assert result.duration < 3
