"""Commands about the inventory's data."""

TINY = ("--locations", 20, "--devices", 240, "--interfaces", 4000, "--addresses", 600)


def test_a_sample_inventory_is_made_and_counted(terminal):
    said = terminal.well("sample-inventory", *TINY)
    assert "    4,000 interfaces" in said.lines
    assert "Left wrong on purpose: " in said.err

    again = terminal("sample-inventory", *TINY)
    assert (again.code, "has 240 devices already" in again.err) == (2, True)


def test_sizes_that_make_no_network_are_refused(terminal):
    said = terminal("sample-inventory", "--devices", 3)
    assert (said.code, "devices: 50 locations need at least 600" in said.err) == (2, True)
