"""Queues with real processes: changed while runs wait, in the order that people asked for."""

import signal

import pytest

from jobdesk.models.records import Status

pytestmark = pytest.mark.process


@pytest.fixture
def hold(ws, tmp_path):
    """A run that ends when `go` is touched."""

    def ask(job, queue="default"):
        return ws.ask(job, queue=queue, act="wait", until=str(tmp_path / "go"))

    return ask


@pytest.fixture
def go(tmp_path):
    return (tmp_path / "go").touch


def waits(host, *runs):
    return host.status()["waiting"] == [one.no for one in runs]


def test_a_higher_concurrency_starts_who_waits_at_once(ws, start, hold, go, running, ended):
    ws.queues.ensure(["slow"])
    ws.queues.set_concurrency("slow", 1)
    host, job = start(slots=4), ws.job()
    first, second = hold(job, "slow"), hold(job, "slow")
    host.submit(first.no)
    host.submit(second.no)
    running(first.no)
    assert waits(host, second)

    ws.queues.set_concurrency("slow", 2)
    host.reload("queues")

    assert waits(host)
    running(second.no)
    go()
    ended(second.no)


def test_a_paused_queue_holds_its_runs_until_it_goes_on(ws, start, hold, go, running, ended):
    job = ws.job()
    ws.queues.set_paused("default", True)
    host, run = start(), ws.ask(job, act="ok")
    host.submit(run.no)
    assert waits(host, run)

    ws.queues.set_paused("default", False)
    host.reload("queues")

    assert ended(run.no).status is Status.SUCCESS


def test_a_draining_queue_still_runs_what_it_has(ws, start, ended):
    job = ws.job()
    run = ws.ask(job, act="ok")
    ws.queues.set_draining("default", True)

    start()

    assert ended(run.no).status is Status.SUCCESS


def test_moved_runs_start_in_the_order_asked_for(ws, start, ended):
    job = ws.job()
    ws.queues.set_paused("default", True)
    host = start(slots=1)
    runs = [ws.ask(job, act="ok") for _ in range(4)]
    for run in runs:
        host.submit(run.no)
    ws.results.move(runs[3].no, runs[0].no)
    ws.results.move(runs[0].no, None)
    wanted = [runs[at] for at in (3, 1, 2, 0)]

    ws.queues.set_paused("default", False)
    host.reload("queues")

    for run in runs:
        ended(run.no)
    assert sorted(runs, key=lambda run: ws.result(run.no).claim.at) == wanted


def test_the_next_host_knows_the_order_too(ws, start):
    job = ws.job()
    ws.queues.set_paused("default", True)
    first, second = ws.ask(job, act="ok"), ws.ask(job, act="ok")
    ws.results.move(second.no, first.no)

    host = start()

    assert waits(host, second, first)
    for run in (first, second):
        host.cancel(run.no, "the test")


def test_a_change_whose_message_was_lost_is_found(ws, start, ended):
    job = ws.job()
    ws.queues.set_paused("default", True)
    host, run = start(), ws.ask(job, act="ok")
    host.submit(run.no)
    ws.queues.set_paused("default", False)

    assert ended(run.no).status is Status.SUCCESS


def test_a_singleton_goes_on_when_the_first_has_crashed(ws, start, ended, running):
    host, job = start(), ws.job(is_singleton=True, singleton_policy="queue")
    first = ws.ask(job, act="die", signal=int(signal.SIGKILL))
    second = ws.ask(job, act="ok")
    host.submit(first.no)
    host.submit(second.no)

    assert ended(first.no).status is Status.FAILURE
    assert ended(second.no).status is Status.SUCCESS
    assert ended(second.no).date_started >= ended(first.no).date_done


def test_a_singleton_that_waits_holds_back_nobody_else(ws, start, hold, go, running, ended):
    alone, free = ws.job("Alone", is_singleton=True, singleton_policy="queue"), ws.job("Free")
    host, first = start(slots=3), hold(alone)
    second, other = ws.ask(alone, act="ok"), ws.ask(free, act="ok")
    for run in (first, second, other):
        host.submit(run.no)

    assert ended(other.no).status is Status.SUCCESS
    assert waits(host, second)
    go()
    assert ended(second.no).status is Status.SUCCESS
