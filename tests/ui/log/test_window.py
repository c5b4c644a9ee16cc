"""LogWindow: any order of requests equals the table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jobdesk.ui.log.window import LogWindow

operations = st.lists(
    st.one_of(
        st.tuples(st.just("look"), st.integers(0, 120), st.integers(0, 30)),
        st.tuples(st.just("grow"), st.integers(0, 25), st.just(0)),
        st.tuples(st.just("cut"), st.integers(0, 120), st.just(0)),
        st.tuples(st.just("late"), st.integers(0, 120), st.integers(0, 30)),
    ),
    max_size=25,
)


@settings(max_examples=120, deadline=None)
@given(operations, st.integers(1, 9), st.integers(1, 5))
def test_any_order_of_requests_equals_the_table(steps, page_rows, pages_held):
    window = LogWindow(page_rows, pages_held)
    table = []

    for kind, a, b in steps:
        if kind == "grow":
            table += range(len(table), len(table) + a)
            window.set_count(len(table))
        elif kind == "cut":
            del table[a:]
            window.set_count(len(table))
        elif kind == "late":  # an answer nobody asked for any more
            window.store(a, table[a : a + b])
        else:
            _look(window, table, a, min(a + b, a + page_rows * (pages_held - 1)))
        assert window.count == len(table)
        assert window.held <= page_rows * pages_held
        assert all(window.row(i) in (None, table[i]) for i in range(len(table)))
        assert window.row(len(table)) is None


def _look(window, table, first, last):
    for wanted in window.missing(first, last):
        window.store(wanted.start, table[wanted.start : wanted.stop])
    assert window.missing(first, last) == []
    assert [window.row(i) for i in range(first, last + 1)] == [
        table[i] if i < len(table) else None for i in range(first, last + 1)
    ]


def test_a_page_that_grew_is_completed_and_not_read_again():
    window = LogWindow(page_rows=10)
    window.set_count(4)
    window.store(0, list(range(4)))

    window.set_count(7)

    assert window.missing(0, 6) == [range(4, 7)]


def test_pages_used_last_are_forgotten_last():
    window = LogWindow(page_rows=2, pages_held=2)
    window.set_count(6)
    window.store(0, [0, 1])
    window.store(2, [2, 3])
    window.missing(0, 1)

    window.store(4, [4, 5])

    assert window.row(0) == 0
    assert window.row(2) is None


def test_an_answer_with_a_hole_before_it_is_ignored():
    window = LogWindow(page_rows=10)
    window.set_count(10)

    window.store(5, [5, 6, 7, 8, 9])

    assert window.row(5) is None
    assert window.missing(0, 9) == [range(10)]


def test_a_new_source_starts_with_nothing_held():
    window = LogWindow(page_rows=2)
    window.set_count(2)
    window.store(0, ["a", "b"])

    window.clear(5)

    assert window.count == 5
    assert window.held == 0


def test_a_shorter_table_keeps_the_rows_that_are_left():
    window = LogWindow(page_rows=4, pages_held=5)
    window.set_count(8)
    window.store(0, list(range(8)))

    window.set_count(2)
    window.set_count(8)

    assert [window.row(index) for index in range(8)] == [0, 1] + 6 * [None]
