from datetime import UTC, datetime, timedelta

import pytest
from tests.support.stores import NOON_US, OPTIONS, make_update

from jobdesk.errors import Refused
from jobdesk.models.plans import Ending
from jobdesk.models.records import LEVEL_NAMES, LogCounts, Status
from jobdesk.operations.runs import delete_run
from jobdesk.operations.search import RunsSearch, SearchScope


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
