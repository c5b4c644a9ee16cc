"""Threads of one run and one open transaction: they join it instead of waiting for ever.

A job that opens a transaction and saves from a pool of threads inside would wait for itself:
the thread for the gate, the main thread for the pool. So a thread that finds the gate held by
a sibling works inside that transaction: its statements go over the owner's connection, and its
own `atomic` is a savepoint there. It joins at once when the run owns the transaction (1.x),
else after a second.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol

from jobdesk.inventory.gate.lock import TELL_AFTER_S, GateLock
from jobdesk.inventory.gate.statements import ANY_TABLE, written_table

_AT_ONCE_S = 0.005  # a single statement of a sibling may be under way


class Owner(Protocol):
    """The connection whose transaction is open."""

    connection: Any

    def open_gate(self) -> None:
        """Begin to write inside its transaction; nothing when that has happened."""


class Sharing:
    """Who of this process has the gate, and the right to speak over that connection.

    Attributes:
        owner: has the gate and an open transaction; None while nobody has.
        statements: held for each statement over the owner's connection; by who joined until
            the end of its own block, since savepoints of two threads cannot be interleaved.
        run: the connection whose transaction is the whole run (1.x): what other threads write
            is inside it, also before its own thread has written, and they read what is in it.
        beginning: held while that transaction begins, whichever thread lets it.
        refusal: why nobody may write here, in words; empty where writing is allowed.
        on_begin: called with the connection when a transaction has begun to write, inside it.
        written: the tables written so far, ANY_TABLE among them when somebody else may have
            written more; None: nobody asks.
        times_undone: rollbacks so far: what was read before one may never have happened.
    """

    def __init__(self, lock: GateLock) -> None:
        self.lock = lock
        self.owner: Owner | None = None
        self.statements = threading.RLock()
        self.run: Owner | None = None
        self.beginning = threading.RLock()
        self.refusal = ""
        self.on_begin: Callable[[Any], None] | None = None
        self.written: set[str] | None = None
        self.times_undone = 0
        self._is_shared = False  # somebody had to join this transaction: others do so at once

    def note_statement(self, query: str) -> None:
        """Keep which table it writes, when somebody asks for that."""
        if self.written is not None and (table := written_table(query)):
            self.written.add(table)

    def note_fork(self) -> None:
        """In a parent: what its child writes is not seen here."""
        if self.written is not None:
            self.written.add(ANY_TABLE)

    def enter(self, who: Owner, *, is_lasting: bool) -> bool:
        """Take the gate for `who`; False when it joined the transaction of a sibling.

        A lasting one can be joined by others. Who joined holds `statements` and calls `leave`.
        """
        while not self.lock.acquire(self._patience):
            if self._joined():
                return False
        if is_lasting:
            self.owner = who
        return True

    def let_run_begin(self) -> None:
        """Somebody writes: where the run is one transaction, that begins first."""
        if self.run is not None and self.owner is None:
            with self.beginning:
                self.run.open_gate()

    @property
    def _patience(self) -> float:
        is_shared = self.run is not None or self._is_shared
        return _AT_ONCE_S if is_shared else TELL_AFTER_S

    def _joined(self) -> bool:
        self.statements.acquire()
        if self.owner is not None:
            self._is_shared = True
            return True
        self.statements.release()  # it has just ended: the gate is free, or somebody else's
        return False

    def give_back(self) -> None:
        """The owner's transaction is over; whoever joined has left."""
        with self.statements:
            self.owner, self._is_shared = None, False
            self.lock.release()

    def leave(self) -> None:
        """Who joined is done."""
        self.statements.release()

    def after_fork(self) -> None:
        """In a child: it has neither the gate nor the connection of its parent."""
        if self.owner is not None:
            self.refusal = (
                "A process that was forked inside an open transaction cannot write the "
                "inventory; start it before the transaction, or use threads."
            )
        self.owner = self.run = None
        self.statements, self.beginning = threading.RLock(), threading.RLock()
        self.lock.after_fork()
