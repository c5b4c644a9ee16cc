import gc
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
def tidy(qtbot, monkeypatch):
    found = Tidying(owner := QObject())
    gc.enable()  # for tests of windows it rests
    gc.collect()
    found.owner = owner
    yield found
    found.stop()
    gc.disable()
    gc.unfreeze()


def make_ring():
    ring = Ring()
    return weakref.ref(ring)


def pass_over_the_young(times):
    for _ in range(times):
        gc.collect(1)


def test_full_passes_do_not_come_by_themselves(tidy):
    kept = [[] for _ in range(200_000)]

    assert gc.get_count()[2] > 10  # a full pass would have set it to 0
    assert len(kept) == 200_000


def test_a_ring_goes_when_some_was_made(tidy):
    ring = make_ring()
    pass_over_the_young(2)

    tidy.look()

    assert ring() is None


def test_little_is_left_alone(tidy):
    before = gc.get_freeze_count()

    tidy.look()

    assert gc.get_freeze_count() == before


def test_much_that_was_read_is_not_looked_through(tidy):
    before = gc.get_freeze_count()
    pass_over_the_young(9)
    seen = gc.get_stats()[2]["collections"]

    tidy.look()

    assert gc.get_stats()[2]["collections"] == seen
    assert gc.get_freeze_count() > before


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
    seen = gc.get_stats()[2]["collections"]

    tidy.look_at_all()

    assert gc.get_stats()[2]["collections"] == seen


def test_the_collector_is_as_it_was_afterwards(qtbot):
    before = gc.get_threshold()
    owner = QObject()
    found = Tidying(owner)

    found.stop()

    assert gc.get_threshold() == before


def press(tidy):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    tidy.eventFilter(tidy, event)
