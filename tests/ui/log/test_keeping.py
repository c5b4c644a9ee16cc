"""What is kept about logs: the newest value is what stays, whoever writes it."""

import threading

from jobdesk.ui import background
from jobdesk.ui.log.keeping import MARKS, LogKeeper


class Store:
    """Remembers what was put."""

    def __init__(self):
        self.held = {}

    def put(self, user_id, kind, key, value):
        self.held[kind, key] = value


def test_what_is_written_at_once_is_not_overtaken_by_what_waited(qtbot):
    store, gate = Store(), threading.Event()
    keeper = LogKeeper(store, "me", None)
    background.run_in_background(keeper, lambda: gate.wait(30))
    keeper.keep(MARKS, "1", [3])
    keeper._on_late()
    keeper.keep(MARKS, "1", [3, 4])

    keeper.write()
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy())

    assert store.held == {(MARKS, "1"): [3, 4]}
