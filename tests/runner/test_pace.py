import pytest

from jobdesk.runner.pace import Pace


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.mark.parametrize("rows", [0, 1, 20, 999])
def test_what_comes_in_drops_is_shown_soon(clock, rows):
    pace = Pace(clock)

    pace.begin()
    pace.found(rows)

    assert pace.pause() == pytest.approx(0.003)


def test_a_flood_is_polled_at_a_steady_beat(clock):
    pace = Pace(clock)
    pace.begin()
    clock.now += 0.020
    pace.found(5000)
    assert pace.pause() == pytest.approx(0.013)

    pace.begin()
    clock.now += 0.5
    pace.found(5000)
    assert pace.pause() == pytest.approx(0.003), "it is late already"

    pace.begin()
    pace.found(10)
    assert pace.pause() == pytest.approx(0.003), "the flood is over"


def test_silent_runs_are_polled_less_often(clock):
    pace = Pace(clock)

    clock.now += 1.0
    pace.begin()
    pace.found(None)
    assert pace.pause() == pytest.approx(0.010)

    pace.begin()
    pace.found(0)
    assert pace.pause() == pytest.approx(0.003)
