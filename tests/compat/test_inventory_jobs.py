"""Job files of the kinds that people publish, run by real workers on an inventory.

Each file in `jobs_inventory` is our own. What a reader of the code expects is what is asked
for: the end, what `run` returned, and the rows of the change log.
"""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.worker_bench import Bench

pytestmark = pytest.mark.process

FILES = Path(__file__).parent / "jobs_inventory"
CHILD = Path(__file__).resolve().parents[1] / "support" / "inventory_child.py"
PREPARED = """
from django.contrib.contenttypes.models import ContentType
from jobdesk.inventory.changes import ChangeContext, change_context
from jobdesk.inventory.models import *

active = Status.objects.get(name="Active")
branch = LocationType.objects.create(name="Branch")
branch.content_types.add(ContentType.objects.get_for_model(Device))
maker = Manufacturer.objects.create(name="Acme")
model = DeviceType.objects.create(manufacturer=maker, model="Edge 1")
for number in (1, 2):
    InterfaceTemplate.objects.create(
        device_type=model, name=f"Ethernet{number}", type="1000base-t"
    )
role = Role.objects.create(name="access")
role.content_types.add(ContentType.objects.get_for_model(Device))
home = Location.objects.create(name="Home", location_type=branch, status=active)
for name in ("one", "two"):
    Device.objects.create(
        name=name, device_type=model, role=role, location=home, status=active,
        serial="S1" if name == "one" else "",
    )
with change_context(ChangeContext("ada", "web")):
    touched = Device.objects.get(name="two")
    touched.comments = "looked at"
    touched.save()
"""


@pytest.fixture(scope="session")
def stocked(new_inventory, tmp_path_factory):
    """A folder with two devices at one place."""
    folder = shutil.copytree(new_inventory, tmp_path_factory.mktemp("stock") / "inventory")
    subprocess.run([sys.executable, str(CHILD), str(folder), PREPARED], check=True, timeout=120)
    return folder


@pytest.fixture
def run(stocked, own_workspace):
    """Run a class of a file; what the worker wrote, and the inventory after it."""
    bench = Bench(own_workspace)
    shutil.copytree(FILES, bench.jobs, dirs_exist_ok=True)
    inventory = shutil.copytree(stocked, own_workspace / "stock")

    def start(module, class_name, **frame):
        running = bench.start(
            class_name,
            module=module,
            inventory=str(inventory / "inventory.db"),
            gate=str(inventory / "inventory.gate"),
            **frame,
        )
        ended = running.ended(60)
        with sqlite3.connect(inventory / "inventory.db") as connection:
            ended.changes = connection.execute(
                "SELECT action, model, count(*) FROM extras_objectchange JOIN"
                " django_content_type t ON t.id = changed_object_type_id WHERE result_no = ?"
                " GROUP BY action, model ORDER BY action, model",
                (bench.no,),
            ).fetchall()
        connection.close()
        return ended

    start.key = lambda sql: _key(inventory, sql)
    return start


def _key(inventory, sql):
    with sqlite3.connect(inventory / "inventory.db") as connection:
        found = connection.execute(sql).fetchone()[0]
    connection.close()
    return found


def test_a_branch_is_populated_with_equipped_devices(run):
    model = run.key("SELECT id FROM dcim_devicetype")

    ended = run("branch", "NewBranch", inputs={"site_name": "Kiel", "model": model})

    assert (ended.status, ended.result) == ("SUCCESS", "kiel-sw1:2,kiel-sw2:2"), ended
    assert ended.changes == [
        ("create", "device", 2),
        ("create", "interface", 4),
        ("create", "location", 1),
    ]


def test_a_rule_of_the_form_holds_in_the_worker_too(run):
    ended = run("branch", "NewBranch", inputs={"site_name": "Kiel", "model": "0" * 32})

    assert ended.status == "FAILURE"
    assert ended.changes == []


def test_networks_and_addresses_are_reserved_and_a_duplicate_is_survived(run):
    ended = run("addresses", "Reserve")

    assert ended.status == "SUCCESS", ended
    assert ended.result == [
        "10.0.0.1/24", True, ["10.0.0.0/8", "10.0.0.0/24"], 2, 2, "10.0.0.0/24",
    ]  # fmt: skip
    assert "There already: 10.0.0.1/24" in ended.messages("run")
    assert ended.changes == [("create", "ipaddress", 2), ("create", "prefix", 2)]


def test_questions_are_answered_by_filters_spans_and_custom_fields(run):
    ended = run("questions", "Questions")

    assert ended.status == "SUCCESS", ended
    assert ended.result == [["one", "two"], [["Home", 2]], ["one"], 1, "Ada"]
    assert ended.changes == [("create", "customfield", 1), ("update", "device", 1)]


def test_rows_of_an_upload_become_changes_and_a_wrong_one_is_told(run, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("name,serial,tag\none,S9,new\nnobody,S8,new\ntwo,S7,new\n")
    given = {"path": str(table), "name": "table.csv", "size": table.stat().st_size}

    ended = run("upload", "Upload", inputs={"table": given})

    assert (ended.status, ended.result) == ("SUCCESS", 2), ended
    assert "No device nobody" in ended.messages("run")
    assert ended.changes == [("create", "tag", 1), ("update", "device", 2)]
    assert (ended.run_dir / "files" / "done.txt").read_text() == "2 devices"


def test_a_button_changes_the_object_that_it_stands_on(run):
    key = run.key("SELECT id FROM dcim_device WHERE name = 'one'")

    ended = run(
        "receivers", "Retire", inputs={"object_pk": key, "object_model_name": "dcim.device"}
    )

    assert ended.status == "SUCCESS", ended
    assert ended.changes == [("update", "device", 1)]


def test_a_hook_is_told_the_change_and_the_object(run):
    key = run.key("SELECT id FROM extras_objectchange")

    ended = run("receivers", "Tell", inputs={"object_change": key})

    assert ended.status == "SUCCESS", ended
    assert ended.result[:2] == ["update", "two"]
    assert "comments" in ended.result[2]
    assert ended.changes == []


def test_a_job_of_1x_works_on_sites_roles_and_states_of_its_time(run):
    ended = run("older_pod", "NewPod", inputs={"pod": "Pod 7"})

    assert ended.status == "SUCCESS", ended
    assert ended.result == {"output": "1 pod-7 1"}
    made = {model: count for action, model, count in ended.changes if action == "create"}
    assert made["location"] == 2
    assert made["device"] == 1
    assert made["role"] == 1
    assert made["prefix"] == 2
    assert made["ipaddress"] == 1


def test_a_job_of_1x_that_fails_leaves_nothing(run):
    ended = run("older_pod", "NewPod", inputs={"pod": "x" * 300})

    assert ended.status == "FAILURE"
    assert ended.changes == []


def test_a_report_of_1x_goes_on_after_a_failure_and_ends_as_failed(run):
    ended = run("older_report", "Serials")

    assert ended.status == "FAILURE"
    assert "No serial number" in ended.messages("test_serials")


def test_a_job_of_1x_without_run_ends_well_having_done_nothing(run):
    ended = run("older_report", "Nothing")

    assert ended.status == "SUCCESS", ended
    assert ended.changes == []
