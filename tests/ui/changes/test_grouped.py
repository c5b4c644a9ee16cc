"""Rows by kind: each has its place before it is read."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jobdesk.inventory.history.records import PAGE, ChangeRow, KindCount, Outline
from jobdesk.ui.changes.grouped import GroupedRows


def entry(name):
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return ChangeRow(name, now, "", "create", "a.b", "B", name, name, "job", "", 1, "")


def grouped(*totals):
    kinds = tuple(KindCount(f"a.m{at}", f"M{at}", total) for at, total in enumerate(totals))
    return GroupedRows(Outline(kinds))


def test_heads_and_entries_take_turns():
    rows = grouped(2, 1)

    heads = [rows.head(row) and rows.head(row).kind for row in range(rows.count)]

    assert heads == ["M0", None, None, "M1", None]


def test_only_what_is_in_view_and_not_read_is_missing():
    rows = grouped(250, 3)

    assert list(rows.missing(90, 120)) == [(0, 0), (0, 1)]
    rows.take((0, 0), tuple(entry(str(at)) for at in range(PAGE)))
    assert list(rows.missing(90, 120)) == [(0, 1)]
    assert list(rows.missing(250, 260)) == [(0, 2), (1, 0)]


def test_a_page_fills_its_rows():
    rows = grouped(250)

    filled = rows.take((0, 1), tuple(entry(str(at)) for at in range(PAGE)))

    assert filled == range(101, 201)
    assert rows.entry(101).name == "0"
    assert rows.entry(100) is None


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_every_row_is_a_head_or_an_entry_of_an_open_kind(totals, folded):
    rows = grouped(*totals)
    for kind in folded & set(range(len(totals))):
        rows.fold(kind, is_folded=True)

    places = [rows.place(row) for row in range(rows.count)]

    open_ones = [n for n in range(len(totals)) if n not in folded]
    assert sum(place.entry < 0 for place in places) == len(totals)
    assert rows.count == len(totals) + sum(totals[n] for n in open_ones)
    assert [rows.head_of(place.kind) for place in places if place.entry < 0] == [
        row for row, place in enumerate(places) if place.entry < 0
    ]


def test_a_list_that_grows_keeps_what_is_read_and_folded_in_its_kinds():
    rows = grouped(2, 150)
    rows.take((0, 0), (entry("a"), entry("b")))
    rows.take((1, 0), tuple(entry(str(at)) for at in range(PAGE)))
    rows.take((1, 1), tuple(entry(str(at)) for at in range(PAGE, 150)))
    rows.fold(0, is_folded=True)
    new = KindCount("a.new", "New", 1)
    outline = Outline((new, rows.kinds[0], KindCount("a.m1", "M1", 160)))

    found = rows.grown(outline)

    assert found.is_folded(1)
    assert not found.is_folded(0)
    assert found.entry(found.row_of(found.kinds[2], 149)).id == "149"
    assert found.row_of(found.kinds[1], 0) == -1
    assert list(found.missing(0, found.count)) == [(0, 0), (2, 1)]
