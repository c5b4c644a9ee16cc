"""What a search in one log finds, its bounds, and how it ends."""

import threading

import pytest
from tests.support.log_search import hits
from tests.support.stores import NOON_US, make_rows, make_update

from jobdesk.errors import Refused, StoreUnavailable
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.search import LogSearch


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
