"""Both ends of a cable are chosen: what holds them, then the port; only what can be joined."""

import textwrap

import pytest

PORTS = """
from jobdesk.inventory.desk import plugging

def plug(name, kind="dcim.interface", type="1000base-t", **more):
    return f"{kind}/" + make(kind, name=name, device="core-1", type=type, **more).keys[0]

one, other = plug("Gi1", status="Active"), plug("Gi10", status="Active")
two = plug("Gi2", status="Active")
cord = plug("PSU 1", "dcim.powerport", "iec-60320-c14")
shell = plug("con 0", "dcim.consoleport", "rj-45")
holder = "dcim.device/" + device.keys[0]

def connect(near, far, **more):
    return make("dcim.cable", end_a=near, end_b=far, status="Connected", **more)

def offered(*args):
    for one in plugging.ports(*args):
        say(one.text, "|", one.problem or one.note)

def panel():
    change(editing.update, "dcim.locationtype", site.keys[0], {"content_types": [
        "dcim.device", "dcim.rack", "ipam.prefix", "dcim.powerpanel"]})
    make("dcim.powerpanel", name="Panel 1", location="Berlin")
    feed = make("dcim.powerfeed", name="Feed A", power_panel="Panel 1", status="Active")
    return "dcim.powerfeed/" + feed.keys[0]
"""


@pytest.fixture
def on_ports(on_network):
    """Run code beside a device with ports of several kinds."""
    return lambda code: on_network(PORTS + textwrap.dedent(code))


def test_ports_are_offered_in_their_order_and_taken_ones_say_why(on_ports):
    said = on_ports("""
        connect(one, two)
        offered(holder, "g", other)
        offered(holder, "Eth", other)
    """)

    assert said == [
        "Gi1 | taken: core-1 Gi2",
        "Gi2 | taken: core-1 Gi1",
        "Gi10 | the other end",
        "Eth1 | virtual: no cable fits in",
    ]


def test_only_kinds_that_may_be_joined_are_offered(on_ports):
    said = on_ports("""
        feed = panel()
        offered(holder, "", cord)
        offered(holder, "", feed)
        say([one.text for one in plugging.holders("", "dcim.powerport")])
        say([one.text for one in plugging.holders("", "dcim.interface")])
        say([one.note for one in plugging.holders("core", "")])
    """)

    assert said == [
        "PSU 1 | power port",
        "['core-1', 'Panel 1']",
        "['core-1']",
        "['device, Berlin']",
    ]


def test_two_ends_that_do_not_fit_are_told_in_a_sentence(on_ports):
    said = on_ports("""
        say(plugging.judge(one, two) or "they fit")
        say(plugging.judge(one, cord))
        connect(one, two)
        say(plugging.judge(other, one))
    """)

    assert said == [
        "they fit",
        "An interface cannot be connected to a power port.",
        "Gi1 of core-1 has a cable already.",
    ]


def test_a_cable_begins_at_a_free_port_with_the_usual_state(on_ports):
    said = on_ports("""
        begun = plugging.start(*one.split("/"))
        say(begun.values["end_a"].text, begun.values["end_a"].plain == one)
        say(begun.values["status"].text)
        begun = plugging.start(*holder.split("/"))
        say(begun.values["end_a"].text, begun.values["end_a"].plain == "")
        connect(one, two)
        say(plugging.start(*one.split("/")).problem)
        say(plugging.start("dcim.interface", port.keys[0]).problem)
    """)

    assert said == [
        "core-1 Gi1 True",
        "Connected",
        "core-1 True",
        "core-1 Gi1 has a cable already: core-1 Gi1 \N{EN DASH} core-1 Gi2.",
        "core-1 Eth1 is virtual: no cable fits in.",
    ]


def test_what_is_missing_or_refused_is_said_at_the_end(on_ports):
    said = on_ports("""
        def refused(**more):
            try:
                make("dcim.cable", status="Connected", **more)
            except InputErrors as error:
                say({name: texts for name, texts in sorted(error.fields.items())})

        refused(end_a=one)
        refused(end_a=one, end_b=holder)
        refused(end_a="core-1", end_b=two)
        connect(one, two)
        refused(end_a=one, end_b=other)
    """)

    assert said == [
        "{'end_b': ['This is required.']}",
        "{'end_b': ['Choose one of its ports, too.']}",
        "{'end_a': ['Choose a device, circuit or power panel, then its port.']}",
        "{'end_a': ['Gi1 of core-1 has a cable already.']}",
    ]


def test_a_cable_is_made_and_undone_and_its_ends_are_free_again(on_ports):
    said = on_ports("""
        made = connect(one, two)
        say(*(found.problem for found in plugging.ports(holder, "Gi", "")))
        change(undoing.undo, made.step)
        say(*(found.problem or "free" for found in plugging.ports(holder, "Gi", "")))
    """)

    assert said == ["taken: core-1 Gi2 taken: core-1 Gi1 ", "free free free"]


def test_an_end_is_called_the_same_everywhere(on_ports):
    said = on_ports("""
        connect(panel(), cord)
        row = grid.page(GridQuery("dcim.cable", ("end_a", "end_b"))).rows[0]
        alone = detail.detail("dcim.cable", row.key)
        say(row.name, "|", alone.name)
        say(row.cells[0].text, "|", alone.value("end_a").text)
        say(row.cells[1].references[0].key == cord.split("/")[1])
    """)

    both = "Panel 1 Feed A \N{EN DASH} core-1 PSU 1"
    assert said == [f"{both} | {both}", "Panel 1 Feed A | Panel 1 Feed A", "True"]
