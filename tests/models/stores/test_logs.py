import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.stores import NOON, NOON_US, make_rows, make_update
from tests.support.waiting import eventually

from jobdesk.errors import StoreUnavailable
from jobdesk.models.packing import pack
from jobdesk.models.records import LogCounts, LogLine, Progress, RunFile
from jobdesk.models.schema import copy_into
from jobdesk.models.stores.logs import LogStore


def messages(logs, no, first=0, count=1 << 20):
    return [line.message for line in logs.lines(no, first, count)]


def test_a_line_comes_back_as_it_went_in(logs):
    row = (NOON_US, 25, "devices", "sw-1 ist grün", "sw-1", "/dcim/devices/1/")

    logs.append([make_update(5, [row])])

    assert logs.lines(5, 0, 10) == [
        LogLine(5, 0, NOON, "success", "devices", "sw-1 ist grün", "sw-1", "/dcim/devices/1/")
    ]


def test_a_level_without_a_name_is_still_shown(logs):
    logs.append([make_update(5, make_rows(1, level=33))])

    assert logs.lines(5, 0, 1)[0].level == "level 33"


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [(0, 3, [0, 1, 2]), (97, 10, [97, 98, 99]), (100, 5, []), (-5, 7, [0, 1]), (4, 0, [])],
)
def test_a_page_holds_what_is_there(logs, first, count, expected):
    logs.append([make_update(1, make_rows(50)), make_update(2, make_rows(100))])
    logs.append([make_update(3, make_rows(10))])

    assert [line.seq for line in logs.lines(2, first, count)] == expected


def test_lines_that_were_deleted_leave_a_page_with_the_others(logs, paths):
    logs.append([make_update(1, make_rows(10))])
    with sqlite3.connect(paths.logs_db) as connection:
        connection.execute(
            "DELETE FROM job_log_entry WHERE id IN (?, ?)", (pack(1, 3), pack(1, 4))
        )
    connection.close()

    assert [line.seq for line in logs.lines(1, 0, 10)] == [0, 1, 2, 5, 6, 7, 8, 9]


def test_single_lines_come_in_the_order_asked(logs):
    logs.append([make_update(1, make_rows(700))])

    found = logs.lines_at(1, [699, 3, 1000, -1, 3, 0])

    assert [line.seq for line in found] == [699, 3, 3, 0]
    assert [line.seq for line in logs.lines_at(1, list(range(0, 700, 2)))] == list(
        range(0, 700, 2)
    )
    assert logs.lines_at(1, []) == []


@pytest.mark.parametrize("count", [1, 63, 64, 65, 511, 512, 513, 1200])
def test_any_number_of_rows_is_stored_whole(logs, count):
    logs.append([make_update(1, make_rows(count))])

    assert messages(logs, 1) == [f"line {number}" for number in range(count)]


def test_a_tail_comes_back_as_it_went_in(logs):
    tail = make_update(
        9,
        make_rows(2),
        console=[(NOON_US, 1, "a")],
        stdout_offset=2,
        stderr_offset=1 << 40,
        counts=LogCounts(1, 2, 3, 4, 5, 6, 7),
        progress=Progress(3.5, None, "half"),
        summary="# Done",
        files=(RunFile("a.txt", 3, "runs/9/files/a.txt"),),
        started_at=NOON,
        worker_pid=77,
        worker_created=1.25,
        finished_json='{"e":"finished"}',
    )

    logs.append([tail])

    assert logs.tail(9) == tail.tail
    assert logs.tail(10) is None
    assert logs.tails([9, 10, 9]) == {9: tail.tail}


def test_console_and_object_results_are_paged_like_lines(logs):
    objects = [(NOON_US + n, f"sw-{n}", "ok", "fine") for n in range(3)]
    console = [(NOON_US, 1, "out"), (NOON_US + 1, 2, "err")]
    update = make_update(1, console=console, object_results=3)

    logs.append([replace(update, object_results=objects)])

    assert [(line.stream, line.text) for line in logs.console(1, 0, 9)] == [
        ("stdout", "out"),
        ("stderr", "err"),
    ]
    assert [one.object for one in logs.object_results(1, 1, 5)] == ["sw-1", "sw-2"]
    assert logs.console(1, 1, 1)[0].created == NOON + timedelta(microseconds=1)


def test_the_same_update_again_changes_nothing(logs):
    update = make_update(1, make_rows(600), console=[(NOON_US, 1, "a")])
    logs.append([update])

    logs.append([update, update])

    assert len(logs.lines(1, 0, 9999)) == 600
    assert len(logs.console(1, 0, 9999)) == 1
    assert logs.tail(1) == update.tail


def test_an_update_that_overlaps_adds_only_what_is_new(logs):
    logs.append([make_update(1, make_rows(5))])

    logs.append([make_update(1, make_rows(8), first=0)])

    assert messages(logs, 1) == [f"line {number}" for number in range(8)]


def test_an_older_update_never_takes_a_tail_back(logs):
    older, newer = make_update(1, make_rows(5)), make_update(1, make_rows(3, 5), first=5)
    logs.append([older, newer])

    logs.append([older])

    assert logs.tail(1) == newer.tail
    assert len(logs.lines(1, 0, 99)) == 8


@pytest.mark.parametrize(
    "bad",
    [
        make_update(2, make_rows(3, 7), first=7),
        make_update(2, make_rows(3), lines=9),
        make_update(2, lines=4),
        make_update(2, [(NOON_US, 20, "main")]),
        make_update(2, [(NOON_US, 1 << 70, "main", "m", "", "")]),
        make_update(2, [(NOON_US, 20, "main", None, "", "")]),
        make_update(2, [(NOON_US, 20, "main", object(), "", "")]),
    ],
    ids=["gap", "short", "no rows", "narrow row", "huge level", "null", "no text"],
)
def test_a_batch_that_fails_writes_nothing_and_the_others_can_be_repeated(logs, bad):
    good = make_update(1, make_rows(700))

    with pytest.raises(Exception):  # noqa: B017, PT011 - each kind fails in its own way
        logs.append([good, bad])

    assert logs.lines(1, 0, 10) == []
    assert logs.tails([1, 2]) == {}
    logs.append([good])
    assert len(logs.lines(1, 0, 999)) == 700


def test_text_that_utf8_cannot_hold_is_spelled_out(logs):
    rows = [*make_rows(70), (NOON_US, 20, "g\udfff", "bad \ud800 end", "o\ud801", "u\ud802")]
    update = make_update(
        1,
        rows,
        console=[(NOON_US, 1, "\ud803")],
        summary="\ud804",
        finished_json="\ud805",
        progress=Progress(1, 2, "\ud806"),
    )

    logs.append([update])

    assert logs.lines(1, 70, 1)[0].message == "bad \\ud800 end"
    assert logs.console(1, 0, 1)[0].text == "\\ud803"
    assert logs.tail(1).progress.text == "\\ud806"
    assert len(logs.lines(1, 0, 99)) == 71


def test_a_deleted_run_is_gone_and_its_neighbours_stay(logs):
    logs.append(
        [make_update(no, make_rows(20), console=[(NOON_US, 1, "a")]) for no in (1, 2, 3)]
    )

    logs.delete_run(2)

    assert logs.tail(2) is None
    assert logs.lines(2, 0, 99) == []
    assert logs.console(2, 0, 99) == []
    assert [len(logs.lines(no, 0, 99)) for no in (1, 3)] == [20, 20]


def test_the_greatest_number_counts_rows_without_a_tail(logs, paths):
    assert logs.max_no() == 0
    logs.append([make_update(4, make_rows(2))])
    assert logs.max_no() == 4

    with sqlite3.connect(paths.logs_db) as connection:
        connection.execute("INSERT INTO job_console_entry VALUES (?, 1, 1, 'x')", (pack(9, 0),))
    connection.close()

    assert logs.max_no() == 9


def test_a_read_only_store_reads_and_refuses_to_write(logs, paths):
    logs.append([make_update(1, make_rows(3))])
    reader = LogStore(paths.logs_db, read_only=True)

    assert len(reader.lines(1, 0, 9)) == 3
    with pytest.raises(StoreUnavailable, match="read-only"):
        reader.append([make_update(1, make_rows(1, 3), first=3)])
    reader.close()


def test_readers_in_threads_see_whole_appends_only(logs):
    done = threading.Event()
    wrong = []

    def watch() -> None:
        while not done.is_set():
            tail = logs.tail(1)
            if tail and len(logs.lines(1, 0, tail.lines)) != tail.lines:
                wrong.append(tail)

    threads = [threading.Thread(target=watch) for _ in range(3)]
    for thread in threads:
        thread.start()
    for step in range(60):
        logs.append([make_update(1, make_rows(40, step * 40), first=step * 40)])
    done.set()
    for thread in threads:
        thread.join()

    assert wrong == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory, template):
    path = tmp_path_factory.mktemp("logs") / "logs.db"
    copy_into(template.logs_db, path)
    store = LogStore(path)
    yield store
    store.close()


_numbers = iter(range(1, 1 << 20))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 130), st.integers(0, 40), st.booleans()),
        max_size=12,
    )
)
def test_any_order_of_appends_equals_a_list(shared, steps):
    """Batches of any size, overlapping by any amount, repeated or not, over three runs."""
    nos = [next(_numbers) for _ in range(3)]
    expected = dict.fromkeys(nos, 0)
    for which, fresh, overlap, again in steps:
        no = nos[which]
        first = max(expected[no] - overlap, 0)
        count = expected[no] - first + fresh
        update = make_update(no, make_rows(count, first), first=first)
        shared.append([update, update] if again else [update])
        expected[no] += fresh

    for no, count in expected.items():
        assert messages(shared, no) == [f"line {number}" for number in range(count)]
        tail = shared.tail(no)
        assert (tail.lines if tail else 0) == count


APPEND_FOR_EVER = """
import sys
from pathlib import Path
from jobdesk.models.stores.logs import LogStore
from tests.support.stores import make_rows, make_update

logs, no = LogStore(Path(sys.argv[1])), int(sys.argv[2])
for step in range(1_000_000):
    logs.append([make_update(no, make_rows(97, step * 97), first=step * 97)])
    print(step, flush=True)
"""


@pytest.fixture
def appender(paths):
    children = []

    def start(no):
        child = subprocess.Popen(
            [sys.executable, "-c", APPEND_FOR_EVER, str(paths.logs_db), str(no)],
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


@pytest.mark.process
def test_a_kill_in_the_middle_of_appending_leaves_rows_and_tail_in_agreement(logs, appender):
    for no in range(1, 5):
        child = appender(no)
        for _ in range(2 + no):
            said = child.stdout.readline()
        child.kill()
        child.wait()

        tail = logs.tail(no)
        assert tail.lines >= (int(said) + 1) * 97  # what was acknowledged is there
        assert tail.lines == tail.journal_offset // 10 == tail.counts.info
        assert [line.seq for line in logs.lines(no, 0, 1 << 20)] == list(range(tail.lines))


@pytest.mark.process
def test_two_processes_may_write_at_the_same_time(logs, appender):
    children = [appender(1), appender(2)]
    for child in children:
        child.stdout.readline()

    for step in range(20):
        logs.append([make_update(3, make_rows(50, step * 50), first=step * 50)])
    eventually(
        lambda: all((logs.tail(no).lines if logs.tail(no) else 0) > 500 for no in (1, 2))
    )
    for child in children:
        child.kill()
        child.wait()

    assert len(logs.lines(3, 0, 9999)) == 1000
    for no in (1, 2):
        assert len(logs.lines(no, 0, 1 << 20)) == logs.tail(no).lines
