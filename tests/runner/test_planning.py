from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jobdesk.runner.planning import Lane, Plan, Waiting, next_runs

QUEUES = ("default", "deploy", "slow")


def places(first=1):
    one = st.builds(
        lambda queue, alone, queues_up: (queue, alone, queues_up),
        st.sampled_from(QUEUES),
        st.sampled_from(("", "", "a.A", "b.B")),
        st.booleans(),
    )
    return st.lists(one, max_size=12).map(
        lambda found: [Waiting(first + n, q, a, u) for n, (q, a, u) in enumerate(found)]
    )


lanes = st.dictionaries(
    st.sampled_from(QUEUES), st.builds(Lane, st.integers(0, 3), st.booleans())
)


moved = st.dictionaries(st.integers(100, 111), st.floats(0, 120), max_size=6)


@given(
    places(100),
    places(1).map(lambda found: found[:3]),
    lanes,
    st.integers(0, 6),
    st.randoms(),
    moved,
)
def test_every_plan_keeps_the_rules(waiting, running, rules, slots, order, where):
    mixed = list(waiting)
    order.shuffle(mixed)

    plan = next_runs(mixed, running, rules, slots, where)

    by_no = {one.no: one for one in waiting}
    started = [by_no[no] for no in plan.start]
    busy = [*running, *started]
    per_queue = Counter(one.queue for one in busy)
    assert list(plan.start) == sorted(plan.start, key=lambda no: (where.get(no, no), no))
    assert not started or len(busy) <= slots
    for one in started:
        lane = rules.get(one.queue, Lane())
        assert not lane.is_paused
        assert not lane.concurrency or per_queue[one.queue] <= lane.concurrency
        if one.alone:
            assert [other.alone for other in busy].count(one.alone) == 1
    for no, holder in plan.refuse.items():
        assert not by_no[no].queues_up
        assert by_no[no].alone == next(one for one in busy if one.no == holder).alone
    assert_nobody_was_passed_over(waiting, plan, busy, per_queue, rules, slots)


def assert_nobody_was_passed_over(waiting, plan, busy, per_queue, rules, slots):
    """Who stays has a reason: a full or paused queue, no slot, or its singleton runs."""
    alone = {one.alone for one in busy if one.alone}
    for one in waiting:
        if one.no in plan.start or one.no in plan.refuse:
            continue
        lane = rules.get(one.queue, Lane())
        full = bool(lane.concurrency) and per_queue[one.queue] >= lane.concurrency
        assert lane.is_paused or full or len(busy) >= slots or one.alone in alone


def test_the_oldest_goes_first():
    waiting = [Waiting(no, "default") for no in (5, 3, 9)]
    assert next_runs(waiting, [], {}, 2).start == (3, 5)


def test_a_moved_run_starts_at_its_place():
    waiting = [Waiting(no, "default") for no in (5, 3, 9)]
    assert next_runs(waiting, [], {}, 2, {9: 2.5}).start == (9, 3)


def test_a_full_queue_does_not_hold_back_another():
    waiting = [Waiting(1, "slow"), Waiting(2, "slow"), Waiting(3, "default")]
    assert next_runs(waiting, [], {"slow": Lane(1)}, 4).start == (1, 3)


def test_a_paused_queue_starts_nothing():
    assert next_runs([Waiting(1, "slow")], [], {"slow": Lane(0, True)}, 4).start == ()


def test_a_second_singleton_is_refused_and_names_its_holder():
    plan = next_runs([Waiting(2, "q", "m.J")], [Waiting(1, "q", "m.J")], {}, 4)
    assert (plan.start, plan.refuse) == ((), {2: 1})


def test_a_second_singleton_with_policy_queue_waits():
    plan = next_runs([Waiting(2, "q", "m.J", True)], [Waiting(1, "q", "m.J")], {}, 4)
    assert (plan.start, plan.refuse) == ((), {})


def test_runs_of_one_turn_go_one_after_the_other_and_hold_back_nobody_else():
    waiting = [Waiting(1, "q", turn="1.x"), Waiting(2, "q", turn="1.x"), Waiting(3, "q")]

    assert next_runs(waiting, [], {}, 4) == Plan((1, 3), {})
    assert next_runs(waiting, [Waiting(9, "q", turn="1.x")], {}, 4) == Plan((3,), {})
