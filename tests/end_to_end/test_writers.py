"""Three jobs that write at once, with threads inside, and an editor: nobody is refused."""

import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.hosting import Workspace
from tests.support.waiting import eventually

from jobdesk.models.records import Status

pytestmark = [pytest.mark.process, pytest.mark.slow]

_CHILD = Path(__file__).resolve().parents[1] / "support" / "inventory_child.py"
_THREADS, _EACH, _INSIDE, _EDITS = 4, 40, 20, 30

JOBS = f"""
from concurrent.futures import ThreadPoolExecutor

from nautobot.apps.jobs import Job, StringVar, register_jobs
from nautobot.tenancy.models import Tenant
from django.db import connection, transaction

class Writer(Job):
    word = StringVar()

    class Meta:
        has_sensitive_variables = False

    def run(self, word):
        def one(number):
            with transaction.atomic():
                Tenant.objects.count()
                Tenant(name=f"{{word}} {{number}}").validated_save()
            connection.close()

        with ThreadPoolExecutor({_THREADS}) as pool:
            list(pool.map(one, range({_EACH})))
        with transaction.atomic(), ThreadPoolExecutor({_THREADS}) as pool:
            Tenant(name=f"{{word}} first").validated_save()
            list(pool.map(one, range({_EACH}, {_EACH + _INSIDE})))
        for counter in range({_EDITS}):
            with transaction.atomic():
                held = Tenant.objects.select_for_update().get(name="counter")
                held.description = str(int(held.description) + 1)
                held.save()

register_jobs(Writer)
"""
_EDITOR = f"""
    from jobdesk.inventory.changes import ChangeContext, all_or_nothing
    from jobdesk.inventory.gate.base import gate_of
    from jobdesk.inventory.gate.patience import GateBusy
    from jobdesk.inventory.tenancy.models import Tenant
    from jobdesk.inventory import schema

    schema.make_ready()
    gate_of().lock.limit_s = 2.0
    Tenant.objects.create(name="counter", description="0")
    say("ready")
    turn()
    told, done = [], 0
    while done < {_EDITS}:
        def edit():
            held = Tenant.objects.select_for_update().get(name="counter")
            held.description = str(int(held.description) + 1)
            held.save()
        try:
            all_or_nothing(ChangeContext("ada", "web", "edit"), edit)
            done += 1
        except GateBusy as busy:
            told.append(str(busy))
    assert all("run " in words for words in told), told
    say("done", len(told))
"""


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    (workspace.paths.jobs / "probe.py").write_text(JOBS)
    workspace.users.ensure_superuser("root")
    yield workspace
    workspace.close()
    eventually(lambda: not processes_of(own_workspace), 10, "no process is left behind")


@pytest.fixture
def editor(ws):
    command = [sys.executable, str(_CHILD), str(ws.paths.home), textwrap.dedent(_EDITOR)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_nobody_is_refused_and_nothing_is_lost(ws, editor):
    job = ws.job("Writer")
    runs = [ws.ask(job, word=word) for word in ("red", "green", "blue")]

    with AgentProcess(ws.paths.home, standin=False, slots=3):
        editor.stdin.write("\n")
        editor.stdin.flush()
        for run in runs:
            eventually(lambda no=run.no: ws.result(no).status.is_ready, 180, "the run ends")
        said, _ = editor.communicate(timeout=120)

    for run in runs:
        result = ws.result(run.no)
        assert (result.status, result.reason) == (Status.SUCCESS, "")
        assert result.changes == {"created": _EACH + _INSIDE + 1, "updated": 1, "deleted": 0}
        assert not any("locked" in line for line in ws.messages(run.no))
    assert editor.returncode == 0, said
    with closing(sqlite3.connect(ws.paths.inventory_db)) as database:
        query = "SELECT count(*), max(description) FROM tenancy_tenant WHERE name {} 'counter'"
        assert database.execute(query.format("!=")).fetchone()[0] == 3 * (_EACH + _INSIDE + 1)
        assert database.execute(query.format("=")).fetchone() == (1, str(4 * _EDITS))
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
