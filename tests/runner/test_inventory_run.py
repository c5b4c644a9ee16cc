"""Real workers whose jobs use the inventory: it is opened when needed, and changes are kept."""

import sqlite3
from contextlib import closing

import pytest
from tests.support.worker_bench import Bench

pytestmark = pytest.mark.process

_SAVE = "from jobdesk.inventory.tenancy.models import Tenant\n"


@pytest.fixture
def bench(tmp_path):
    bench = InventoryBench(tmp_path)
    yield bench
    bench.close()


class InventoryBench(Bench):
    """Runs with an inventory."""

    def frame(self, *args, **values):
        places = {
            "inventory": str(self.home / "inventory.db"),
            "gate": str(self.home / "inventory.gate"),
        }
        return super().frame(*args, **{**places, **values})

    def rows(self, query):
        with closing(sqlite3.connect(self.home / "inventory.db")) as database:
            return database.execute(query).fetchall()


def test_a_job_that_needs_no_inventory_never_loads_it(bench):
    ended = bench.case("return sorted(n for n in sys.modules if n.startswith('django'))")

    assert (ended.status, ended.result) == ("SUCCESS", [])
    assert "changes" not in ended.finished
    assert not (bench.home / "inventory.db").exists()


def test_what_a_run_changes_is_logged_with_its_number(bench):
    ended = bench.case(
        _SAVE + "Tenant(name='a').validated_save()\n"
        "b = Tenant.objects.create(name='b'); b.description = 'x'; b.save()\n"
        "Tenant.objects.filter(name='a').delete()\n"
        "return type(self.user).__name__, self.user.username"
    )

    assert ended.status == "SUCCESS", ended
    assert ended.result == ["User", "root"]
    assert ended.finished["changes"] == {"created": 1, "updated": 0, "deleted": 0}
    rows = bench.rows(
        "SELECT action, object_repr, user_name, change_context, change_context_detail, "
        "result_no FROM extras_objectchange"
    )
    assert rows == [("create", "b", "root", "job", "case.Case", 1)]


def test_a_new_inventory_holds_the_defaults(bench):
    ended = bench.case(
        "from nautobot.extras import models\n"
        "from jobdesk.inventory.extras.models import Status\n"
        "return Status.objects.filter(name='Active').count()"
    )

    assert ended.result == 1, ended


def test_threads_of_a_job_write_into_the_change_log_of_its_run(bench):
    ended = bench.case(
        _SAVE
        + "from concurrent.futures import ThreadPoolExecutor\n"
        + "with ThreadPoolExecutor(4) as pool:\n"
        + "    list(pool.map(lambda n: Tenant.objects.create(name=str(n)), range(8)))\n"
    )

    assert ended.finished["changes"]["created"] == 8, ended
    assert bench.rows("SELECT DISTINCT result_no FROM extras_objectchange") == [(1,)]


FIRST = """
from jobdesk.inventory.tenancy.models import Tenant

class Case(Open):
    def run(self, data, commit):
        Tenant.objects.create(name="kept" if commit else "tried")
        {then}
register_jobs(Case)
"""


@pytest.mark.parametrize(
    ("then", "names", "status"),
    [
        ("return 'x'", ["kept"], "SUCCESS"),
        ("raise ValueError('no')", [], "FAILURE"),
        ("self.log_failure(message='odd')", ["kept"], "FAILURE"),
    ],
    ids=["returned", "raised", "failed by word"],
)
def test_a_run_of_the_first_generation_is_one_transaction(bench, then, names, status):
    bench.write(FIRST.format(then=then))

    ended = bench.run()

    assert ended.status == status, ended
    assert bench.rows("SELECT name FROM tenancy_tenant") == [(name,) for name in names]
    assert ended.finished["changes"]["created"] == len(names)


def test_a_dry_run_of_the_first_generation_changes_only_a_copy(bench):
    bench.write(FIRST.format(then="return str(Tenant.objects.count())"))
    bench.run()

    ended = bench.run(commit=False, preview=True)

    assert ended.result == {"output": "2"}, ended
    assert ended.finished["changes"]["created"] == 1
    assert bench.rows("SELECT name FROM tenancy_tenant") == [("kept",)]
    assert any("a copy of the inventory" in message for message in ended.messages())


def test_what_a_job_left_open_is_rolled_back_and_told(bench):
    ended = bench.case(
        _SAVE + "from django.db import transaction\n"
        "transaction.set_autocommit(False)\n"
        "Tenant.objects.create(name='open')\n"
    )

    assert any("left a transaction open" in message for message in ended.messages()), ended
    assert ended.finished["changes"]["created"] == 0
    assert bench.rows("SELECT name FROM tenancy_tenant") == []
