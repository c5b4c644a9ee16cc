"""Cables are called by what they connect: in lists, by themselves, before a deletion."""

import textwrap

import pytest

CABLED = """
def plug(name):
    return make("dcim.interface", name=name, device="core-1", status="Active",
                type="1000base-t").keys[0]

near, far = plug("Gi1"), plug("Gi2")

def connect(**more):
    return make("dcim.cable", termination_a_type="dcim.interface", termination_a_id=near,
                termination_b_type="dcim.interface", termination_b_id=far,
                status="Connected", **more).keys[0]
"""
BOTH = "core-1 Gi1 \N{EN DASH} core-1 Gi2"


@pytest.fixture
def on_ports(on_network):
    """Run code beside two ports that can be connected."""
    return lambda code: on_network(CABLED + textwrap.dedent(code))


def test_a_list_of_cables_tells_both_ends(on_ports):
    said = on_ports("""
        connect()
        row = grid.page(GridQuery("dcim.cable", ("label", "end_a", "end_b"))).rows[0]
        say(row.name)
        for cell in row.cells[1:]:
            say(cell.text)
    """)

    assert said == [BOTH, "core-1 Gi1", "core-1 Gi2"]


def test_a_cable_shows_what_it_connects_and_goes_there(on_ports):
    said = on_ports("""
        found = detail.detail("dcim.cable", connect())
        say(found.name)
        say(found.value("end_a").text)
        end = found.value("end_b").references[0]
        say(end.kind, end.text, end.key == far)
    """)

    assert said == [BOTH, "core-1 Gi1", "dcim.interface core-1 Gi2 True"]


def test_a_label_comes_before_the_ends(on_ports):
    said = on_ports("""
        say(detail.detail("dcim.cable", connect(label="BER-0117")).name)
        say(*names(GridQuery("dcim.cable", ("label",))))
    """)

    assert said == ["BER-0117", "BER-0117"]


def test_a_deletion_names_cables_by_their_ends_and_ports_by_their_order(on_ports):
    said = on_ports("""
        connect()
        plug("Gi10")
        for group in deleting.impact("dcim.device", device.keys).goes:
            say(group.title, group.count, *group.names)
    """)

    assert said[0] == "Interfaces 4 Eth1 Gi1 Gi2 Gi10"
    assert said[1] == f"Cables 1 {BOTH}"
