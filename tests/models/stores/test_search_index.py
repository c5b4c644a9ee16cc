"""The text index: whatever it leaves out has no match, wherever its building ended."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest
from tests.support.stores import NOON_US, make_rows, make_update

from jobdesk.models.log_query import Text, parse
from jobdesk.models.stores import search_building, search_segments
from jobdesk.models.stores.found_lines import LineFinder
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.models.stores.search_index import SearchIndex

ODD = [
    "Größe ändern",
    "\u017ftraße",
    "KELVIN \u212a",
    "a\0b tail",
    "two\nlines",
    '"quoted"',
    "日本語です",
    "İı",
]


def run(no, ident="", *, is_ready=True):
    return (no, ident or f"{no:032x}", int(is_ready))


class Desk:
    """Runs with logs, and their index."""

    def __init__(self, paths, logs):
        self.paths, self.logs, self.runs = paths, logs, []

    def add(self, no, rows, ident=""):
        rows = [
            row if isinstance(row, tuple) else (NOON_US, 20, "main", row, "", "")
            for row in rows
        ]
        self.logs.append([make_update(no, rows)])
        self.runs.insert(0, run(no, ident))

    def build(self, steps=None):
        builder = IndexBuilder(self.paths.search_db, self.paths.logs_db)
        try:
            work = builder.work(self.runs)
            for number, _ in enumerate(work, 1):
                if number == steps:
                    work.close()
                    return
        finally:
            builder.close()

    def ask(self, text, **wanted):
        return SearchIndex(self.paths.search_db).ask(parse(text), **wanted)

    def spans(self, text, **wanted):
        answer = self.ask(text, **wanted)
        found = {each[0]: answer.spans_of(each) for each in self.runs}
        return {no: spans for no, spans in found.items() if spans != []}

    def sql(self, statement):
        with closing(sqlite3.connect(self.paths.search_db)) as connection:
            return connection.execute(statement).fetchall()

    def segments(self):
        return [no for (no,) in self.sql("SELECT no FROM segment ORDER BY no")]


@pytest.fixture
def desk(paths, logs):
    return Desk(paths, logs)


def test_a_text_is_found_in_its_block_and_nowhere_else(desk):
    desk.add(1, make_rows(1000))
    desk.add(2, [*["nothing"] * 300, "the needle is here"])
    desk.add(3, ["nothing"])

    desk.build()

    assert desk.spans("needle") == {2: [(255, 301)], 1: [(0, 82)]}  # they share a block
    assert desk.spans("haystack") == {}
    assert desk.spans("nothing") == {1: [(0, 82)], 2: [(0, 301)], 3: [(0, 1)]}


def test_groupings_and_objects_are_found_too(desk):
    desk.add(1, [(NOON_US, 20, "routing", "text", "ber-acc-001", "")])

    desk.build()

    for text in ("routing", "BER-ACC", "object:acc-001", 'group:="routing"'):
        assert desk.spans(text) == {1: [(0, 1)]}


@pytest.mark.parametrize(
    "text", ["ab", "not needle", "level:error", "/a.b/", "needle or ab", "/(needle|x)/"]
)
def test_what_has_no_three_letters_that_must_be_there_may_be_anywhere(desk, text):
    desk.add(1, ["nothing"])

    desk.build()

    assert desk.spans(text) == {1: None}


def test_a_run_that_is_not_indexed_may_have_it_anywhere(desk):
    desk.add(1, ["nothing"])
    assert desk.spans("needle") == {1: None}
    desk.build()
    desk.add(2, ["nothing"])

    assert desk.spans("needle") == {2: None}


def test_a_run_that_has_not_ended_is_not_indexed(desk):
    desk.add(1, ["needle"])
    desk.runs = [run(1, is_ready=False)]

    desk.build()

    assert desk.spans("needle") == {1: None}


def test_a_run_without_lines_is_indexed_with_nothing_in_it(desk):
    desk.runs = [run(1)]

    desk.build()

    assert desk.ask("needle").knows(run(1))
    assert desk.spans("needle") == {}


def cases():
    for line in ODD:
        for start in range(len(line) - 2):
            for length in (3, 5):
                part = line[start : start + length]
                yield from {part, part.upper(), part.lower()}


@pytest.mark.parametrize("case_sensitive", [False, True])
def test_what_the_lines_have_the_index_does_not_leave_out(desk, case_sensitive):
    for no, line in enumerate(ODD, 1):
        desk.add(no, [line])
        desk.build()  # a block for each, so that no neighbour hides what is left out

    missed = []
    for part in dict.fromkeys(cases()):
        where = Text(part)
        answer = SearchIndex(desk.paths.search_db).ask(where, case_sensitive=case_sensitive)
        with closing(LineFinder(desk.paths.logs_db, where, case_sensitive=case_sensitive)) as f:
            for each in desk.runs:
                has_it = any(f.lines(each[0], 1))
                if has_it and answer.spans_of(each) == []:
                    missed.append((part, each[0]))
    assert missed == []


@pytest.mark.parametrize("length", [66_000, 300_000])
def test_long_lines_make_blocks_of_few_lines(desk, length):
    desk.add(1, [f"first {'x' * length} needle", *["y" * length] * 5, "last"])

    desk.build()

    assert desk.spans("needle") == {1: [(0, 1)]}
    assert desk.spans("last") == {1: [(6, 7)]}


# What is gone


def test_a_run_that_is_gone_takes_its_words_with_it(desk):
    desk.add(1, ["a needle"])
    desk.add(2, ["a pin"])
    desk.build()
    [old] = desk.segments()

    desk.runs.pop()
    desk.logs.delete_run(1)
    desk.build()

    assert desk.spans("needle") == {}
    assert desk.spans("pin") == {2: [(0, 1)]}
    assert desk.sql("SELECT no FROM run") == [(2,)]
    assert desk.sql("SELECT no, first, stop FROM part") == [(2, 0, 1)]
    assert len(desk.segments()) == 1
    assert b"needl" not in desk.paths.search_db.read_bytes()
    del old


def test_another_run_with_the_number_of_an_earlier_one_is_not_mixed_up(desk):
    desk.add(1, ["a needle"], ident="a" * 32)
    desk.build()

    desk.runs = [run(1, "b" * 32)]
    assert desk.spans("pin") == {1: None}
    desk.logs.delete_run(1)
    desk.logs.append([make_update(1, make_rows(1, text="a pin"))])
    desk.build()

    assert desk.spans("pin") == {1: [(0, 1)]}
    assert desk.spans("needle") == {}


def test_short_runs_that_came_one_by_one_are_packed_when_their_segment_is_full(
    desk, monkeypatch
):
    monkeypatch.setattr(search_segments, "BLOCKS", 6)
    for no in range(1, 8):
        desk.add(no, [f"word{no}"])
        desk.build()

    [(blocks,)] = desk.sql("SELECT count(DISTINCT block) FROM part")
    assert blocks == 1
    assert desk.sql("SELECT count(*) FROM run WHERE is_done") == [(7,)]
    for no in range(1, 8):
        assert desk.ask(f"word{no}").spans_of(run(no)) == [(0, 1)]


def test_a_long_run_has_segments_of_its_own_that_go_with_it(desk, monkeypatch):
    monkeypatch.setattr(search_segments, "BLOCKS", 2)
    monkeypatch.setattr(search_building, "_LONG_RUN", 300)
    desk.add(1, ["short"])
    desk.add(2, make_rows(1000, text="long {}"))
    desk.add(3, ["short"])
    desk.build()
    owners = [owner for (owner,) in desk.sql("SELECT owner FROM segment ORDER BY no")]
    assert sorted(owners) == [0, 2, 2, 2, 2]
    assert desk.spans("999") == {2: [(896, 1000)]}

    desk.runs = [each for each in desk.runs if each[0] != 2]
    desk.build()

    assert desk.sql("SELECT DISTINCT owner FROM segment") == [(0,)]
    assert desk.spans("short") == {1: [(0, 1)], 3: [(0, 1)]}
    assert desk.sql("SELECT DISTINCT no FROM part ORDER BY no") == [(1,), (3,)]


def test_space_that_deleted_runs_leave_goes_back_to_the_drive(desk, monkeypatch):
    monkeypatch.setattr(search_building, "_SPARE_PAGES", 4)
    desk.add(1, [f"{number:x}".rjust(90, "z") for number in range(0, 9**7, 997)][:4000])
    desk.add(2, ["short"])
    desk.build()
    before = desk.paths.search_db.stat().st_size

    desk.runs.pop()
    desk.build()

    assert desk.paths.search_db.stat().st_size < before * 0.7


# Where building ends


@pytest.mark.parametrize("is_long", [False, True])
def test_what_was_begun_is_read_whole_until_it_is_done(desk, monkeypatch, is_long):
    monkeypatch.setattr(search_segments, "BLOCKS", 3)
    if is_long:
        monkeypatch.setattr(search_building, "_LONG_RUN", 300)
    desk.add(1, make_rows(1000, text="word {}"))
    desk.add(2, ["other"])

    for steps in (2, 2, 3):
        desk.build(steps)
        assert desk.spans("word")[1] is None
    desk.build()

    assert desk.spans("word")[1] == [(0, 1000)]
    assert desk.spans("999") == {1: [(desk.sql("SELECT max(first) FROM part")[0][0], 1000)]}
    rows = desk.sql("SELECT first, stop FROM part WHERE no = 1 ORDER BY first")
    assert [row[0] for row in rows[1:]] == [row[1] for row in rows[:-1]]


def test_what_was_begun_and_is_gone_leaves_nothing(desk):
    desk.add(1, make_rows(1000))
    desk.build(2)

    desk.runs = []
    desk.build()

    assert desk.sql("SELECT * FROM part") == []
    assert desk.segments() == []


def test_what_was_not_committed_is_done_again(desk):
    desk.add(1, make_rows(1000, text="word {}"))
    builder = IndexBuilder(desk.paths.search_db, desk.paths.logs_db)
    work = builder.work(desk.runs)
    for _ in range(4):
        next(work)
    with pytest.raises(KeyError):  # as a killed process: nothing is committed
        work.throw(KeyError())
    builder.close()

    assert desk.spans("word") == {1: None}
    desk.build()

    assert desk.spans("word") == {1: [(0, 1000)]}


# The file


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_the_index_is_as_private_as_the_logs(desk, mode):
    desk.paths.logs_db.chmod(mode)
    desk.add(1, ["word"])

    desk.build()

    assert stat.S_IMODE(desk.paths.search_db.stat().st_mode) == mode


def spoil_header(path):
    with path.open("r+b") as file:
        file.write(b"no database at all")


def spoil_middle(path):
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))


def make_older(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")


def make_newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut(path):
    os.truncate(path, 100)


def empty(path):
    os.truncate(path, 0)


@pytest.mark.parametrize(
    "spoil", [spoil_header, spoil_middle, make_older, make_newer, cut, empty]
)
def test_an_index_that_cannot_be_used_is_built_again(desk, caplog, expected_log, spoil):
    desk.add(1, ["a needle"])
    desk.build()
    spoil(desk.paths.search_db)

    assert desk.spans("pin") == {1: None}
    assert desk.spans("needle") == {1: None}
    desk.build()

    assert desk.spans("pin") == {}
    assert desk.spans("needle") == {1: [(0, 1)]}
    assert "built again" in caplog.text


def test_a_damaged_index_says_so(desk, caplog, expected_log):
    desk.add(1, ["a needle"])
    desk.build()
    assert not desk.ask("needle").is_damaged
    spoil_middle(desk.paths.search_db)

    assert desk.ask("needle").is_damaged
    assert "all runs are read" in caplog.text


def test_a_wal_file_that_was_left_is_not_played_into_a_new_index(desk):
    desk.add(1, ["a needle"])
    desk.build()
    with closing(sqlite3.connect(desk.paths.search_db)) as holder:
        holder.execute("CREATE TABLE other (x)")
        wal = desk.paths.search_db.with_name("search.db-wal")
        left = wal.read_bytes()
    desk.paths.search_db.unlink()
    wal.write_bytes(left)

    desk.build()

    assert desk.spans("needle") == {1: [(0, 1)]}


def test_an_interrupted_look_up_knows_nothing(desk):
    desk.add(1, ["a needle"])
    desk.build()
    index = SearchIndex(desk.paths.search_db)

    index.interrupt()

    assert index.ask(Text("pin")).spans_of(run(1)) is None


def test_a_segment_that_is_dropped_meanwhile_is_missed_by_nobody(desk, monkeypatch):
    """The runs and the blocks that are read belong to one moment."""
    from jobdesk.models.stores import search_index

    desk.add(1, ["a needle"])
    desk.add(2, ["a pin"])
    desk.build()
    real = search_index._spans

    def spans_after_a_change(connection, query):
        desk.runs.pop()
        desk.build()
        return real(connection, query)

    monkeypatch.setattr(search_index, "_spans", spans_after_a_change)

    assert desk.ask("pin").spans_of(run(2)) == [(0, 1)]
