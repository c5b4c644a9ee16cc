"""What is kept about logs: the newest value is what stays, whoever writes it."""

import threading

from jobdesk.errors import StoreUnavailable
from jobdesk.ui import background, messages
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


def test_a_full_disk_keeps_no_page_open_and_what_was_not_written_waits(qtbot):
    said, store = [], Store()
    messages.bridge().listen(lambda message: said.append(message.text))
    keeper = LogKeeper(FullStore(), "me", None)
    keeper.keep(MARKS, "1", [3])

    keeper.write()

    assert said == ["The disk is full."]
    keeper._store = store
    keeper.write()
    assert store.held == {(MARKS, "1"): [3]}


class FullStore(Store):
    """Has no room."""

    def put(self, user_id, kind, key, value):
        raise StoreUnavailable("The disk is full.")
