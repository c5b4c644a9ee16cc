"""The log over time: every line is counted once, however the log grew."""

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jobdesk.ui.log.timeline import TimelineBuilder

_gaps = st.lists(st.integers(0, 10_000), min_size=1, max_size=120)
_cuts = st.lists(st.integers(0, 120), max_size=5)


def _builder(times, levels, buckets=8):
    def bad(name, first, stop):
        yield array("q", [seq for seq in range(first, stop) if levels[seq] == name])

    return TimelineBuilder(times.__getitem__, bad, buckets)


def _times(gaps):
    times = [1_000_000]
    for gap in gaps:
        times.append(times[-1] + gap)
    return times


@given(_gaps, _cuts, st.randoms())
def test_each_line_is_in_its_stretch_whatever_the_steps_the_log_grew_in(gaps, cuts, random):
    times = _times(gaps)
    levels = [random.choice(["info", "failure", "warning"]) for _ in times]
    builder = _builder(times, levels)
    for total in sorted({min(cut, len(times)) for cut in cuts if cut} | {len(times)}):
        line = builder.extend(total)

    assert len(line.edges) <= 8
    assert sum(line.counts) == line.total == len(times)
    for seq, moment in enumerate(times):
        assert line.bucket_of(seq) >= (moment - line.start) // line.width
        bucket = (moment - line.start) // line.width
        first, after = line.lines_of(bucket)
        assert first <= seq < after
    assert sum(line.failures) == levels.count("failure")
    assert sum(line.warnings) == levels.count("warning")
    for bucket in range(len(line.edges)):
        first, after = line.lines_of(bucket)
        assert line.failures[bucket] == levels[first:after].count("failure")


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=80), st.integers(1, 80))
def test_clocks_that_go_back_lose_no_line(times, cut):
    builder = _builder(times, ["failure"] * len(times))
    builder.extend(min(cut, len(times)))
    line = builder.extend(len(times))

    assert sum(line.counts) == len(times)
    assert all(count >= 0 for count in line.counts)
    assert sum(line.failures) == len(times)


@given(_gaps)
def test_a_place_and_its_line_lead_to_each_other(gaps):
    line = _builder(_times(gaps), ["info"] * (len(gaps) + 1)).extend(len(gaps) + 1)

    places = [line.place_of(seq) for seq in range(line.total)]
    assert all(one <= two for one, two in pairwise(places))
    for seq, place in enumerate(places):
        assert abs(line.seq_at(place) - seq) <= 1


def test_ten_million_lines_are_not_read_one_by_one():
    reads = []

    def time_of(seq):
        reads.append(seq)
        return seq * 40

    line = TimelineBuilder(time_of, lambda *_: ()).extend(10_000_000)

    assert sum(line.counts) == 10_000_000
    assert len(line.edges) == 240
    assert len(reads) < 6_000


def test_an_empty_log_has_no_stretch():
    line = _builder([], []).extend(0)

    assert line.edges == ()
    assert line.seq_at(3.5) == 0
    assert line.place_of(7) == 0.0
