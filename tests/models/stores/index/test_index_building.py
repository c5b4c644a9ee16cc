"""Building the index: what is gone, and what a build that ended early leaves."""

import pytest
from tests.support.index_desk import run
from tests.support.stores import make_rows, make_update

from jobdesk.models.stores import search_building, search_segments
from jobdesk.models.stores.search_building import IndexBuilder


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
