"""The order of waiting runs, whatever was moved where."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.stores import NOON, make_job

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.plans import Ending
from jobdesk.models.records import Claim, RunOptions, Status

CLAIM = Claim(host_pid=7, host_created=1.5, at=NOON)


@pytest.fixture
def ask(results, jobs):
    job = jobs.add("local", make_job("Audit"))

    def create(queue="default"):
        options = RunOptions(queue=queue, soft_limit=0.0, hard_limit=0.0)
        return results.create(job, "root", {}, False, options).no

    return create


def order(results, queue="default"):
    return [one.no for one in results.waiting_in(queue, 1000)]


def test_without_moves_the_oldest_is_first(results, ask):
    nos = [ask() for _ in range(4)]

    assert order(results) == nos
    assert results.places() == {}
    assert [one.no for one in results.waiting_in("default", 2)] == nos[:2]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    queues=st.lists(st.sampled_from("ab"), min_size=1, max_size=8),
    moves=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 8)), max_size=25),
    later=st.integers(0, 2),
)
def test_any_sequence_of_moves_gives_the_order_asked_for(results, ask, queues, moves, later):
    for no in results.pending_numbers():
        results.close(no, Ending(Status.REVOKED, date_done=NOON))
    wanted = {"a": [], "b": []}
    for queue in queues:
        wanted[queue].append(ask(queue))
    queue_of = {no: queue for queue, nos in wanted.items() for no in nos}
    for which, where in moves:
        no = list(queue_of)[which % len(queue_of)]
        lane = wanted[queue_of[no]]
        lane.remove(no)
        at = where % (len(lane) + 1)
        results.move(no, lane[at] if at < len(lane) else None)
        lane.insert(at, no)
    for _ in range(later):
        wanted["a"].append(ask("a"))

    assert (order(results, "a"), order(results, "b")) == (wanted["a"], wanted["b"])


def test_moves_go_on_when_no_number_fits_between_two_places(results, ask):
    other = ask("other")
    nos = [ask() for _ in range(3)]
    for _ in range(70):  # a gap can be halved some fifty times
        last = order(results)[-1]
        results.move(last, order(results)[1])

    assert order(results)[0] == nos[0]
    assert sorted(order(results)) == nos
    assert order(results, "other") == [other]
    later = ask()
    assert order(results)[-1] == later


def test_a_move_to_the_end_stays_before_what_is_asked_for_later(results, ask):
    first, second = ask(), ask()
    for _ in range(60):
        results.move(order(results)[0], None)
    later = ask()

    assert order(results)[-1] == later
    assert sorted(order(results)[:-1]) == [first, second]


def test_a_move_to_the_top_passes_nobody_of_another_queue(results, ask):
    ask("b")
    first, second = ask(), ask()
    results.move(second, first)

    assert order(results) == [second, first]
    assert 1 < results.places()[second] < first


def test_what_cannot_be_moved_is_refused_in_words(results, ask):
    taken, ended, waiting, other = ask(), ask(), ask(), ask("slow")
    results.claim(taken, CLAIM)
    results.close(ended, Ending(Status.REVOKED, date_done=NOON))

    for no, sentence in (
        (taken, f"Run {taken} has already started; only runs that wait can be moved."),
        (ended, f"Run {ended} has already ended; only runs that wait can be moved."),
        (other, f"Run {other} waits in queue slow, run {waiting} in default; "),
    ):
        with pytest.raises(Refused, match=sentence):
            results.move(no, waiting)
    with pytest.raises(Refused, match="already started"):
        results.move(waiting, taken)
    with pytest.raises(ResultNotFound, match="no run 99"):
        results.move(99, None)
    assert results.places() == {}


def test_moving_a_run_before_itself_or_alone_changes_nothing(results, ask):
    no = ask()
    results.move(no, no)
    results.move(no, None)

    assert results.places() == {}


def test_places_of_runs_that_wait_no_more_are_forgotten(results, ask):
    first, second, third = ask(), ask(), ask()
    results.move(second, first)
    results.close(second, Ending(Status.REVOKED, date_done=NOON))
    results.move(third, first)

    assert set(results.places()) == {third}


def test_queues_know_how_many_wait_and_since_when(results, ask):
    first, taken = ask(), ask()
    ask()
    ask("slow")
    results.claim(taken, CLAIM)

    found = results.lineups()

    assert {queue: one.count for queue, one in found.items()} == {"default": 2, "slow": 1}
    assert found["default"].since == results.by_no(first).date_created
    assert [one.no for one in results.going()] == [taken]
