"""Runs that wait at the gate: they say for whom, can be stopped, and lose no time by it."""

import time

import pytest
from tests.runner.test_inventory_run import _SAVE, InventoryBench
from tests.support.waiting import eventually

from jobdesk.runner.control import write_control

pytestmark = pytest.mark.process

HOLDS = """
from django.db import transaction
from jobdesk.inventory.tenancy.models import Tenant

class Holds(Open):
    def run(self):
        with transaction.atomic():
            Tenant.objects.create(name="held")
            self.logger.info("holding")
            while not os.path.exists("go"): time.sleep(0.02)

class Writes(Open):
    def run(self):
        self.progress(1, 4, "first")
        self.logger.info("writing")
        Tenant.objects.create(name="late")
        return "written"

class Counts(Open):
    def run(self):
        from django.db import connection
        self.logger.info("counting")
        with connection.cursor() as cursor:
            try:
                cursor.execute(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
                    "SELECT max(x) FROM n"
                )
            except Exception:
                return "swallowed"

register_jobs(Holds, Writes, Counts)
"""


@pytest.fixture
def bench(tmp_path):
    bench = InventoryBench(tmp_path)
    bench.write(HOLDS)
    yield bench
    bench.close()


@pytest.fixture
def holder(bench):
    bench.write("class First(Open):\n    def run(self):\n        " + _SAVE, module="first")
    bench.run("First", module="first")
    running = bench.start("Holds")
    eventually(lambda: running.has_said("holding"), 20)
    return running


def let_go(holder):
    (holder.run_dir / "work" / "go").touch()


def is_told(running):
    return running.has_said("Waiting for run 2, which is writing the inventory")


def test_who_waits_says_for_whom_and_its_soft_limit_stands_still(bench, holder):
    waiting = bench.start("Writes", soft_limit=6.0)
    eventually(lambda: is_told(waiting), 20)
    since = time.monotonic()
    eventually(lambda: time.monotonic() - since > 6.0, 20)
    assert not any(event["e"] == "finished" for event in waiting.journal())
    let_go(holder)

    ended = waiting.ended()

    assert (ended.status, ended.result) == ("SUCCESS", "written"), ended
    texts = [event["text"] for event in ended.of("progress")]
    assert texts == ["first", "Waiting for run 2, which is writing the inventory", "first"]
    assert any(message.startswith("Waited ") for message in ended.messages("inventory"))
    assert holder.ended().status == "SUCCESS"


def test_waiting_can_be_cancelled(bench, holder):
    waiting = bench.start("Writes")
    eventually(lambda: is_told(waiting), 20)

    write_control(waiting.run_dir, "ada")
    ended = waiting.ended(5)

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by ada"), ended
    assert ended.finished["changes"] == {"created": 0, "updated": 0, "deleted": 0}
    let_go(holder)
    assert holder.ended().status == "SUCCESS"
    assert bench.run("Writes").status == "SUCCESS", "the gate is free again"


def test_a_cancelled_holder_lets_the_next_one_in(bench, holder):
    waiting = bench.start("Writes")
    eventually(lambda: is_told(waiting), 20)

    write_control(holder.run_dir, "ada")

    assert holder.ended(5).status == "REVOKED"
    assert waiting.ended(10).status == "SUCCESS"
    assert bench.rows("SELECT name FROM tenancy_tenant") == [("late",)]


def test_a_long_statement_is_interrupted(bench):
    running = bench.start("Counts")
    eventually(lambda: running.has_said("counting"), 20)

    write_control(running.run_dir, "ada")
    ended = running.ended(5)

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by ada"), ended
