"""GraphQL inside a job: the queries that people write for Nautobot, on the small network."""

import json
import shutil
from pathlib import Path

import pytest
from tests.inventory.conftest import Child

_BUILD = """
from small_network import build
build()
from jobdesk.inventory.dcim.models import Device, Interface
from jobdesk.inventory.ipam.models import VLAN, IPAddress, Prefix
from jobdesk.inventory.extras.models import GraphQLQuery, Status
active = Status.objects.get(name="Active")
first, other = Device.objects.get(name="ber-sw-1"), Device.objects.get(name="ber-rt-1")
port = Interface.objects.create(device=other, name="ge-0/0/0", type="1000base-t", status=active)
eth0 = Interface.objects.get(device=first, name="eth0")
eth0.mode = "tagged"
eth0.save()
from jobdesk.inventory.dcim.models import Cable
linked = Status.objects.get(name="Connected")
Cable(termination_a=eth0, termination_b=port, status=linked).validated_save()
Prefix.objects.get(network="10.1.1.0").locations.add(first.location)
VLAN.objects.create(vid=7, name="seven", status=active)
first.primary_ip4 = IPAddress.objects.get(host="10.1.1.1")
first.save()
GraphQLQuery.objects.create(name="ports", query="{ interfaces { name } }")
say(str(first.pk))
"""
_ASK = """
import json, sys
assert "graphql" not in sys.modules
from jobdesk.inventory.graphql.answering import execute_query, execute_saved_query
from django.db import connection, reset_queries
for query, variables in {questions!r}:
    connection.force_debug_cursor = True
    reset_queries()
    answer = execute_query(query, variables=variables, user="somebody")
    say(json.dumps([answer.to_dict(), len(connection.queries)]))
say(json.dumps(execute_saved_query("ports", request="one").data))
try:
    execute_query("{{ devices {{ name }} }}")
except ValueError as error:
    say(str(error))
"""

PORTS = """query ($device_id: ID!) {
  device(id: $device_id) {
    hostname: name
    config_context
    primary_ip { address host }
    device_type { model manufacturer { name } }
    interfaces {
      name type mode enabled
      ip_addresses { address }
      connected_interface { name device { name } }
      cable_peer_interface { name }
    }
  }
}"""
LISTS = """query ($place: [String], $most: Int) {
  devices(location: $place, role__n: ["Core router"], limit: $most, offset: 1) {
    ...facts
    rack { name }
    ... on DeviceType { cf_owner }
  }
}
fragment facts on DeviceType { name location { name parent { name } } tags { name } }"""
OLDER = """{
  sites(name: "Berlin") { name slug devices { name } }
  devices(site: "Paris", cf_owner: "x") { name }
  all: devices(name__isw: "par") { site { name } device_role { name } serial }
}"""
ADDRESSES = """{
  prefixes(within: "10.1.0.0/16") {
    prefix network prefix_length location { name } namespace { name }
  }
  ip_addresses(parent: "10.1.1.0/24") { address interfaces { name device { name } } }
  vlans(vid: 7) { vid name display status { name } }
  interfaces(_type: "1000base-t", name__ic: ["ETH"]) { name }
  virtual_machines { name vcpus }
}"""
WRONG = [
    ("{ devices { nam } }", "Cannot query field 'nam' on type 'DeviceType'."),
    ("{ devices(nonsense: 3) { name } }", "Unknown argument 'nonsense'"),
    ('{ devices(status: "Nope") { name } }', "status: There is no status 'Nope'."),
    ('{ device(id: "x") { name } }', "x is no id."),
    ("{ devices { ", "Syntax Error"),
    ("mutation { devices { name } }", "mutation operation is not supported"),
]


@pytest.fixture(scope="module")
def answers(prepared, tmp_path_factory):
    """Every answer, by its question."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("graph") / "inventory"))
    (key,) = Child(folder, _BUILD).end()
    asked = [
        (PORTS, {"device_id": key}),
        (LISTS, {"place": ["Berlin", "Paris"], "most": 2}),
        (OLDER, None),
        (ADDRESSES, {}),
        *((query, None) for query, _ in WRONG),
    ]
    *said, saved, refused = Child(folder, _ASK.format(questions=asked)).end()
    found = {query: json.loads(line) for (query, _), line in zip(asked, said, strict=True)}
    return {**found, "saved": json.loads(saved), "refused": refused}


def test_a_device_with_its_ports_and_what_they_are_connected_to(answers):
    (document, _) = answers[PORTS]

    assert document == {
        "data": {
            "device": {
                "hostname": "ber-sw-1",
                "config_context": {},
                "primary_ip": {"address": "10.1.1.1/24", "host": "10.1.1.1"},
                "device_type": {"model": "A-24", "manufacturer": {"name": "Acme"}},
                "interfaces": [
                    {
                        "name": "eth0",
                        "type": "A_1000BASE_T",
                        "mode": "TAGGED",
                        "enabled": True,
                        "ip_addresses": [{"address": "10.1.1.1/24"}],
                        "connected_interface": {
                            "name": "ge-0/0/0",
                            "device": {"name": "ber-rt-1"},
                        },
                        "cable_peer_interface": {"name": "ge-0/0/0"},
                    }
                ],
            }
        }
    }


def test_a_list_with_filters_variables_and_fragments_reads_each_table_once(answers):
    document, queries = answers[LISTS]

    place = {"name": "Berlin", "parent": {"name": "Europe"}}
    paris = {"name": "Paris", "parent": {"name": "Europe"}}
    assert document["data"]["devices"] == [
        {
            "name": "ber-sw-2",
            "location": place,
            "tags": [{"name": "Lab"}],
            "rack": None,
            "cf_owner": None,
        },
        {"name": "par-sw-1", "location": paris, "tags": [], "rack": None, "cf_owner": None},
    ]
    assert queries < 20


def test_names_of_1x_are_answered(answers):
    (document, _) = answers[OLDER]

    names = ["ber-rt-1", "ber-sw-1", "ber-sw-2"]
    assert document["data"] == {
        "sites": [
            {"name": "Berlin", "slug": "berlin", "devices": [{"name": name} for name in names]}
        ],
        "devices": [],
        "all": [
            {"site": {"name": "Paris"}, "device_role": {"name": "Access switch"}, "serial": ""}
        ],
    }


def test_addresses_vlans_and_what_they_belong_to(answers):
    (document, _) = answers[ADDRESSES]

    data = document["data"]
    assert data["prefixes"] == [
        {
            "prefix": "10.1.1.0/24",
            "network": "10.1.1.0",
            "prefix_length": 24,
            "location": {"name": "Berlin"},
            "namespace": {"name": "Global"},
        }
    ]
    port = {"name": "eth0", "device": {"name": "ber-sw-1"}}
    assert data["ip_addresses"] == [
        {"address": "10.1.1.1/24", "interfaces": [port]},
        {"address": "10.1.1.2/24", "interfaces": []},
    ]
    assert data["vlans"][0]["vid"] == 7
    assert data["interfaces"] == [{"name": "eth0"}]
    assert data["virtual_machines"] == []


@pytest.mark.parametrize(("query", "words"), WRONG, ids=[words for _, words in WRONG])
def test_what_is_wrong_is_told_and_gives_nothing(answers, query, words):
    (document, _) = answers[query]

    assert words in document["errors"][0]["message"]
    assert not any((document["data"] or {}).values())


def test_a_saved_query_is_asked_by_its_name(answers):
    assert answers["saved"] == {"interfaces": [{"name": "ge-0/0/0"}, {"name": "eth0"}]}


def test_somebody_asks(answers):
    assert answers["refused"] == "Either request or username should be provided"


SAVED = """
from django.core.exceptions import ValidationError
from jobdesk.inventory.extras.models import GraphQLQuery
text = 'query ($name: String = "a", $n: Int, $m: Int = 3) { devices(name: $name) { name } }'
one = GraphQLQuery.objects.create(name="one", query=text)
say(one.variables)
one.query = "{ devices { name }"
try:
    one.validated_save()
except ValidationError as error:
    say(error.message_dict)
"""


def test_a_saved_query_is_checked_and_names_its_variables(folder):
    assert Child(folder, SAVED).end() == [
        "{'name': 'a', 'n': '', 'm': '3'}",
        "{'query': ['Syntax Error: Expected Name, found <EOF>. (line 1, column 19)']}",
    ]
