"""Lists of the inventory: pages, order, narrowing, what every kind shows."""


def test_every_kind_has_a_page_and_can_be_sorted_by_what_it_offers(on_network):
    said = on_network("""
        from jobdesk.inventory.desk import columns
        shown = 0
        for group in kinds.kind_groups():
            for kind in group.kinds:
                every = columns.columns_of(kind.label)
                grid.page(GridQuery(kind.label, tuple(one.name for one in every)))
                assert columns.first_columns(kind.label), kind.label
                for one in every:
                    if columns.is_sortable(one):
                        grid.page(GridQuery(kind.label, (), (), "-" + one.name))
                shown += 1
        say(shown > 60, sum(kinds.counts(["dcim.device", "dcim.interface"]).values()))
    """)

    assert said == ["True 2"]


def test_a_page_near_the_end_is_that_of_the_whole_list(on_network):
    said = on_network("""
        for number in range(30):
            make("dcim.manufacturer", name=f"Maker {number}")
        query = GridQuery("dcim.manufacturer", ("name",), (("q", "maker"),), "-name")
        whole = names(query)
        total = grid.total(query)
        for start in (0, 7, 14, 16, 23, 28, 30):
            assert names(query, start=start, limit=7, total=total) == whole[start:start + 7]
        say(total, whole[0], whole[-1])
    """)

    assert said == ["30 Maker 9 Maker 0"]


def test_names_sort_as_people_read_them(on_network):
    said = on_network("""
        for number in (10, 2):
            make("dcim.interface", name=f"Eth{number}", device="core-1", status="Active",
                 type="virtual")
        say(*names(GridQuery("dcim.interface", ("name",))))
        say(*names(GridQuery("dcim.interface", ("name",), (), "-name")))
    """)

    assert said == ["Eth1 Eth2 Eth10", "Eth10 Eth2 Eth1"]


def test_cells_say_what_they_refer_to(on_network):
    said = on_network("""
        columns = ("name", "status", "primary_ip", "location")
        row, = grid.page(GridQuery("dcim.device", columns)).rows
        say(*(cell.text for cell in row.cells))
        say(row.cells[1].colour, row.cells[3].references[0].key == berlin.keys[0])
    """)

    assert said == ["core-1 Active 10.0.0.1 Berlin", "4caf50 True"]


def test_lists_are_narrowed_by_names_places_and_text(on_network):
    said = on_network("""
        def count(*terms, kind="dcim.device"):
            return grid.total(GridQuery(kind, (), terms))
        say(count(("location", "Europe")), count(("role__n", "Core")), count(("q", "CORE")))
        say(count(("status", "Planned"), ("status", "Active")), count(("name__ic", "zz")))
        say(count(("role__has", "COR")), count(("role__has", "x")))
        say(count(("q", "10.0"), kind="ipam.ipaddress"),
            count(("q", "10.1"), kind="ipam.ipaddress"),
            count(("prefix", "10.0.0.0/24"), kind="ipam.prefix"))
    """)

    assert said == ["1 0 1", "1 0", "1 0", "1 0 1"]


def test_a_filter_that_means_nothing_is_told_by_its_key(on_network):
    said = on_network("""
        try:
            grid.total(GridQuery("dcim.device", (), (("hue", "1"), ("location", "Nowhere"))))
        except InputErrors as error:
            say(*sorted(error.fields))
    """)

    assert said == ["hue location"]


def test_a_detail_says_what_refers_to_the_object(on_network):
    said = on_network("""
        say(*(fact.text for fact in seen().facts))
        say(*(f"{one.title} {one.count} {one.parameter}" for one in seen().related))
        ports = detail.ports("dcim.device", device.keys[0])
        say(ports.total, ports.rows[0].cells[-1].text)
    """)

    assert said == ["Active Core Berlin", "Interfaces 1 device", "1 10.0.0.1/24"]


def test_editors_are_offered_what_fits(on_network):
    said = on_network("""
        meant = [one.text for one in suggesting.objects("extras.status", owner="dcim.device")]
        say("Active" in meant, "Available" in meant)
        say(*suggesting.values("dcim.device", "location", "ber"))
        say(*suggesting.values("dcim.device", "name", "co"))
    """)

    assert said == ["True False", "Berlin", "core-1"]
