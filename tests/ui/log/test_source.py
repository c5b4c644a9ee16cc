"""Whole and filtered logs behind the same interface."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.log_oracle import holds
from tests.ui.log.memory_log import MemoryLog, MemorySearch

from jobdesk.errors import StoreUnavailable
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.source import FilteredSource, StoreSource


@pytest.fixture
def source(log):
    made = FilteredSource(log, lambda: MemorySearch(log), 1)
    yield made
    made.stop()
    assert MemorySearch.open_ones == 0


def _expected(log, query, total):
    return [
        seq
        for seq in range(total)
        if (query.levels is None or log.line(seq).level in query.levels)
        and holds(query.where, log.line(seq))
    ]


def test_the_whole_log_reads_by_arithmetic(log):
    whole = StoreSource(log, 1, 1000)

    rows = whole.rows(256, 3)

    assert [line.seq for line in rows] == [256, 257, 258]
    assert whole.index_of(999) == 999


def test_matches_arrive_in_order_and_are_read_by_index(source, qtbot):
    source.search(LogQuery(frozenset({"failure"})), 1000)
    qtbot.waitUntil(lambda: source.is_complete)

    assert source.count == 125
    assert [line.seq for line in source.rows(1, 2)] == [15, 23]


def test_a_filter_goes_on_while_the_log_grows(source, log, qtbot):
    source.search(LogQuery(text='"line 10"'), 1000)
    qtbot.waitUntil(lambda: source.is_complete)
    before = source.count

    log.count = 1100
    source.extend(1100)
    qtbot.waitUntil(lambda: source.is_complete)

    assert before == 11
    assert source.count == 111


def test_an_older_search_is_stale_at_once(log, qtbot):
    gate = threading.Event()
    source = FilteredSource(log, lambda: MemorySearch(log, gate), 1)
    source.search(LogQuery(text="line"), 1000)

    source.search(LogQuery(text='"line 77"'), 1000)
    gate.set()
    qtbot.waitUntil(lambda: source.is_complete)
    source.stop()

    assert [line.seq for line in source.rows(0, 20)] == [77, *range(770, 780)]


def test_a_line_that_does_not_match_leads_to_the_next_one(source, qtbot):
    source.search(LogQuery(frozenset({"failure"})), 1000)
    qtbot.waitUntil(lambda: source.is_complete)

    assert source.index_of(8) == 1
    assert source.seq_of(1) == 15


def test_a_search_that_fails_says_so_and_ends(log, qtbot):
    class Broken(MemorySearch):
        def seqs(self, *args, **kwargs):
            raise StoreUnavailable("The log cannot be read.")

    source = FilteredSource(log, lambda: Broken(log), 1)
    source.search(LogQuery(text="x"), 10)

    qtbot.waitUntil(lambda: bool(source.problem))

    qtbot.waitUntil(lambda: not source.is_catching_up)  # what was found can be saved
    assert source.is_complete
    source.stop()
    assert MemorySearch.open_ones == 0


def test_a_fault_of_ours_ends_the_search_too(log, qtbot, monkeypatch):
    reported = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))

    def fail():
        raise ValueError("ours")

    source = FilteredSource(log, fail, 1)
    source.search(LogQuery(text="x"), 10)

    qtbot.waitUntil(lambda: bool(source.problem))
    qtbot.waitUntil(lambda: reported == [ValueError])
    source.stop()


def test_searches_that_have_ended_are_let_go(log, qtbot):
    source = FilteredSource(log, lambda: MemorySearch(log), 1)
    for number in range(5):
        source.search(LogQuery(text=str(number)), 1000)
        qtbot.waitUntil(lambda: source.is_complete and not source._stream.is_alive)
    source.leave()

    assert len(source._leaving) <= 1
    source.stop()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sets(st.sampled_from(["debug", "info", "failure"]), min_size=1),
    st.sampled_from(["", "7", '"line 1" -3 or level:error']),
    st.lists(st.integers(0, 400), min_size=1, max_size=4),
)
def test_any_growth_finds_what_one_look_finds(qtbot, levels, text, totals):
    log = MemoryLog(400)
    query = LogQuery(frozenset(levels), text)
    source = FilteredSource(log, lambda: MemorySearch(log), 1)

    source.search(query, totals[0])
    for total in totals:
        source.extend(total)
    qtbot.waitUntil(lambda: source.is_complete)
    source.stop()

    found = [line.seq for line in source.rows(0, 400)]
    assert found == _expected(log, query, max(totals))
