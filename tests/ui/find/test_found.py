from hypothesis import given
from hypothesis import strategies as st
from tests.ui.find.conftest import make_hits

from jobdesk.ui.find.found import HEAD, FoundRuns, Row

FOUND = st.lists(
    st.tuples(st.integers(1, 5), st.booleans(), st.booleans()), min_size=1, max_size=8
)


def rows_of(found):
    return [found.row(at) for at in range(found.count)]


def expected(found):
    rows = []
    for number, run in enumerate(found.groups):
        rows.append(Row(number, HEAD))
        if not run.is_folded:
            rows += [Row(number, line) for line in range(len(run.lines) + run.has_more)]
    return rows


@given(FOUND, st.data())
def test_rows_are_those_of_the_open_runs_whatever_was_done(shape, data):
    found = FoundRuns()
    found.add([make_hits(no, count, more=more) for no, (count, more, _) in enumerate(shape)])
    for number, (_, _, is_folded) in enumerate(shape):
        if is_folded:
            found.fold(number)
    assert rows_of(found) == expected(found)

    group = data.draw(st.integers(0, len(shape) - 1))
    found.add_lines(group, make_hits(99, 3).lines)
    assert rows_of(found) == expected(found)
    if found.groups[group].has_more:
        found.drop_offer(group)
    if found.groups[group].is_folded:
        found.open(group)

    assert rows_of(found) == expected(found)
    assert [found.head_of(n) for n in range(len(shape))] == [
        at for at in range(found.count) if found.is_head(at)
    ]


def test_hits_are_stepped_over_heads_and_offers():
    found = FoundRuns()
    found.add([make_hits(2, 1, more=True), make_hits(1, 1)])

    assert [found.line(at) is not None for at in range(found.count)] == [
        False, True, False, False, True,
    ]  # fmt: skip
    assert found.hit_beside(-1, 1) == 1
    assert found.hit_beside(1, 1) == 4
    assert found.hit_beside(4, 1) == -1
    assert found.hit_beside(4, -1) == 1


def test_counts_are_told():
    found = FoundRuns()
    found.add([make_hits(1, 1), make_hits(2, 20, more=True)])

    assert [run.count_words for run in found.groups] == ["1 line", "20 lines and more"]
    assert found.line_count == 21
