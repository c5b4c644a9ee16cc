"""LogKeeper: keeps marks and highlighters in the desk, soon after they change."""

import threading
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.errors import JobDeskError
from jobdesk.models.stores.kept import KeptStore
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.session import Session

_WRITE_MS = 200

MARKS = "log_mark"  # lists of line numbers by run
HIGHLIGHTERS = "log_highlighter"  # one list, under the key "rules"


class LogKeeper(QObject):
    """What one person keeps about logs; without a store it forgets it with the window."""

    def __init__(self, store: KeptStore | None, user_id: str, parent: QObject | None) -> None:
        super().__init__(parent)
        self._store = store
        self._user_id = user_id
        self._waiting: dict[tuple[str, str], Any] = {}
        self._pen = threading.Lock()  # of who writes
        self._turn = 0  # of `write`: what was handed to the thread before is older
        self._late = QTimer(self, singleShot=True, interval=_WRITE_MS)
        self._late.timeout.connect(self._on_late)

    def read(self, kind: str, key: str) -> Any:
        """A value by its key; None when there is none."""
        if (kind, key) in self._waiting:
            return self._waiting[kind, key]
        return None if self._store is None else self._store.get(self._user_id, kind, key)

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Remember a value; None forgets it."""
        self._waiting[kind, key] = value
        if self._store is not None:
            self._late.start()

    def write(self) -> None:
        """Write what waits, at once: nothing may be lost with the window."""
        self._late.stop()
        if self._store is None:
            return
        with self._pen:
            self._turn += 1
            try:
                for (kind, key), value in self._waiting.items():
                    self._store.put(self._user_id, kind, key, value)
            except JobDeskError as error:  # pages close all the same; the next one tries again
                messages.show_error(str(error))
                return
        self._waiting.clear()

    @Slot()
    def _on_late(self) -> None:
        store, user_id, waiting = self._store, self._user_id, dict(self._waiting)
        turn = self._turn
        assert store is not None

        def work() -> None:
            with self._pen:
                for (kind, key), value in waiting.items() if turn == self._turn else ():
                    store.put(user_id, kind, key, value)

        def done(_: None) -> None:
            for name, value in waiting.items():
                if self._waiting.get(name) == value:
                    self._waiting.pop(name, None)

        run_in_background(self, work, done, store="desk")


def keeper_of(session: Session) -> LogKeeper:
    """The one keeper of a window: what changes in one log shows in the others."""
    found = session.findChild(LogKeeper)
    if isinstance(found, LogKeeper):
        return found
    return LogKeeper(session.ready.kept, str(session.user.id), session)
