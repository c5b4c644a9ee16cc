import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from jobdesk.ui import tidying
from jobdesk.ui.tidying import Tidying


class Ring:
    def __init__(self):
        self.me = self


@pytest.fixture
def tidy(qtbot):
    gc.enable()  # as where a program begins
    found = Tidying(owner := QObject())
    gc.collect()
    found.owner = owner
    yield found
    found.stop()
    gc.disable()  # as in all tests
    gc.unfreeze()


def make_ring():
    ring = Ring()
    return weakref.ref(ring)


def make(number):
    return [[] for _ in range(number)]


def passes():
    return sum(stats["collections"] for stats in gc.get_stats())


def test_no_pass_comes_by_itself_in_whatever_thread(tidy):
    before = passes()

    kept = make(200_000)
    thread = threading.Thread(target=make, args=[200_000])
    thread.start()
    thread.join()

    assert passes() == before
    assert len(kept) == 200_000


def test_a_ring_goes_when_some_was_made(tidy):
    ring = make_ring()
    kept = make(10_000)

    tidy.look()

    assert ring() is None
    assert len(kept) == 10_000


def test_little_is_left_alone(tidy):
    before = gc.get_freeze_count()

    tidy.look()

    assert gc.get_freeze_count() == before


def test_much_that_was_read_is_not_looked_through(tidy):
    before, kept = gc.get_freeze_count(), make(200_000)
    seen = passes()

    tidy.look()

    assert passes() == seen
    assert gc.get_freeze_count() > before + len(kept)


def test_what_came_to_stay_is_tidied_when_nobody_is_there(tidy, monkeypatch):
    ring = make_ring()
    gc.freeze()
    press(tidy)
    monkeypatch.setattr(tidying, "_AWAY_S", 0.0)

    tidy.look()

    assert ring() is None


def test_that_is_done_once_until_somebody_comes_back(tidy):
    press(tidy)
    tidy.look_at_all()
    seen = passes()

    tidy.look_at_all()

    assert passes() == seen


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_as_it_was_afterwards(qtbot, is_on):
    if is_on:
        gc.enable()
    owner = QObject()
    found = Tidying(owner)

    found.stop()

    assert gc.isenabled() == is_on
    gc.disable()


def press(tidy):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    tidy.eventFilter(tidy, event)
