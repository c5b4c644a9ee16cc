"""Every job of the sample workspace runs to the end that its code says."""

import csv

import pytest

from jobdesk.operations.sample import copy_sample
from jobdesk.paths import resources

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def sample(terminal):
    copy_sample(terminal.paths, resources() / "sample")
    report = terminal.well("refresh", "--json").json
    assert report["broken"] == []
    terminal.well("enable", *report["created"])
    return terminal


def run(sample, job, data="{}", code=0, **files):
    """Run it with files of the sample's data; its document."""
    words = [f"--file={name}={sample.home / 'data' / file}" for name, file in files.items()]
    said = sample("run", job, "--data", data, "--json", *words)
    assert said.code == code, said
    return said.json


def messages(sample, document, *words):
    """Its log entries without the frame that JobDesk puts around them."""
    lines = sample.well("logs", document["no"], *words).lines
    return [line.partition(": ")[2] for line in lines]


def test_the_device_list_is_verified(sample):
    document = run(sample, "verify_inventory.VerifyInventory", inventory="devices.csv")
    strict = run(
        sample, "verify_inventory.VerifyInventory", '{"stop_on_fault": true}', code=1,
        inventory="devices.csv",
    )  # fmt: skip

    found, counts = document["result"], document["log_counts"]
    with (sample.home / "data" / "devices.csv").open(newline="") as file:
        assert found["devices"] == len(list(csv.DictReader(file)))
    assert found["findings"] == counts["warning"] > 0
    [report] = document["files"]
    with (sample.home / report["path"]).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == found["findings"]
    fitting = counts["success"] - 1  # the last one is that of the run itself
    assert found["devices"] - found["findings"] <= fitting < found["devices"]
    assert f"**{found['findings']} findings** in {found['devices']}" in document["summary"]
    assert strict["status"] == "FAILURE"
    assert f"{found['findings']} findings in {found['devices']} devices" in strict["reason"]


def test_vendors_are_looked_up(sample):
    document = run(sample, "vendors.LookUpVendors", mac_table="mac-table.csv")
    voice = run(sample, "vendors.LookUpVendors", '{"vlans": [20]}', mac_table="mac-table.csv")

    with (sample.home / "data" / "mac-table.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(document["result"].values()) == len(rows)
    assert document["log_counts"]["failure"] == document["result"].get("unknown", 0)
    assert sum(voice["result"].values()) == sum(row["vlan"] == "20" for row in rows) > 0


def test_subnets_are_planned(sample):
    document = run(sample, "subnets.PlanSubnets", '{"reserve": "10.42.17.1"}')
    failed = run(sample, "subnets.PlanSubnets", '{"network": "10.0.0.0/24"}', code=1)
    refused = sample("run", "subnets.PlanSubnets", "--data", '{"prefix_name": "NO!"}')

    assert document["result"] == {"subnets": 15, "first": "10.42.0.0/20"}
    assert document["log_counts"]["warning"] == 1
    assert "A /24 cannot be cut into /20" in failed["reason"]
    assert (refused.code, "prefix_name: " in refused.err) == (2, True)


def test_the_demonstrations_show_what_they_say(sample):
    slow = run(sample, "demonstrations.SlowSweep", '{"devices": 5, "seconds_each": 0.01}')
    dry = sample(
        "run", "Slow sweep", "--dry-run", "--data", '{"devices": 2, "seconds_each": 0}'
    )
    burst = run(sample, "demonstrations.LogBurst", '{"entries": 5000}')
    failing = run(sample, "demonstrations.Failing", code=1)
    signed = run(sample, "demonstrations.SignIn", '{"password": "correct horse"}')
    echo = run(sample, "demonstrations.Echo", '{"document": {"a": [1, null, "ü"]}}')
    nothing = run(sample, "demonstrations.NoOperation")

    assert slow["result"] == {"visited": 5}
    assert dry.out.count("would be visited") == 2
    assert burst["result"]["entries"] == 5000
    assert sum(burst["log_counts"].values()) >= 5000
    assert "Gi1/0/25" in failing["reason"]
    assert failing["traceback"].splitlines()[-1] == "KeyError: 'Gi1/0/25'"
    assert (signed["result"]["signed_in"], signed["inputs"]) == (True, None)
    assert "Even when a job logs it, it is masked: password=(redacted)" in messages(
        sample, signed
    )
    assert echo["result"] == echo["inputs"]["document"] == {"a": [1, None, "ü"]}
    assert nothing["result"] is None


def test_the_report_of_the_first_generation_fails_by_its_labels(sample):
    document = run(sample, "first_generation.CableReport", '{"strict": true}', code=1)
    clean = run(sample, "first_generation.CableReport", '{"labels": "A-01, B-02"}')

    assert document["status"] == "FAILURE"
    assert document["log_counts"]["failure"] == 1  # "C 03"
    assert document["log_counts"]["warning"] == 1  # "b-02"
    assert any("has no hyphen" in line for line in messages(sample, document))
    assert clean["status"] == "SUCCESS"
