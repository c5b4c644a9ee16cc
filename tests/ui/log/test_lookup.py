import threading

import pytest
from tests.ui.log.memory_log import MemoryLog, MemorySearch

from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.query import LogQuery


@pytest.fixture
def lookup(qapp):
    log = MemoryLog(1000)
    lookup = LogLookup(log, lambda: MemorySearch(log), 1)
    yield lookup
    lookup.stop()


def test_matches_that_are_only_counted_wait_a_moment_and_then_take_all(qtbot, lookup):
    lookup.choose(LogQuery(), only_matches=False)

    for total in (100, 200, 400, 800):
        lookup.extend(total)

    assert lookup.matches._total == 0
    qtbot.waitUntil(lambda: lookup.matches.count == 100)
    assert lookup.matches._total == 800


def test_matches_that_are_shown_are_looked_for_at_once(qtbot, lookup):
    lookup.choose(LogQuery(text='"line 1"'), only_matches=True)

    lookup.extend(100)

    assert lookup.matches._total == 100
    qtbot.waitUntil(lambda: lookup.shown.count == 11)


def test_a_step_asked_for_early_is_answered_with_the_last_lines(qtbot):
    log, gate = MemoryLog(100), threading.Event()
    lookup = LogLookup(log, lambda: MemorySearch(log, gate), 1)
    found = []
    lookup.failure_found.connect(found.append)
    lookup.extend(100)
    lookup.choose(LogQuery(), only_matches=False)

    lookup.step_failure(-1, 1)
    gate.set()
    lookup.matches._stream._thread.join(30)  # all is told at once

    qtbot.waitUntil(lambda: found == [7])
    lookup.stop()
