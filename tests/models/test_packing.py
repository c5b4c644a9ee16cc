import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobdesk.models.packing import NO_LIMIT, SEQ_LIMIT, pack, span, unpack

nos = st.integers(0, NO_LIMIT - 1)
seqs = st.integers(0, SEQ_LIMIT - 1)


@given(nos, seqs)
def test_a_packed_id_comes_apart_into_what_it_was_made_of(no, seq):
    assert unpack(pack(no, seq)) == (no, seq)


@given(nos, seqs)
def test_a_packed_id_fits_sqlites_integers(no, seq):
    assert 0 <= pack(no, seq) < 1 << 63


@given(st.tuples(nos, seqs), st.tuples(nos, seqs))
def test_packed_ids_sort_by_run_and_then_by_entry(one, other):
    assert (pack(*one) < pack(*other)) == (one < other)


@given(nos, st.integers(-10, SEQ_LIMIT + 10), st.integers(-10, SEQ_LIMIT + 10))
def test_a_span_never_leaves_its_run(no, first, count):
    start, stop = span(no, first, count)

    assert pack(no, 0) <= start <= stop <= pack(no, 0) + SEQ_LIMIT
    assert stop - start <= max(count, 0)


@pytest.mark.parametrize(("no", "seq"), [(-1, 0), (0, -1), (NO_LIMIT, 0), (1, SEQ_LIMIT)])
def test_what_does_not_fit_is_not_packed(no, seq):
    with pytest.raises(ValueError, match="does not fit"):
        pack(no, seq)
