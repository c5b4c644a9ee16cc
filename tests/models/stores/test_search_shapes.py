"""The shapes and counts of a search: its order, its index, its blocks, its tallies."""

import pytest
from tests.support.log_search import counts_of, hits
from tests.support.stores import NOON_US, make_rows, make_update

from jobdesk.models.log_query import AllOf, LevelFrom, Text


def test_the_rare_word_of_a_long_log_is_looked_for_first(logs, search):
    rows = [(NOON_US, 20, "main", f"port {n} is up", f"sw-{n % 9}", "") for n in range(9_000)]
    rows[4_321] = (NOON_US, 20, "main", "port 4321 is lost", "", "")
    logs.append([make_update(9, rows)])
    statements = []
    search._connection.set_trace_callback(statements.append)

    for words in (("port", "lost"), ("lost", "port")):
        assert hits(search, no=9, where=AllOf(tuple(map(Text, words)))) == [4_321]
        assert statements[-1].index("%lost%") < statements[-1].index("%port%")


def test_a_level_term_for_the_whole_query_uses_the_index(logs, search):
    rows = [(NOON_US, 20, "main", "seen", "", "")] * 200 + [
        (NOON_US, 40, "main", "bad", "", "")
    ]
    logs.append([make_update(9, rows, counts=counts_of(rows))])
    plans = []
    search._connection.set_trace_callback(plans.append)

    assert hits(search, no=9, where=AllOf((LevelFrom("warning"), Text("bad")))) == [200]
    assert any("INDEXED BY ix_job_log_entry_level_id" in plan for plan in plans)


def test_a_block_without_warnings_has_the_level_of_its_first_entry(logs, search):
    rows = [(NOON_US, level, "a", "x", "", "") for level in (10, 20, 25)]
    logs.append([make_update(9, rows)])

    assert [list(chunk) for chunk in search.blocks(9, first=0, stop=3)] == [[0, 10, 1]]


def test_matching_entries_are_counted_by_level(logs, search):
    rows = [
        (NOON_US, 40 if n % 3 else 20, "main", f"port {n % 2}", "", "") for n in range(20_000)
    ]
    logs.append([make_update(9, rows[:10_000]), make_update(10, make_rows(5))])
    logs.append([make_update(9, rows[10_000:], first=10_000)])

    counts = {}
    for chunk in search.tallies(9, where=Text("port 1")):
        for level, count in zip(chunk[::2], chunk[1::2], strict=True):
            counts[level] = counts.get(level, 0) + count

    wanted = [row[1] for row in rows if row[3] == "port 1"]
    assert counts == {20: wanted.count(20), 40: wanted.count(40)}


@pytest.mark.parametrize("cuts", [[], [1], [3, 4], [5], [8, 9, 10]])
def test_entries_of_one_grouping_are_blocks_however_they_are_asked_for(logs, search, cuts):
    groups = ["a", "a", "b", "a", "a", "a", "", "c", "c", "c", "c"]
    levels = [20, 40, 20, 20, 30, 20, 10, 10, 20, 35, 40]
    rows = [
        (NOON_US, level, group, "x", "", "")
        for group, level in zip(groups, levels, strict=True)
    ]
    logs.append([make_update(8, make_rows(3)), make_update(9, rows)])

    found = []
    for first, stop in zip([0, *cuts], [*cuts, 99], strict=True):
        for chunk in search.blocks(9, first=first, stop=stop):
            found += [tuple(chunk[at : at + 3]) for at in range(0, len(chunk), 3)]

    merged = []
    for seq, level, is_new in found:
        if is_new:
            merged.append([seq, level])
        else:
            merged[-1][1] = max(merged[-1][1], level)
    assert merged == [[0, 40], [2, 20], [3, 30], [6, 10], [7, 40]]
