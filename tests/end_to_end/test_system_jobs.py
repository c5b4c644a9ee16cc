"""JobDesk's own jobs: there with the inventory, enabled at once, at work on a sample of it."""

import csv
import json

import pytest
from tests.support.agents import AgentProcess
from tests.support.terminal import Terminal

from jobdesk.errors import Refused
from jobdesk.operations.jobs import delete_job
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.wiring import open_workspace

pytestmark = [pytest.mark.process, pytest.mark.slow]

SIZES = ("--locations", 20, "--devices", 240, "--interfaces", 4000, "--addresses", 600)
JOBS = [
    "system_checks.FixIPAMParents",
    "system_checks.ValidateModelData",
    "system_exchange.ExportObjectList",
    "system_exchange.ImportObjects",
    "system_logs.LogsCleanup",
]


@pytest.fixture
def terminal(capsys, own_workspace):
    WorkspacePaths(own_workspace).create()
    with AgentProcess(own_workspace, standin=False, cancel_grace=3) as agent:
        agent.client(30).close()
        yield Terminal(capsys, own_workspace)


def run(terminal, job, code=0, **data):
    said = terminal("run", job, "--data", json.dumps(data), "--json")
    assert said.code == code, said
    return said.json


def logged(terminal, document, level):
    said = terminal.well("logs", document["no"], "--format", "json")
    lines = map(json.loads, said.lines)
    return [line["message"] for line in lines if line["level"] == level]


def test_they_come_with_the_inventory_and_do_their_work(terminal):
    assert terminal.well("refresh", "--json").json["created"] == []
    terminal.well("sample-inventory", *SIZES)

    assert terminal.well("refresh", "--json").json["created"] == JOBS
    jobs = terminal.well("jobs", "--json").json
    assert {(job["source"], job["enabled"], job["grouping"]) for job in jobs} == {
        ("system", True, "System Jobs")
    }

    out = run(
        terminal, JOBS[2], content_type="dcim.device", query_string="role=Router&status=Active"
    )
    [file] = out["files"]
    with (terminal.home / file["path"]).open(newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == out["result"]["objects"] > 0
    assert {(row["role__name"], row["status__name"]) for row in rows} == {("Router", "Active")}

    wrong = {"content_type": "tenancy.tenant", "csv_data": "name,tenant_group\nA,\nB,Nobody\n"}
    whole = run(terminal, JOBS[3], code=1, **wrong)
    assert whole["result"] == {"created": 0, "updated": 0, "unchanged": 0, "wrong": 1}
    assert whole["changes"]["created"] == 0
    told = "row 3, tenant_group: There is no tenant group called Nobody."
    assert logged(terminal, whole, "error") == [told]
    some = run(terminal, JOBS[3], code=1, roll_back_if_error=False, **wrong)
    assert (some["result"]["created"], some["changes"]["created"]) == (1, 1)

    found = run(terminal, JOBS[0], dryrun=True)
    assert (found["result"]["wrong"], found["result"]["fixed"]) == (1, 0)
    assert run(terminal, JOBS[0], dryrun=False)["result"]["fixed"] == 1
    assert run(terminal, JOBS[0], dryrun=True)["result"]["wrong"] == 0

    checked = run(terminal, JOBS[1], code=1, content_types=["ipam.ipaddress", "dcim.rack"])
    assert checked["result"]["ipam.ipaddress"] == {"checked": 600, "wrong": 1}
    assert checked["result"]["dcim.rack"]["wrong"] == 0
    assert any(
        "No prefix of the namespace" in one for one in logged(terminal, checked, "failure")
    )

    services = open_workspace(terminal.home)
    try:
        with pytest.raises(Refused, match="belongs to JobDesk itself"):
            delete_job(services, current_actor(services), JOBS[0])
    finally:
        services.close()
