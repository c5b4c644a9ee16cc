"""The threads that touch the inventory: one writes, some read beside it.

A connection belongs to one thread, so each has its own; SQLite lets readers go on while
somebody writes. Django knows one inventory per process: whoever asks for another workspace
waits until nobody works in the first.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobdesk.errors import Superseded

if TYPE_CHECKING:
    from jobdesk.inventory.start import InventoryPlace

WRITER = "writer"
"""The lane of what writes, and of what is asked between two writes."""

_PATIENCE_S = 2.0  # of an editor at the gate (DESIGN §4)

_lanes: dict[str, ThreadPoolExecutor] = {}
_guard = threading.Lock()


class Question:
    """Something that is asked, and may become superfluous while it waits or runs."""

    __slots__ = ("is_dropped",)

    def __init__(self) -> None:
        self.is_dropped = False

    def drop(self) -> None:
        """Nobody wants the answer any more; from any thread."""
        self.is_dropped = True

    def require(self) -> None:
        """Go on only while somebody wants the answer.

        Raises:
            Superseded: nobody does.
        """
        if self.is_dropped:
            raise Superseded


def lane(name: str) -> ThreadPoolExecutor:
    """One thread; what is done in it is done one after the other."""
    with _guard:
        if name not in _lanes:
            _lanes[name] = ThreadPoolExecutor(1, thread_name_prefix=f"jobdesk-inventory-{name}")
        return _lanes[name]


class _Standing:
    """In which inventory the process works, and how many of its threads do just now."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._making = threading.Lock()
        self._working = 0
        self._here = threading.local()

    @contextmanager
    def at(self, place: InventoryPlace) -> Generator[None]:
        """Work in an inventory, which is made or opened where needed."""
        from jobdesk.inventory import schema

        self._enter(place)
        try:
            with self._making:
                schema.make_ready()
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    def _enter(self, place: InventoryPlace) -> None:
        from jobdesk.inventory import start
        from jobdesk.inventory.gate.base import gate_of

        with self._changed:
            while self._working and not start.is_at(place):
                self._changed.wait()
            start.move(place)
            gate_of().lock.limit_s = _PATIENCE_S
            self._working += 1
        if getattr(self._here, "place", None) not in (None, place):
            from jobdesk.inventory.interrupting import close_connection

            close_connection()
        self._here.place = place


standing = _Standing()


def close_all() -> None:
    """Close the connections of all lanes; each is opened again when something is asked."""
    with _guard:
        lanes = list(_lanes.values())
    for one in lanes:
        one.submit(_close).result()


def _close() -> None:
    from jobdesk.inventory.start import is_started

    if is_started():
        from jobdesk.inventory.interrupting import close_connection

        close_connection()
