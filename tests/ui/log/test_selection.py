"""Which rows are selected, whatever was clicked with Shift and Ctrl."""

from hypothesis import given
from hypothesis import strategies as st

from jobdesk.ui.log.selection import RowSelection, first_rows


def rows_of(selection):
    return [row for span in selection.spans for row in span]


def test_shift_extends_from_the_anchor_and_back():
    selection = RowSelection()
    selection.move(10)
    selection.move(14, extend=True)
    selection.move(8, extend=True)

    assert selection.spans == (range(8, 11),)
    assert selection.current == 8


def test_ctrl_takes_single_rows_and_gives_them_back():
    selection = RowSelection()
    selection.move(3)
    selection.toggle(7)
    selection.toggle(5)
    assert rows_of(selection) == [3, 5, 7]

    selection.toggle(5)
    assert rows_of(selection) == [3, 7]
    assert selection.current == 5
    assert 5 not in selection


def test_ctrl_and_shift_add_a_run():
    selection = RowSelection()
    selection.move(1)
    selection.toggle(10)
    selection.move(12, extend=True, add=True)
    assert rows_of(selection) == [1, 10, 11, 12]

    selection.move(11, extend=True, add=True)
    assert rows_of(selection) == [1, 10, 11], "the run shrinks again"


def test_all_rows_of_any_log_are_one_run():
    selection = RowSelection()
    selection.select_all(10_000_000)
    assert len(selection) == 10_000_000

    selection.toggle(5)
    assert len(selection) == 9_999_999
    assert selection.spans == (range(5), range(6, 10_000_000))


def test_rows_that_are_gone_are_not_selected():
    selection = RowSelection()
    selection.move(900)
    selection.toggle(10)

    selection.limit(500)

    assert selection.is_empty
    assert selection.current == -1


@given(
    st.lists(
        st.tuples(st.sampled_from(["move", "toggle", "extend", "add"]), st.integers(0, 20))
    )
)
def test_toggled_and_moved_rows_are_those_of_a_plain_set(steps):
    selection, wanted, others, anchor = RowSelection(), set(), set(), -1
    for what, row in steps:
        if what == "toggle":
            wanted ^= {row}
            others, anchor = wanted - {row}, row
            selection.toggle(row)
        elif what == "move":
            others, anchor, wanted = set(), row, {row}
            selection.move(row)
        else:
            if anchor < 0:
                anchor = row
            others = others if what == "add" else set()
            wanted = others | set(range(min(anchor, row), max(anchor, row) + 1))
            selection.move(row, extend=True, add=what == "add")

        assert set(rows_of(selection)) == wanted
        assert all(row in selection for row in wanted)
        assert len(selection) == len(wanted)


def test_the_first_rows_of_some_runs():
    assert first_rows((range(3), range(10, 20)), 5) == [range(3), range(10, 12)]
    assert first_rows((range(3),), 5) == [range(3)]
    assert first_rows((range(3), range(9, 12)), 3) == [range(3)]
