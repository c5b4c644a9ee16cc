"""The pool with real processes: who is handed out, who leaves."""

import psutil
import pytest
from tests.support.hosting import STANDIN

from jobdesk.runner.pool import WorkerPool

pytestmark = pytest.mark.process


@pytest.fixture
def pool(qapp):
    made = WorkerPool(STANDIN, {})
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def warm(pool, qtbot):
    """The pid of the one idle worker."""
    with qtbot.waitSignal(pool.worker_ready):
        pool.keep_warm(1)
    [worker] = pool._idle
    return worker.pid


@pytest.fixture
def take(pool, qtbot):
    """Take a worker; it is ended after the test."""
    taken = []

    def one(**wish):
        taken.append(pool.take(**wish))
        return taken[-1]

    yield one
    for worker in taken:
        worker.kill()
        assert worker.wait(30_000)
        worker.deleteLater()


def test_an_idle_worker_is_handed_out(pool, warm, take):
    worker = take()

    assert worker.pid == warm
    assert pool.idle_count == 0


def test_a_dismissed_worker_is_not_handed_out(pool, warm, take, qtbot):
    pool.drop_idle()

    worker = take()

    assert worker.pid != warm
    assert pool.idle_count == 0
    qtbot.waitUntil(lambda: not psutil.pid_exists(warm))
    assert worker.is_running


def test_a_fresh_worker_takes_the_place_of_a_dismissed_one(pool, warm, take, qtbot):
    with qtbot.waitSignal(pool.worker_ready):
        pool.drop_idle()

    assert pool.idle_count == 1
    assert take().pid != warm


def test_dismissed_workers_are_held_only_until_they_are_gone(pool, warm, qtbot):
    with qtbot.waitSignal(pool.worker_ready):
        pool.drop_idle()

    qtbot.waitUntil(lambda: not pool._leaving)

    assert not psutil.pid_exists(warm)
    held = [pool._retry, pool._refill_timer, pool._models_timer, *pool._idle]
    qtbot.waitUntil(lambda: len(pool.children()) == len(held))  # once the deletion is due


def test_close_waits_for_workers_dismissed_just_before(pool, warm):
    pool.drop_idle()

    pool.close()

    assert not psutil.pid_exists(warm)
    assert pool.idle_count == 0


def test_a_worker_with_the_models_waits_for_who_needs_them(pool, warm, take, qtbot):
    pool.keep_warm_with_models(1)
    qtbot.waitUntil(lambda: pool.models_count == 1)

    plain, other, with_models = take(), take(), take(with_models=True)

    assert [one.has_models for one in (plain, other, with_models)] == [False, False, True]
    assert (pool.idle_count, pool.models_count) == (0, 0)


def test_who_needs_models_and_finds_none_loaded_gets_the_warm_one(pool, warm, take):
    assert take(with_models=True).pid == warm
    assert take(with_models=True).has_models
