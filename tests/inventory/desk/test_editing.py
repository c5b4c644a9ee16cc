"""Edits of a person: refused in words, all or nothing, taken back as one step."""


def test_a_refused_edit_names_each_field(on_network):
    said = on_network("""
        try:
            make("dcim.device", name="x", role="Corex", position="two", tags=["none"])
        except InputErrors as error:
            say(*sorted(error.fields))
            say(error.fields["role"][0])
        try:
            make("ipam.ipaddress", address="192.168.0.1/24", status="Active")
        except InputErrors as error:
            say(error.fields["address"][0])
    """)

    assert said == [
        "position role tags",
        "There is no role called Corex.",
        "No prefix of the namespace Global has 192.168.0.1 in it.",
    ]


def test_an_edit_of_an_older_version_says_who_was_faster(on_network):
    said = on_network("""
        version = seen().version
        change(editing.update, "dcim.device", device.keys[0], {"serial": "A"}, version)
        try:
            change(editing.update, "dcim.device", device.keys[0], {"serial": "B"}, version)
        except Outdated as error:
            say(error)
        say(seen().value("serial").text)
    """)

    assert said[0].startswith("core-1 was changed by ann while you edited it.")
    assert said[1] == "A"


def test_a_bulk_edit_is_all_or_nothing(on_network):
    said = on_network("""
        make("dcim.device", name="core-2", device_type="C9300", role="Core",
             status="Active", location="Berlin")
        query = GridQuery("dcim.device", ("serial",))
        both = {row.key: row.version for row in grid.page(query).rows}
        values = {"serial": "S", "status": "Active"}
        told = editing.differences("dcim.device", list(both), values)
        say(*(f"{one.name} {one.changes}" for one in told))
        change(editing.update_many, "dcim.device", both, {"serial": "S"})
        say(*(row.cells[0].text for row in grid.page(query).rows))
        try:
            change(editing.update_many, "dcim.device", {key: "" for key in both},
                   {"serial": "T", "primary_ip4": "10.0.0.1/24"})
        except InputErrors as error:
            say(error.fields["primary_ip4"][0])
        say(*(row.cells[0].text for row in grid.page(query).rows))
        mixed = [one.field.name for one in editing.common_values("dcim.device", list(both))
                 if one.is_mixed]
        say(*sorted(mixed))
    """)

    assert said == [
        "core-1 (('Serial', '', 'S'),) core-2 (('Serial', '', 'S'),)",
        "S S",
        "core-2: 10.0.0.1/24 is on none of its interfaces.",
        "S S",
        "name primary_ip4",
    ]


def test_an_edit_is_undone_and_redone_as_one_step(on_network):
    said = on_network("""
        done = change(editing.update, "dcim.device", device.keys[0],
                      {"serial": "S", "status": "Planned"})
        undone = change(undoing.undo, done.step)
        say(seen().value("serial").text or "none", seen().value("status").text)
        change(undoing.undo, undone.step)
        say(seen().value("serial").text, seen().value("status").text, seen().name)
        change(editing.update, "dcim.device", device.keys[0], {"serial": "T"})
        try:
            change(undoing.undo, done.step)
        except Outdated as error:
            say(error)
    """)

    assert said[:2] == ["none Active", "S Planned core-1"]
    assert said[2].startswith("core-1: ")
    assert said[2].endswith("The edit is not undone.")


def test_a_deletion_tells_its_impact_and_comes_back_whole(on_network):
    said = on_network("""
        told = deleting.impact("ipam.ipaddress", address.keys)
        say(*(f"{one.title} {one.count}" for one in told.loses))
        told = deleting.impact("dcim.device", device.keys)
        say(*(f"{one.title} {one.count}" for one in told.goes))
        done = change(deleting.delete, "ipam.ipaddress", address.keys)
        say(seen().value("primary_ip4").text or "none")
        change(undoing.undo, done.step)
        say(seen().value("primary_ip4").text)
        step = change(deleting.delete, "dcim.device", device.keys).step
        for _ in range(3):
            say(grid.total(GridQuery("dcim.device", ())))
            step = change(undoing.undo, step).step
        ports = detail.ports("dcim.device", device.keys[0])
        say(ports.rows[0].cells[-1].text, seen().value("primary_ip4").text)
    """)

    assert said == [
        "Devices (Primary IPv4) 1 Interfaces (IP addresses) 1",
        "Interfaces 1",
        "none",
        "10.0.0.1/24",
        *("0", "1", "0"),
        "10.0.0.1/24 10.0.0.1/24",
    ]


def test_what_others_hold_is_not_deleted(on_network):
    said = on_network("""
        say(deleting.impact("dcim.location", berlin.keys).is_possible)
        try:
            change(deleting.delete, "dcim.location", berlin.keys)
        except Refused as error:
            say(error)
    """)

    assert said == [
        "False",
        "Berlin cannot be deleted while others refer to it. Devices: core-1.",
    ]


def test_the_log_keeps_the_name_of_an_object_as_it_is_written(on_network):
    said = on_network("""
        from jobdesk.inventory.snapshots import snapshot
        from jobdesk.inventory.dcim.models import Device
        say(snapshot(Device.objects.get())["name"])
    """)

    assert said == ["core-1"]
