import threading
import time

import pytest
from benchmarks.watchdog import Watchdog


@pytest.fixture(params=[False, True], ids=["alone", "with a witness"])
def dog(qtbot, request):
    return Watchdog(has_witness=request.param)


def test_work_in_the_loop_is_a_block(dog):
    dog.start()
    until = time.thread_time() + 0.08
    while time.thread_time() < until:
        pass

    assert dog.stop() >= 75


def test_waiting_in_the_loop_is_a_block_too(dog):
    dog.start()
    time.sleep(0.08)

    assert dog.stop() >= 70


def test_a_lock_that_another_thread_holds_is_a_block(dog):
    lock = threading.Lock()
    lock.acquire()
    threading.Timer(0.08, lock.release).start()
    dog.start()
    with lock:
        pass

    assert dog.stop() >= 60


def test_an_idle_loop_is_free(dog, qtbot):
    dog.start()
    qtbot.wait(200)

    assert dog.stop() < 70


def test_the_witness_tells_what_was_done(qtbot):
    dog = Watchdog(has_witness=True)
    dog.start()
    time.sleep(0.1)
    dog.stop()

    assert "test_the_witness_tells_what_was_done" in dog.where
