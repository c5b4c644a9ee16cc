"""The text index in use: whatever it leaves out has no match."""

from contextlib import closing

import pytest
from tests.support.index_desk import run
from tests.support.stores import NOON_US, make_rows

from jobdesk.models.log_query import Text
from jobdesk.models.stores.found_lines import LineFinder
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
