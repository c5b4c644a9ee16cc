"""The crash table's row of the inventory: a worker dies between its commit and its end."""

import os
import signal

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hosting import Workspace
from tests.support.waiting import eventually

from jobdesk.inventory.ledger import committed_by, highest_run
from jobdesk.models.records import Status

pytestmark = pytest.mark.process

JOBS = """
import os, time
from django.db import connection, transaction
from jobdesk.inventory.tenancy.models import Tenant
from jobdesk.jobs import Job, register_jobs

class Open(Job):
    class Meta:
        has_sensitive_variables = False

class Twelve(Open):
    def run(self):
        for number in range(12):
            Tenant.objects.create(name=f"t{number}")

class Raw(Open):
    def run(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE extras_status SET color = 'ffffff'")

class Reads(Open):
    def run(self):
        return Tenant.objects.count()

class OneTransaction(Open):
    def run(self, data, commit):
        Tenant.objects.create(name="first")

class Halfway(Open):
    def run(self):
        Tenant.objects.create(name="kept")
        with transaction.atomic():
            Tenant.objects.create(name="lost")
            self.logger.info("inside")
            time.sleep(600)

register_jobs(Twelve, Raw, Reads, OneTransaction, Halfway)
"""


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    (workspace.paths.jobs / "probe.py").write_text(JOBS)
    workspace.users.ensure_superuser("root")
    yield workspace
    workspace.close()
    eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")


def ended(ws, no):
    eventually(lambda: ws.result(no).status.is_ready, 60, f"run {no} ends")
    return ws.result(no)


@pytest.mark.parametrize(
    ("job", "words", "created"),
    [
        ("Twelve", "; 12 changes had been committed.", 12),
        ("Raw", "; something without an entry in the change log had been committed.", 0),
        ("Reads", "; nothing was committed.", 0),
    ],
)
def test_a_lost_worker_is_told_with_what_it_had_committed(ws, job, words, created):
    run = ws.ask(ws.job(job))
    with AgentProcess(ws.paths.home, standin=False, crash_at="inventory-left"):
        result = ended(ws, run.no)

    assert result.status is Status.FAILURE
    assert result.reason.startswith("Worker lost: ended by SIGKILL")
    assert result.reason.endswith(words), result.reason
    assert result.changes == {"created": created, "updated": 0, "deleted": 0}


def test_the_transaction_of_a_lost_run_of_the_first_generation_was_committed(ws):
    run = ws.ask(ws.job("OneTransaction"))
    with AgentProcess(ws.paths.home, standin=False, crash_at="inventory-committed"):
        result = ended(ws, run.no)

    assert result.reason.endswith("; 1 change had been committed."), result.reason


def test_what_was_open_when_a_worker_was_killed_is_not_counted(ws):
    run = ws.ask(ws.job("Halfway"))
    with AgentProcess(ws.paths.home, standin=False):
        eventually(lambda: "inside" in ws.messages(run.no), 60)
        os.kill(ws.logs.tail(run.no).worker_pid, signal.SIGKILL)
        result = ended(ws, run.no)

    assert result.reason.endswith("; 1 change had been committed."), result.reason


def test_a_number_that_the_inventory_knows_is_not_given_again(ws):
    run = ws.ask(ws.job("Twelve"))
    with AgentProcess(ws.paths.home, standin=False):
        assert ended(ws, run.no).status is Status.SUCCESS

    assert highest_run(ws.paths.inventory_db) == run.no
    assert committed_by(ws.paths.inventory_db, run.no).total == 12
    assert committed_by(ws.paths.home / "absent.db", run.no) is None
    assert highest_run(ws.paths.home / "absent.db") == 0
