"""Real workers whose jobs use the inventory: it is opened when needed, and changes are kept."""

import sqlite3
from contextlib import closing

import pytest
from tests.support.waiting import eventually
from tests.support.worker_bench import Bench

from jobdesk.inventory.preview import read_preview

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


def test_a_job_asks_in_graphql(bench):
    ended = bench.case(
        _SAVE + "from nautobot.apps.graphql import execute_query as same\n"
        "from nautobot.core.graphql import execute_query, execute_saved_query\n"
        "from nautobot.extras.models import GraphQLQuery\n"
        "Tenant.objects.create(name='a')\n"
        "GraphQLQuery.objects.create(name='all', query='{ tenants { name } }')\n"
        "wrong = execute_query('{ tenants { nam } }', request=self.request, user=self.user)\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(4) as pool:\n"
        "    ask = 'query ($n: [String]) { tenants(name%s: $n) { name } }'\n"
        "    one = lambda end: execute_query(ask % end, {'n': 'a'}, user=self.user)\n"
        "    made = pool.map(one, ['', '__n', '__ic', '__ie', '__isw', '__iew'])\n"
        "    found = [one.data['tenants'] for one in made]\n"
        "return [same is execute_query, found[0], found[1], len(wrong.errors),\n"
        "    execute_saved_query('all', user=self.user).to_dict()]"
    )

    rows = [{"name": "a"}]
    assert ended.result == [True, rows, [], 1, {"data": {"tenants": rows}}], ended


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


PREVIEW = """
from django.db import connection
from django.utils import timezone
from jobdesk.inventory.tenancy.models import Tenant, TenantGroup
from jobdesk.inventory.extras.models import Role

class Case(Open):
    def run(self):
        group = TenantGroup.objects.create(name="group")
        Tenant.objects.create(name="new", tenant_group=group)
        Tenant.objects.filter(name="old").update(description="x")
        Tenant.objects.bulk_create([Tenant(name="bulk")])
        Tenant.objects.get(name="gone").delete()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tenancy_tenant SET comments = 'raw' WHERE name = 'quiet'")
            cursor.execute("UPDATE tenancy_tenant SET comments = 'raw' WHERE name = 'old'")
            cursor.execute("DELETE FROM tenancy_tenant WHERE name = 'lost'")
register_jobs(Case)
"""


@pytest.fixture
def with_tenants(bench):
    bench.case(
        _SAVE + "for n in ('old', 'gone', 'quiet', 'lost'): Tenant.objects.create(name=n)"
    )
    return bench


def test_a_preview_tells_all_that_would_change_and_changes_nothing(with_tenants):
    bench = with_tenants
    before = bench.rows("SELECT * FROM tenancy_tenant")
    bench.write(PREVIEW)

    ended = bench.run(preview=True)

    assert ended.status == "SUCCESS", ended
    assert bench.rows("SELECT * FROM tenancy_tenant") == before
    found = read_preview(ended.run_dir)
    assert [(one.action, one.model, one.name) for one in found.logged] == [
        ("create", "tenancy.tenantgroup", "group"),
        ("create", "tenancy.tenant", "new"),
        ("update", "tenancy.tenant", "old"),
        ("create", "tenancy.tenant", "bulk"),
        ("delete", "tenancy.tenant", "gone"),
    ]
    unlogged = {(one.action, one.name): (one.before, one.after) for one in found.unlogged}
    assert unlogged[("update", "quiet")] == ({"comments": ""}, {"comments": "raw"})
    assert unlogged[("update", "old")] == ({"comments": ""}, {"comments": "raw"})
    assert unlogged[("delete", "lost")][0]["name"] == "lost"
    assert (found.logged_count, found.unlogged_count) == (5, 3)
    group = found.logged[1].after["tenant_group"]
    assert found.names[group] == "group"


def test_a_preview_says_that_it_copies_the_inventory_first(with_tenants):
    bench = with_tenants

    ended = bench.run(preview=True)

    texts = [event["text"] for event in ended.of("progress")]
    assert texts[:2] == ["Copying the inventory for the preview", ""]


def test_an_inventory_that_cannot_be_used_ends_the_run_in_words(bench):
    (bench.home / "inventory.db").write_bytes(b"no database at all" * 500)

    ended = bench.case(_SAVE + "return Tenant.objects.count()", preview=True)

    assert ended.status == "FAILURE"
    words = f"The inventory ({bench.home / 'inventory.db'}) is damaged and cannot be read."
    assert ended.finished["reason"].startswith(words)


def test_what_others_write_during_a_preview_is_no_part_of_it(with_tenants):
    bench = with_tenants
    bench.write(
        _SAVE + "class Case(Open):\n"
        "    def run(self):\n"
        "        Tenant.objects.create(name='mine')\n"
        "        self.logger.info('made')\n"
        "        while not os.path.exists('go'): time.sleep(0.02)\n"
        "register_jobs(Case)\n"
    )
    running = bench.start(preview=True)
    eventually(lambda: running.has_said("made"))
    with closing(sqlite3.connect(bench.home / "inventory.db")) as database, database:
        database.execute("UPDATE tenancy_tenant SET comments = 'theirs'")
    (running.run_dir / "work" / "go").touch()

    found = read_preview(running.ended().run_dir)

    assert [one.name for one in found.logged] == ["mine"]
    assert found.unlogged == ()


def test_object_inputs_are_objects_and_a_query_set(bench):
    bench.write(
        "class Case(Open):\n"
        "    status = ObjectVar(model='extras.Status')\n"
        "    roles = MultiObjectVar(model='extras.Role', required=False)\n"
        "    def run(self, status, roles):\n"
        "        self.object_result(status, 'ok')\n"
        "        return [status.name, type(status).__name__, roles.count()]\n"
        "register_jobs(Case)\n"
    )

    ended = bench.run(inputs={"status": {"name": "Active"}, "roles": []})
    wrong = bench.run(inputs={"status": "00000000-0000-0000-0000-000000000000"})

    assert ended.result == ["Active", "Status", 0], ended
    assert ended.of("object")[0]["o"] == "Active"
    assert wrong.status == "FAILURE"
    assert "status" in wrong.reason


def test_a_button_receiver_gets_the_object_it_was_pressed_for(with_tenants):
    bench = with_tenants
    bench.write(
        "class Case(JobButtonReceiver):\n"
        "    def receive_job_button(self, obj):\n"
        "        return [type(obj).__name__, obj.name]\n"
        "register_jobs(Case)\n"
    )
    ((key,),) = bench.rows("SELECT id FROM tenancy_tenant WHERE name = 'old'")

    ended = bench.run(inputs={"object_pk": key, "object_model_name": "tenancy.tenant"})

    assert ended.result == ["Tenant", "old"], ended


def test_a_worker_that_waited_with_the_models_runs_like_any_other(bench):
    bench.write(
        _SAVE + "class Case(Open):\n"
        "    def run(self):\n"
        "        Tenant.objects.create(name='a')\n"
        "        return self.user.username\n"
        "register_jobs(Case)\n"
    )

    ended = bench.run(words=("models",))
    tried = bench.run(words=("models",), preview=True)

    assert (ended.status, ended.result) == ("SUCCESS", "root"), ended
    assert ended.finished["changes"]["created"] == 1
    assert tried.status == "FAILURE", "the name is taken, on the copy too"
    assert read_preview(tried.run_dir).logged == ()


def test_a_damaged_inventory_fails_who_needs_it_with_a_sentence(bench):
    (bench.home / "inventory.db").write_bytes(b"no rows at all " * 1000)

    assert bench.case("return 1").status == "SUCCESS"
    ended = bench.case(_SAVE + "return Tenant.objects.count()")

    assert ended.status == "FAILURE"
    assert "is damaged and cannot be read. Jobs that use no objects go on" in str(ended)
