"""The list of matches with the lines around them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ui.log.memory_log import MemoryLog, MemorySearch, make_line

from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.result_sources import ContextSource
from jobdesk.ui.log.source import FilteredSource


@pytest.fixture
def listing(qapp):
    made = []

    def make(log, context):
        matches = FilteredSource(log, lambda: MemorySearch(log), 1)
        made.append(matches)
        source = ContextSource(log, 1, matches, matches)
        source.begin(context)
        return matches, source

    yield make
    for matches in made:
        matches.stop()


def _around(hits, context, total):
    return sorted(
        {
            seq
            for hit in hits
            for seq in range(hit - context, hit + context + 1)
            if 0 <= seq < total
        }
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sets(st.integers(0, 199), max_size=30),
    st.integers(0, 5),
    st.lists(st.integers(1, 200), min_size=1, max_size=4).map(sorted),
)
def test_every_line_near_a_match_is_listed_once_however_it_grows(
    qtbot, listing, hits, context, totals
):
    log = MemoryLog(200)
    log.made = {seq: make_line(seq, message="needle") for seq in hits}
    matches, source = listing(log, context)

    matches.search(LogQuery(text="needle"), totals[0])
    for total in totals:
        matches.extend(total)
        qtbot.waitUntil(lambda: matches.is_complete)
        source.look(total)

    seen = [hit for hit in hits if hit < totals[-1]]
    wanted = _around(seen, context, totals[-1])
    assert [line.seq for line in source.rows(0, 300)] == wanted
    assert [source.seq_of(at) for at in range(source.count)] == wanted
    assert all(source.is_match(seq) == (seq in seen) for seq in wanted)


def test_many_matches_are_taken_in_slices(qtbot, listing):
    log = MemoryLog(25_000)
    matches, source = listing(log, 1)
    matches.search(LogQuery(text="line"), 25_000)
    qtbot.waitUntil(lambda: matches.is_complete)

    source.look(25_000)
    assert 0 < source.count < 25_000
    assert source.is_catching_up

    qtbot.waitUntil(lambda: source.count == 25_000)
    assert not source.is_catching_up
