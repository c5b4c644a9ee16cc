"""Jobs on a sample inventory: the six purposes, and job files of Nautobot 1.x as written."""

import json
import sqlite3
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from tests.support.agents import AgentProcess
from tests.support.first_generation_jobs import BRANCH, CONNECTIONS, DOORS
from tests.support.terminal import Terminal

from jobdesk.operations.sample import copy_sample
from jobdesk.paths import WorkspacePaths, resources

pytestmark = [pytest.mark.process, pytest.mark.slow]

SIZES = ("--locations", 20, "--devices", 240, "--interfaces", 4000, "--addresses", 600)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    WorkspacePaths(folder).create()
    with AgentProcess(folder, standin=False, cancel_grace=3) as agent:
        agent.client(30).close()
        yield folder


@pytest.fixture
def network(capsys, monkeypatch, home):
    """A workspace with a sample inventory and these jobs, enabled; shared by the tests."""
    monkeypatch.setenv("JOBDESK_HOME", str(home))
    found = Terminal(capsys, home)
    if not found.paths.inventory_db.exists():
        copy_sample(found.paths, resources() / "sample")
        for name, door in DOORS.items():
            found.write(BRANCH.format(door=door), f"branch_{name}")
            found.write(CONNECTIONS.format(door=door), f"connections_{name}")
        found.well("sample-inventory", *SIZES)
        report = found.well("refresh", "--json").json
        assert report["broken"] == []
        found.well("enable", *report["created"])
    return found


def run(network, job, code=0, *words, **data):
    said = network("run", job, "--data", json.dumps(data), "--json", *words)
    assert said.code == code, said
    return said.json


def ask(network, query):
    with closing(sqlite3.connect(network.paths.inventory_db)) as database:
        return database.execute(query).fetchall()


def logged(network, document, level):
    found = []
    said = network.well("logs", document["no"], "--format", "json")
    for line in map(json.loads, said.lines):
        if line["level"] == level:
            found.append((line["object"], line["message"]))
    return found


def changed(network, document):
    """The change rows of a run: kind of object and action, counted."""
    rows = ask(
        network,
        "SELECT t.model, c.action, count(*) FROM extras_objectchange c "
        "JOIN django_content_type t ON t.id = c.changed_object_type_id "
        f"WHERE c.result_no = {document['no']} GROUP BY 1, 2",
    )
    return {f"{model} {action}": count for model, action, count in rows}


@pytest.mark.parametrize("spelling", DOORS)
def test_a_branch_is_made_by_a_job_of_the_first_generation(network, spelling):
    document = run(
        network, f"branch_{spelling}.Branch", site_name=f"Graz {spelling}", switch_count=2,
        switch_model={"model": "C9200-24T"},
    )  # fmt: skip

    assert document["result"]["output"].splitlines() == [
        "name,make,model",
        f"graz-{spelling}-switch1,Cisco,C9200-24T",
        f"graz-{spelling}-switch2,Cisco,C9200-24T",
    ]
    rows = changed(network, document)
    assert (rows["location create"], rows["device create"]) == (1, 2)
    assert rows["interface create"] == 2 * 27
    assert [name for name, _ in logged(network, document, "success")[:3]] == [
        f"Graz {spelling}", f"graz-{spelling}-switch1", f"graz-{spelling}-switch2",
    ]  # fmt: skip


@pytest.mark.parametrize("spelling", DOORS)
def test_connections_are_told_by_a_report_of_the_first_generation(network, spelling):
    document = run(network, f"connections_{spelling}.Connections", code=1)

    active = (
        "JOIN dcim_device d ON d.id = p.device_id JOIN extras_status s ON s.id = d.status_id "
        "WHERE s.name = 'Active'"
    )
    [(no_console,)] = ask(
        network, f"SELECT count(*) FROM dcim_consoleport p {active} AND p.cable_id IS NULL"
    )
    failures = logged(network, document, "failure")
    assert sum(words == "Console is open" for _, words in failures) == no_console > 0
    assert sum(words == "1 of 2 supplies" for _, words in failures) > 0
    planned = logged(network, document, "warning")
    assert {words for _, words in planned} == {"Console is planned"}
    assert document["changes"] == {"created": 0, "updated": 0, "deleted": 0}


def test_a_new_location_is_populated_and_can_be_looked_at_first(network):
    values = {
        "site_name": "VIE01",
        "region": {"name": "Germany"},
        "switch_model": {"model": "C9200-24T"},
        "switches": 2,
    }
    looked = run(network, "new_location.NewLocation", 0, "--preview", **values)
    assert looked["changes"]["created"] > 100
    assert ask(network, "SELECT 1 FROM dcim_location WHERE name = 'VIE01'") == []

    document = run(network, "new_location.NewLocation", **values)

    assert (document["result"]["devices"], document["result"]["cables"]) == (3, 2)
    assert document["changes"] == looked["changes"]
    rows = changed(network, document)
    assert rows["device create"] == 3
    assert rows["cable create"] == 2
    assert rows["rack create"] == rows["location create"] == 1
    again = run(network, "new_location.NewLocation", code=1, **values)
    assert "VIE01" in again["reason"]


def test_addresses_and_prefixes_are_reserved(network):
    parent = {"prefix": "10.1.0.0/24"}
    taken = {row[0] for row in ask(network, "SELECT hex(host) FROM ipam_ipaddress")}
    document = run(network, "reservations.Reserve", parent=parent, count=3, purpose="printers")
    assert len(document["result"]) == 3
    assert not {_hex(text) for text in document["result"]} & taken
    assert changed(network, document) == {"ipaddress create": 3}

    nets = run(
        network, "reservations.Reserve", parent={"prefix": "10.1.0.0/16"}, what="prefixes",
        count=2, length=26, purpose="labs",
    )  # fmt: skip
    assert all(net.endswith("/26") for net in nets["result"])
    assert changed(network, nets)["prefix create"] == 2
    full = run(
        network, "reservations.Reserve", code=1, parent=parent, count=1000, purpose="too many"
    )
    assert "has room for" in full["reason"]


def _hex(text):
    return bytes(int(part) for part in text.partition("/")[0].split(".")).hex().upper()


class Assets(BaseHTTPRequestHandler):
    """Another system, near by."""

    def do_GET(self):
        body = (resources() / "sample" / "data" / "assets.json").read_bytes()
        self.send_response(200 if self.path == "/assets" else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def elsewhere():
    server = HTTPServer(("127.0.0.1", 0), Assets)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_records_are_fetched_from_another_system(network, elsewhere):
    document = run(network, "external_source.FetchAssets", url=f"{elsewhere}/assets")

    assert document["result"] == {"changed": 5, "same": 0, "unknown": 1}
    assert changed(network, document) == {"device update": 5}
    assert logged(network, document, "warning") == [("", "ber99-rtr01 is not in the inventory")]
    file = f"--file=records={network.home / 'data' / 'assets.json'}"
    again = run(network, "external_source.FetchAssets", 0, file)
    assert again["result"] == {"changed": 0, "same": 5, "unknown": 1}
    broken = run(network, "external_source.FetchAssets", code=1, url=f"{elsewhere}/nothing")
    assert "gave no records: HTTP Error 500" in broken["reason"]


def test_the_checks_find_what_is_wrong(network):
    tops = run(network, "network_checks.TopOfRackConsoles", code=1)
    [(wrong,)] = ask(
        network,
        "SELECT count(*) FROM dcim_consoleport p JOIN dcim_device d ON d.id = p.device_id "
        "JOIN extras_role r ON r.id = d.role_id JOIN extras_status s ON s.id = d.status_id "
        "LEFT JOIN dcim_cable c ON c.id = p.cable_id "
        "LEFT JOIN extras_status k ON k.id = c.status_id "
        "WHERE r.name = 'Top of Rack' AND s.name = 'Active' "
        "AND coalesce(k.name, '') <> 'Connected'",
    )
    assert len(logged(network, tops, "failure")) - 1 == wrong > 0  # the last is the run's own
    assert f"{wrong} of" in tops["reason"]

    loops = run(network, "network_checks.RouterLoopbacks", code=1)
    without = logged(network, loops, "failure")[:-1]
    assert {words for _, words in without} == {"has a loopback without an address"}

    parents = run(network, "network_checks.ParentPrefixes")
    [(outside,)] = ask(network, "SELECT count(*) FROM ipam_ipaddress WHERE parent_id IS NULL")
    assert parents["result"]["outside"] == outside > 0
    assert parents["result"]["elsewhere"] > 0
