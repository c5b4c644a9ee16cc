import json

import pytest
from tests.support.stores import NOON

from jobdesk.errors import InputErrors, NotFound, PermissionRefused, Refused, ResultNotFound
from jobdesk.models.records import Claim, UserRecord
from jobdesk.operations import queues
from jobdesk.operations.documents import queue_document
from jobdesk.operations.runs import RunRequest, request_run

pytestmark = pytest.mark.process

JOBS = """
class Open(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self): pass

class Two(Open):
    class Meta:
        name = "Two ways"
        has_sensitive_variables = False
        task_queues = ["slow", "fast"]

register_jobs(Open, Two)
"""
CLAIM = Claim(host_pid=7, host_created=1.5, at=NOON)


@pytest.fixture(autouse=True)
def jobs(install):
    install("mod", JOBS)


@pytest.fixture
def ask(services, actor):
    def request(job="mod.Open", queue=""):
        return request_run(services, actor, job, RunRequest(queue=queue)).no

    return request


@pytest.fixture
def announced(services):
    services.host.announced.clear()
    return services.host.announced


def order(services, name="default"):
    return [one.no for one in queues.waiting_runs(services, name, 100)]


def test_queues_say_what_runs_and_waits_and_since_when(services, ask):
    first, second, third = ask(), ask(), ask()
    services.results.claim(first, CLAIM)
    ask("mod.Two", "fast")

    found = {one.name: one for one in queues.list_queues(services)}

    assert list(found) == ["default", "fast", "slow"]
    state = found["default"]
    assert (state.running, state.waiting, state.slots) == (1, 2, services.settings.slot_count)
    assert state.waiting_since == services.results.by_no(second).date_created
    assert (found["slow"].waiting, found["slow"].waiting_since) == (0, None)
    assert [one.no for one in queues.read_board(services).going] == [first]
    assert order(services) == [second, third]
    document = queue_document(state)
    assert json.loads(json.dumps(document)) == document


def test_every_change_is_announced_and_counts(services, actor, announced):
    change = queues.change_queue

    assert change(services, actor, "slow", concurrency=1).slots == 1
    assert change(services, actor, "slow", paused=True).is_paused
    state = change(services, actor, "slow", paused=False, draining=True)

    assert (state.is_paused, state.is_draining, state.concurrency) == (False, True, 1)
    assert announced == ["queues"] * 3


def test_all_queues_are_paused_and_go_on(services, actor, announced):
    assert all(one.is_paused for one in queues.pause_all(services, actor))
    assert not any(one.is_paused for one in queues.resume_all(services, actor))
    assert announced == ["queues"] * 2


@pytest.mark.parametrize("number", [-1, 1000])
def test_an_impossible_concurrency_is_refused(services, actor, number):
    with pytest.raises(Refused, match="from 1 to 999"):
        queues.change_queue(services, actor, "slow", concurrency=number)


def test_an_unknown_queue_is_answered_with_those_there_are(services, actor):
    with pytest.raises(
        NotFound, match="no queue called x; the queues are: default, fast, slow"
    ):
        queues.change_queue(services, actor, "x", paused=True)


def test_a_queue_is_made_once_and_by_a_possible_name(services, actor, announced):
    assert queues.create_queue(services, actor, " night ").name == "night"
    assert announced == ["queues"]
    with pytest.raises(Refused, match="called night already"):
        queues.create_queue(services, actor, "night")
    with pytest.raises(InputErrors, match="no slashes"):
        queues.create_queue(services, actor, "a/b")


def test_a_queue_that_is_used_is_not_deleted(services, actor, ask):
    with pytest.raises(Refused, match="Queue fast is used by Two ways; give it another"):
        queues.delete_queue(services, actor, "fast")
    queues.create_queue(services, actor, "night")
    queues.delete_queue(services, actor, "night")
    assert "night" not in [one.name for one in queues.list_queues(services)]


def test_a_draining_queue_refuses_new_runs_and_says_the_way_out(services, actor, ask):
    queues.change_queue(services, actor, "slow", draining=True)
    queues.change_queue(services, actor, "default", draining=True)

    with pytest.raises(Refused) as refused:
        ask("mod.Two")
    assert str(refused.value) == (
        "queue: slow is draining and takes no new runs; choose another one (fast) or let it "
        "take runs again ('jobdesk queue slow --undrain')."
    )
    with pytest.raises(Refused, match="new runs; let it take runs again"):
        ask()
    assert ask("mod.Two", "fast")
    assert services.results.count() == 1


def test_waiting_runs_are_moved(services, actor, ask, announced):
    first, second, third = ask(), ask(), ask()

    queues.move_to_top(services, actor, third)
    assert order(services) == [third, first, second]
    queues.move_run(services, actor, first)
    assert order(services) == [third, second, first]
    queues.move_run(services, actor, first, second)
    assert order(services) == [third, first, second]

    assert announced == ["queues"] * 3
    with pytest.raises(ResultNotFound):
        queues.move_to_top(services, actor, 99)


def test_only_who_may_changes_queues(services, ask):
    guest = UserRecord("1", "guest", is_superuser=False)
    no = ask()
    for attempt in (
        lambda: queues.create_queue(services, guest, "night"),
        lambda: queues.change_queue(services, guest, "slow", paused=True),
        lambda: queues.pause_all(services, guest),
        lambda: queues.resume_all(services, guest),
        lambda: queues.delete_queue(services, guest, "slow"),
        lambda: queues.move_run(services, guest, no),
        lambda: queues.move_to_top(services, guest, no),
    ):
        with pytest.raises(PermissionRefused):
            attempt()
    assert not any(one.is_paused for one in queues.list_queues(services))
