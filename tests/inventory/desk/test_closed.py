"""Closed sets: offered to people, with their words; other values of jobs stay as they are."""


def test_choices_are_offered_with_words_and_stored_as_values(on_network):
    said = on_network("""
        from jobdesk.inventory.desk.fields import fields_of

        def offered(kind, name):
            return next(one for one in fields_of(kind) if one.name == name).offered

        say(*offered("dcim.device", "face"))
        say(*offered("dcim.interface", "mode"))
        say(*offered("dcim.rack", "width")[:2])
        say(*offered("dcim.cable", "length_unit")[:3])
        say(len(offered("dcim.interfacetemplate", "type")) > 60)
        say(("Europe/Berlin", "Europe/Berlin") in offered("dcim.location", "time_zone"))
        say(offered("dcim.device", "serial"))
        change(editing.update, "dcim.device", device.keys[0], {"serial": "any text"})
        change(editing.update, "dcim.interface", port.keys[0], {"mode": "tagged-all"})
        cell = grid.page(GridQuery("dcim.interface", ("mode",))).rows[0].cells[0]
        say(cell.plain, "|", cell.text)
    """)

    assert said == [
        "('front', 'Front') ('rear', 'Rear')",
        "('access', 'Access') ('tagged', 'Tagged') ('tagged-all', 'Tagged, all VLANs')",
        "('10', '10 inches') ('19', '19 inches')",
        "('km', 'km') ('m', 'm') ('cm', 'cm')",
        "True",
        "True",
        "()",
        "tagged-all | Tagged, all VLANs",
    ]


def test_what_is_none_of_them_is_refused_unless_a_job_has_put_it_there(on_network):
    said = on_network("""
        from jobdesk.inventory.dcim.models import DeviceType

        kind = str(DeviceType.objects.get().pk)

        def seen():
            return detail.detail("dcim.devicetype", kind).value("subdevice_role").text

        def refused(**values):
            try:
                change(editing.update, "dcim.devicetype", kind, values)
                say("taken")
            except InputErrors as error:
                say(error.fields)

        refused(subdevice_role="side")
        change(lambda: DeviceType.objects.update(subdevice_role="side"))
        say(seen())
        refused(subdevice_role="side", part_number="S1")
        refused(subdevice_role="")
        say(seen() or "nothing")
    """)

    assert said == [
        "{'subdevice_role': ['side is none of its values: choose one of the list.']}",
        "side",
        "taken",
        "taken",
        "nothing",
    ]


def test_a_field_is_filtered_and_suggested_as_before(on_network):
    said = on_network("""
        change(editing.update, "dcim.interface", port.keys[0], {"mode": "tagged-all"})
        say(*suggesting.values("dcim.interface", "mode", ""))
        say(*names(GridQuery("dcim.interface", (), (("mode", "tagged-all"),))))
    """)

    assert said == ["tagged-all", "Eth1"]
