import re
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.log_oracle import holds
from tests.support.stores import NOON_US, make_rows, make_update

from jobdesk.errors import Refused, StoreUnavailable
from jobdesk.models.log_query import AllOf, LevelFrom, Not, OneOf, Pattern, Text
from jobdesk.models.records import LEVEL_NAMES, LEVEL_NUMBERS, LogCounts
from jobdesk.models.schema import copy_into
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.search import LogSearch

ROWS = [
    (NOON_US, 10, "main", "Opening the door", "", ""),
    (NOON_US, 20, "main", "100% of sw_1 is done", "sw-1", ""),
    (NOON_US, 30, "Ports", "port [3] is down?", "sw-2", ""),
    (NOON_US, 40, "Ports", "GRÖSSE stimmt nicht", "SW-1", ""),
    (NOON_US, 35, "main", "back\\slash and 100 of swx1", "", ""),
    (NOON_US, 25, "main", "all well", "", ""),
]


def counts_of(rows):
    names = [LEVEL_NAMES[row[1]] for row in rows]
    return LogCounts(**{name: names.count(name) for name in set(names)})


@pytest.fixture
def search(logs, paths):
    logs.append([make_update(6, make_rows(9, text="the door {}"))])
    logs.append([make_update(7, ROWS, counts=counts_of(ROWS))])
    logs.append([make_update(8, make_rows(9, text="the door {}"))])
    found = LogSearch(paths.logs_db)
    yield found
    found.close()


def hits(search, no=7, **wanted):
    return [seq for chunk in search.seqs(no, **wanted) for seq in chunk]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("door", [0]),
        ("DOOR", [0]),
        ("100%", [1]),
        ("sw_1", [1]),
        ("k\\s", [4]),
        ("[3]", [2]),
        ("down?", [2]),
        ("größe", []),
        ("grösse", [3]),
        ("sw-1", [1, 3]),
        ("ports", [2, 3]),
        ("line", []),
    ],
)
def test_text_is_taken_literally_whatever_its_case(search, text, expected):
    assert hits(search, text=text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Door", []),
        ("door", [0]),
        ("[3]", [2]),
        ("down?", [2]),
        ("*", []),
        ("GRÖSSE", [3]),
        ("SW-1", [3]),
        ("Ports", [2, 3]),
        ("k\\s", [4]),
    ],
)
def test_case_may_count(search, text, expected):
    assert hits(search, text=text, case_sensitive=True) == expected


@pytest.mark.parametrize(
    ("text", "case_sensitive", "expected"),
    [
        (r"\[\d\]", False, [2]),
        ("^all|^opening", False, [0, 5]),
        ("^all|^opening", True, [5]),
        ("^sw-[12]$", False, [1, 2, 3]),
        ("^Ports$", True, [2, 3]),
    ],
)
def test_a_regular_expression_is_searched_for(search, text, case_sensitive, expected):
    assert hits(search, text=text, regex=True, case_sensitive=case_sensitive) == expected


def test_a_wrong_regular_expression_is_refused_at_once(search):
    with pytest.raises(Refused, match="not a regular expression"):
        search.seqs(7, text="(", regex=True)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (None, [0, 1, 2, 3, 4, 5]),
        ({"debug"}, [0]),
        ({"failure", "error", "critical"}, [3, 4]),
        ({"warning", "info"}, [1, 2]),
        (set(), []),
    ],
)
def test_levels_filter(search, levels, expected):
    assert hits(search, levels=levels) == expected


def test_levels_and_text_go_together(search):
    assert hits(search, levels={"error", "warning"}, text="ports") == [2, 3]
    assert hits(search, levels={"error"}, text="ports") == [3]


def test_bounds_are_kept(search):
    assert hits(search, first=2, stop=4) == [2, 3]
    assert hits(search, first=4) == [4, 5]
    assert hits(search, first=-3, stop=1) == [0]
    assert hits(search, first=99) == []


def test_a_run_without_entries_has_no_hits(search):
    assert hits(search, no=99, text="x") == []


@pytest.mark.parametrize("count", [3_000, 9_000], ids=["listed", "too many to list"])
def test_many_different_objects_are_searched_too(logs, search, count):
    rows = [(NOON_US, 20, "main", "seen", f"device-{n}", "") for n in range(count)]
    for first in range(0, count, 1000):
        logs.append([make_update(9, rows[first : first + 1000], first=first)])

    assert hits(search, no=9, text=f"DEVICE-{count - 1}") == [count - 1]
    assert hits(search, no=9, text="not there") == []


def test_an_object_of_a_batch_that_failed_is_found_when_it_is_repeated(logs, search):
    rows = [(NOON_US, 20, "main", "seen", "the-switch", "")]
    bad = make_update(8, [(NOON_US, 20, "main", None, "", "")], first=9)
    with pytest.raises(Exception, match="NOT NULL"):
        logs.append([make_update(9, rows), bad])

    logs.append([make_update(9, rows)])

    assert hits(search, no=9, text="the-switch") == [0]


def test_an_object_is_found_after_the_store_was_opened_again(logs, search, paths):
    rows = [(NOON_US, 20, "main", "seen", f"sw-{n}", "") for n in range(3)]
    logs.append([make_update(9, rows[:2])])
    again = LogStore(paths.logs_db)
    again.append([make_update(9, rows[2:], first=2)])
    again.close()

    assert hits(search, no=9, text="sw-") == [0, 1, 2]


def test_very_long_text_is_searched_for(logs, search):
    logs.append([make_update(9, [(NOON_US, 20, "main", "x" * 60_000, "", "")])])

    assert hits(search, no=9, text="X" * 60_000) == [0]
    assert hits(search, no=9, text="x" * 60_001) == []


def test_text_with_a_nul_is_searched_for(logs, search):
    logs.append([make_update(9, [(NOON_US, 20, "main", "a\x00b", "", "")])])

    assert hits(search, no=9, text="a\x00B") == [0]


def test_the_first_hits_come_before_the_last_rows_are_read(logs, search):
    logs.append([make_update(9, make_rows(20_000))])

    chunks = search.seqs(9, text="line")

    assert 0 < len(next(chunks)) < 20_000


def test_an_interrupted_search_stops_and_the_next_one_works(logs, search):
    logs.append([make_update(9, make_rows(50_000))])
    first, second = search.seqs(9, text="line"), search.seqs(9, text="line")
    next(first)

    search.interrupt()

    assert list(first) == []
    assert list(second) == []
    assert len(hits(search, no=9, text="line")) == 50_000


def test_a_search_that_its_thread_has_closed_is_interrupted_in_peace(search):
    """A page that went at that moment raised in its `closeEvent`, which ended the window."""
    search.close()

    search.interrupt()


def test_a_search_is_interrupted_from_another_thread_in_the_middle_of_a_statement(logs, search):
    logs.append([make_update(9, make_rows(8_000))])
    entered = threading.Event()
    chunks = search.seqs(9, text="never", regex=True)

    def interrupt() -> None:
        entered.wait(10)
        search.interrupt()

    thread = threading.Thread(target=interrupt)
    thread.start()
    search._connection.set_progress_handler(lambda: entered.set(), 1000)
    found = list(chunks)
    thread.join()

    assert all(len(chunk) == 0 for chunk in found)


def test_what_is_written_meanwhile_does_not_disturb(logs, search):
    logs.append([make_update(9, make_rows(20_000))])
    chunks = search.seqs(9, text="line")
    found = list(next(chunks))

    logs.append([make_update(9, make_rows(100, 20_000), first=20_000)])
    found += [seq for chunk in chunks for seq in chunk]

    assert found == list(range(20_000))


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(StoreUnavailable, match="missing"):
        LogSearch(tmp_path / "logs.db")


@pytest.fixture(scope="module")
def shared(tmp_path_factory, template):
    path = tmp_path_factory.mktemp("logs") / "logs.db"
    copy_into(template.logs_db, path)
    store, search = LogStore(path), LogSearch(path)
    yield store, search
    search.close()
    store.close()


_numbers = iter(range(1, 1 << 20))
words = st.text(alphabet="aAbB%_*?[]\\-ä ", max_size=4)
levels = st.sets(st.sampled_from(sorted(LEVEL_NAMES.values())), max_size=4)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVEL_NAMES)), words, words, words), max_size=30),
    words,
    st.none() | levels,
    st.booleans(),
)
def test_a_search_finds_what_python_would(shared, entries, text, wanted, case_sensitive):
    store, search = shared
    no = next(_numbers)
    rows = [(NOON_US, level, group, message, obj, "") for level, group, message, obj in entries]
    store.append([make_update(no, rows, counts=counts_of(rows))])

    def matches(row):
        flags = 0 if case_sensitive else re.IGNORECASE
        found = not text or any(re.search(re.escape(text), row[at], flags) for at in (2, 3, 4))
        return found and (wanted is None or LEVEL_NAMES[row[1]] in wanted)

    expected = [seq for seq, row in enumerate(rows) if matches(row)]
    assert (
        hits(search, no=no, text=text, levels=wanted, case_sensitive=case_sensitive) == expected
    )


columns = st.sampled_from(["", "grouping", "object", "message"])
leaves = st.one_of(
    st.builds(Text, words, columns),
    st.builds(Text, words, st.sampled_from(["grouping", "object"]), st.just(True)),
    st.builds(Pattern, st.sampled_from(["a", "[ab]$", "^ä", r"\s", "a|B"]), columns),
    st.builds(LevelFrom, st.sampled_from(sorted(LEVEL_NUMBERS))),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(OneOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVEL_NAMES)), words, words, words), max_size=12),
    trees,
    st.none() | levels,
    st.booleans(),
)
def test_a_query_finds_what_it_means(shared, entries, tree, wanted, case_sensitive):
    store, search = shared
    no = next(_numbers)
    rows = [(NOON_US, level, group, message, obj, "") for level, group, message, obj in entries]
    store.append([make_update(no, rows, counts=counts_of(rows))])
    lines = store.lines(no, 0, 100)

    expected = [
        line.seq
        for line in lines
        if (wanted is None or line.level in wanted) and holds(tree, line, case_sensitive)
    ]

    found = hits(search, no=no, where=tree, levels=wanted, case_sensitive=case_sensitive)
    assert found == expected


def test_an_expression_that_gives_up_ends_the_search_in_words(logs, paths):
    class TooHard:
        problem = ""

        def __init__(self, pattern, case_sensitive):
            pass

        def finds(self, text):
            self.problem = "This takes too long."
            return False

    logs.append([make_update(9, make_rows(10))])
    search = LogSearch(paths.logs_db, TooHard)

    with pytest.raises(Refused, match="takes too long"):
        list(search.seqs(9, text="x", regex=True))
    search.close()


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
