"""Rows over blocks of lines."""

from hypothesis import given
from hypothesis import strategies as st

from jobdesk.ui.log.folds import Folds


def _triples(groups, first, stop):
    """What a search says of the lines `first` to before `stop`: (group, level) each."""
    found = []
    for seq in range(first, stop):
        is_new = seq == 0 or groups[seq][0] != groups[seq - 1][0]
        if is_new or seq == first:
            found += [seq, groups[seq][1], int(is_new)]
        else:
            found[-2] = max(found[-2], groups[seq][1])
    return found


def _expected(groups, opened):
    """Rows as (line, lines of its block, highest level)."""
    blocks = []
    for seq, (group, level) in enumerate(groups):
        if seq == 0 or groups[seq - 1][0] != group:
            blocks.append(([], []))
        blocks[-1][0].append(seq)
        blocks[-1][1].append(level)
    rows = []
    for seqs, levels in blocks:
        shown = seqs if opened & set(seqs) and len(seqs) > 1 else seqs[:1]
        rows += [(seq, len(seqs), max(levels)) for seq in shown]
    return rows


lines = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from([20, 40])), min_size=1, max_size=40
)


@given(lines, st.sets(st.integers(0, 39), max_size=5), st.lists(st.integers(1, 39), max_size=3))
def test_rows_are_blocks_or_their_lines_however_they_come(groups, opened, cuts):
    folds, total = Folds(), len(groups)
    ends = sorted({*(cut for cut in cuts if cut < total), total})
    for first, stop in zip([0, *ends[:-1]], ends, strict=True):
        folds.add(_triples(groups, first, stop), stop)
    for seq in opened:
        if seq < total:
            folds.set_open(folds.block_of(seq), is_open=True)

    rows = _expected(groups, opened)
    assert folds.count == len(rows)
    for row, (seq, length, level) in enumerate(rows):
        block, _ = folds.place_of(row)
        assert folds.seq_of(row) == seq
        assert folds.row_of(seq) == row
        assert len(folds.lines(block)) == length
        assert folds.level(block) == level
    assert folds.row_of(total) == folds.count
    assert folds.copy().count == folds.count


def test_an_open_block_at_the_end_grows():
    folds = Folds()
    folds.add([0, 20, 1, 3, 20, 1], 5)
    assert folds.set_open(1, is_open=True)
    assert folds.count == 3

    folds.add([5, 40, 0], 8)

    assert folds.count == 6
    assert folds.level(1) == 40
    assert folds.set_open(1, is_open=False)
    assert not folds.set_open(1, is_open=False)
    assert folds.count == 2
