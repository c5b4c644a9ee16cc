import random
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from tests.support.stores import NOON_US, OPTIONS, make_update

from jobdesk.errors import Refused
from jobdesk.models.plans import Ending
from jobdesk.models.records import LEVEL_NAMES, LogCounts, Status
from jobdesk.models.stores.found_lines import LineFinder
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.operations.backup import backup
from jobdesk.operations.restore import restore
from jobdesk.operations.runs import delete_run
from jobdesk.operations.search import SEARCH_DAMAGED, RunsSearch, SearchScope, coverage
from jobdesk.wiring import open_services


@pytest.fixture
def store(services, one):
    """Store a run with these lines; ended well unless it is said otherwise."""

    def store(*messages, status=Status.SUCCESS, level=20, obj=""):
        no = services.results.create(one, "me", {}, False, OPTIONS).no
        rows = [(NOON_US, level, "main", text, obj, "") for text in messages]
        counts = LogCounts(**{LEVEL_NAMES[level]: len(rows)})
        services.logs.append([make_update(no, rows, counts=counts)])
        if status.is_ready:
            services.results.close(no, Ending(status, datetime.now(UTC), counts=counts))
        return no

    return store


def found(services, text, **wanted):
    search = RunsSearch(services, text, **wanted)
    return [(hits.no, [line.seq for line in hits.lines], hits.more) for hits in search if hits]


def test_runs_come_newest_first_with_their_first_lines(services, store):
    old = store("ge-0/0/1 is up", "nothing", "ge-0/0/1 is down")
    store("another interface")
    new = store(*(f"ge-0/0/1 step {number}" for number in range(4)))

    assert found(services, "ge-0/0/1", lines_per_run=3) == [
        (new, [0, 1, 2], True),
        (old, [0, 2], False),
    ]


def test_a_hit_tells_its_run_and_the_whole_line(services, store, one):
    no = store("the door is open", obj="sw-1", level=30)

    [hits] = [each for each in RunsSearch(services, "object:sw-1 level:warning") if each]

    record = services.results.by_no(no)
    assert (hits.no, hits.id, hits.job_id) == (no, record.id, one.id)
    assert (hits.job_name, hits.status) == (record.name, Status.SUCCESS)
    assert hits.date_created == record.date_created
    [line] = hits.run_lines()
    assert (line.no, line.job_name, line.line) == (no, record.name, hits.lines[0])
    assert (line.line.level, line.line.message) == ("warning", "the door is open")


@pytest.mark.parametrize(
    ("text", "seqs"),
    [
        ("alpha beta", [2]),
        ("alpha or beta", [0, 1, 2]),
        ("alpha -beta", [0]),
        ("not alpha", [1]),
        ('"alpha and"', [2]),
        ("/^(alpha|gamma)/", [0, 2]),
        ("ALPHA", [0, 2]),
        ("level:error", []),
    ],
)
def test_the_language_is_that_of_the_log(services, store, text, seqs):
    no = store("alpha", "beta", "alpha and beta")

    assert found(services, text) == ([(no, seqs, False)] if seqs else [])


def test_case_counts_when_it_is_asked_for(services, store):
    no = store("Alpha", "alpha")

    assert found(services, "Alpha", case_sensitive=True) == [(no, [0], False)]


def test_the_scope_says_which_runs(services, store, one):
    good, live = store("word"), store("word", status=Status.PENDING)
    failed = store("word", status=Status.FAILURE)

    def nos(**scope):
        return [no for no, _, _ in found(services, "word", scope=SearchScope(**scope))]

    assert nos() == [failed, live, good]
    assert nos(status=Status.FAILURE) == [failed]
    assert nos(job_id=one.id) == [failed, live, good]
    assert nos(job_id="00000000-0000-0000-0000-000000000001") == []
    asked = services.results.by_no(failed).date_created
    assert nos(since=asked) == [failed]
    assert nos(since=asked + timedelta(seconds=1)) == []


def test_a_deleted_run_is_not_found(services, actor, store):
    gone, kept = store("word"), store("word")

    delete_run(services, actor, str(gone))

    assert found(services, "word") == [(kept, [0], False)]


def test_a_run_that_is_deleted_during_the_search_is_passed_over(services, store):
    gone = store("word")
    search = RunsSearch(services, "word")
    told = search._told(gone, [object()])
    assert told is not None

    services.results.delete(gone)

    assert search._told(gone, [object()]) is None


@pytest.mark.parametrize("text", ["", "  ", "/(/", '"open', "level:loud", "(a"])
def test_a_wrong_query_is_refused_at_once(services, text):
    with pytest.raises(Refused):
        RunsSearch(services, text)


def test_an_interrupted_search_just_stops(services, store):
    for _ in range(3):
        store("word")
    search = RunsSearch(services, "word")
    hits = iter(search)
    assert next(hits) is not None

    search.interrupt()

    assert [each for each in hits if each] == []


def test_a_search_that_is_interrupted_before_it_began_finds_nothing(services, store):
    store("word")
    search = RunsSearch(services, "word")

    search.interrupt()

    assert list(search) == []


# With an index


@pytest.fixture
def build(services, paths):
    """Bring the index up to date, as the agent does."""

    def build():
        with closing(IndexBuilder(paths.search_db, paths.logs_db)) as builder:
            for _ in builder.work(list(services.results.identities())):
                pass

    return build


QUERIES = (
    "ge-0/0/1", "GE-0/0/1", "-up down", "not up", "ge or xe", "(ge or power) supply",
    "/fail(ed|s)/", "/^power supply/", "level:warning", "level:error power", "object:sw-1",
    "grouping", "group:main", 'message:"2 failed"', 'object:="sw-1"', "größe", "GRÖSSE",
    "no such text", "3f:a2", "a", '"% _"',
)  # fmt: skip
LINES = (
    ("ge-0/0/1 is up", 20, ""),
    ("ge-0/0/11 is down", 30, "sw-1"),
    ("xe-1/0/1 is up", 20, "sw-11"),
    ("power supply 2 failed", 40, "sw-1"),
    ("Größe 100 % _tail", 20, ""),
    ("3f:a2:9c learned", 10, "SW-1"),
)


def test_the_index_changes_no_answer(services, store, build):
    dice = random.Random(5)
    for _ in range(30):
        text, level, obj = dice.choice(LINES)
        filling = [
            f"line {number} of something else" for number in range(dice.choice((0, 3, 200)))
        ]
        at = dice.randrange(len(filling) + 1)
        store(*filling[:at], text, *filling[at:], level=level, obj=obj)
    asked = list(product(QUERIES, (False, True)))
    before = {(text, case): found(services, text, case_sensitive=case) for text, case in asked}
    assert len([hits for hits in before.values() if hits]) > len(QUERIES)

    build()

    assert RunsSearch(services, "x").coverage == (30, 30)
    for (text, case), hits in before.items():
        assert found(services, text, case_sensitive=case) == hits, (text, case)


def test_blocks_without_the_text_are_not_read(services, store, build, monkeypatch):
    """Else the index would be of no use."""
    nos = [store(*(f"{word} {at}" for at in range(200))) for word in ("pin", "needle")]
    build()
    read = []
    real = LineFinder.lines
    monkeypatch.setattr(
        LineFinder, "lines", lambda self, *given: (read.append(given), real(self, *given))[1]
    )

    assert found(services, '"pin 199"') == [(nos[0], [199], False)]
    assert sum(stop - first for _, _, spans in read for first, stop in spans) <= 200


def test_live_and_new_runs_are_read_beside_the_index(services, store, build):
    old = store("word")
    live = store("word", status=Status.PENDING)
    build()
    new = store("word")

    assert coverage(services) == (1, 2)
    assert [no for no, _, _ in found(services, "word")] == [new, live, old]


def test_a_run_that_is_deleted_is_not_found_by_the_index_either(services, actor, store, build):
    gone = store("word")
    build()

    delete_run(services, actor, str(gone))

    assert found(services, "word") == []
    assert coverage(services) == (0, 0)


def test_an_index_of_later_runs_does_not_mix_with_a_restored_workspace(
    services, actor, store, build, paths, tmp_path
):
    old = store("word old")
    backup(services, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert "search.db" not in archive.namelist()
    lost = store("word lost", "word lost")
    build()
    services.close()

    restore(paths, tmp_path / "one.zip")
    with closing(open_services(paths, services.host)) as restored:
        job = restored.jobs.by_class_path("mod.One")
        new = restored.results.create(job, "me", {}, False, OPTIONS).no
        assert new == lost
        restored.logs.append([make_update(new, [(NOON_US, 20, "main", "word new", "", "")])])
        restored.results.close(new, Ending(Status.SUCCESS, datetime.now(UTC)))

        assert found(restored, "word") == [(new, [0], False), (old, [0], False)]
        assert found(restored, "lost") == []
        assert coverage(restored) == (1, 2)


def test_a_damaged_index_is_told_to_the_agent_and_nothing_is_missed(
    services, store, build, paths, expected_log
):
    no = store("word")
    build()
    with paths.search_db.open("r+b") as file:
        file.write(b"no database at all")

    assert found(services, "word") == [(no, [0], False)]
    assert services.host.announced[-1] == SEARCH_DAMAGED
