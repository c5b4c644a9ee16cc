"""Django's SQLite backend behind the gate; the ENGINE of the inventory (decision 0008).

A transaction begins lazily: nothing is sent until its first write. Then the gate is taken and
BEGIN IMMEDIATE sent, with the savepoints noted so far; both end at commit or rollback. So a
transaction never holds a stale snapshot when it begins to write, which SQLite would refuse
with "database is locked" at once.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as stock

from jobdesk.inventory.gate.cursor import GateCursor
from jobdesk.inventory.gate.features import GateFeatures
from jobdesk.inventory.gate.operations import GateOperations
from jobdesk.inventory.gate.sharing import Sharing
from jobdesk.inventory.gate.statements import ANY_TABLE, writes, written_table

_OPEN: dict[str, Sharing] = {}  # by database alias; of this process
_orphans: list[object] = []  # connections of a parent process: closing them would disturb it
_wrappers: weakref.WeakSet[DatabaseWrapper] = weakref.WeakSet()

_FOLDED = ("iexact", "icontains", "istartswith", "iendswith")


def use_gate(alias: str, sharing: Sharing) -> None:
    """Let writers of a database pass this gate; before its first connection."""
    _OPEN[alias] = sharing


def gate_of(alias: str = "default") -> Sharing:
    """The gate of a database."""
    return _OPEN[alias]


class DatabaseWrapper(stock.DatabaseWrapper):
    """One thread's connection."""

    connection: Any
    ops: Any

    display_name = "SQLite behind the gate"
    features_class = GateFeatures
    ops_class = GateOperations
    operators = {
        **stock.DatabaseWrapper.operators,
        **dict.fromkeys(_FOLDED, "LIKE CASEFOLD(%s) ESCAPE '\\'"),
    }
    pattern_ops = {
        **stock.DatabaseWrapper.pattern_ops,
        "icontains": r"LIKE '%%' || CASEFOLD({}) || '%%' ESCAPE '\'",
        "istartswith": r"LIKE CASEFOLD({}) || '%%' ESCAPE '\'",
        "iendswith": r"LIKE '%%' || CASEFOLD({}) ESCAPE '\'",
    }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._noted: list[str] = []  # savepoints asked for before the transaction began
        self._has_begun = False
        self._is_joined = False
        _wrappers.add(self)

    # Connecting

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that tells upper from lower case as PostgreSQL does."""
        connection = super().get_new_connection(conn_params)
        connection.create_function("CASEFOLD", 1, _casefold, deterministic=True)
        connection.execute("PRAGMA case_sensitive_like = ON")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that passes the gate."""
        del name
        return GateCursor(self)

    def forget(self) -> None:
        """In a forked child: leave the parent's connection alone and begin anew."""
        if self.connection is not None:
            _orphans.append(self.connection)
        self.connection = None
        self._noted, self._has_begun, self._is_joined = [], False, False
        self.in_atomic_block, self.savepoint_ids, self.needs_rollback = False, [], False

    def _close(self) -> None:
        if self._has_begun or self._is_joined:
            self._rollback()
        super()._close()

    # Passing

    @property
    def _sharing(self) -> Sharing:
        return _OPEN[self.alias]

    def note_statement(self, query: str) -> None:
        """Keep which table it writes, when somebody asks for that."""
        self._sharing.note_statement(query)

    @contextmanager
    def passage(self, query: str) -> Generator[tuple[Any, bool]]:
        """The connection for a statement, and whether it is committed by itself."""
        sharing = self._sharing
        if self._has_begun:
            with sharing.statements:
                yield self.connection, False
        elif self._is_joined:
            yield self._shared_connection, False
        elif not writes(query):
            with self._reading(sharing) as connection:
                yield connection, False
        elif self.in_atomic_block or not self.autocommit:
            self.open_gate()
            with sharing.statements:
                yield (self._shared_connection if self._is_joined else self.connection), False
        else:
            with self._single(sharing, query) as connection:
                yield connection, True

    @contextmanager
    def _reading(self, sharing: Sharing) -> Generator[Any]:
        if sharing.run is None or sharing.owner is None:
            yield self.connection
            return
        with sharing.statements:
            yield self._shared_connection

    @contextmanager
    def _single(self, sharing: Sharing, query: str) -> Generator[Any]:
        """Around one statement that is a transaction of its own."""
        self._require_allowed(sharing)
        sharing.let_run_begin()
        if not sharing.enter(self, is_lasting=False):
            try:
                yield self._shared_connection
            finally:
                sharing.leave()
            return
        try:
            with self._telling(sharing, query):
                yield self.connection
        finally:
            sharing.lock.release()

    @contextmanager
    def _telling(self, sharing: Sharing, query: str) -> Generator[None]:
        """Around a statement whose transaction must tell of itself in the database."""
        if sharing.on_begin is None or written_table(query) == ANY_TABLE:
            yield  # a VACUUM, say, refuses to stand in a transaction
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            sharing.on_begin(self.connection)
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    @property
    def _shared_connection(self) -> Any:
        """The owner's while there is one, which cannot leave while somebody speaks."""
        owner = self._sharing.owner
        return self.connection if owner is None else owner.connection

    def open_gate(self) -> None:
        """Begin to write inside a transaction; nothing when that has happened."""
        if self._has_begun or self._is_joined or not self.in_atomic_block:
            return
        sharing = self._sharing
        self._require_allowed(sharing)
        if self is sharing.run:
            with sharing.beginning:
                self._open_gate(sharing)
        else:
            sharing.let_run_begin()
            self._open_gate(sharing)

    def _open_gate(self, sharing: Sharing) -> None:
        if self._has_begun:
            return  # another thread has let it begin meanwhile
        if sharing.enter(self, is_lasting=True):
            try:
                self._begin(sharing)
            except BaseException:
                sharing.give_back()
                raise
            self._has_begun = True
            connection = self.connection
        else:
            self._is_joined = True
            connection = self._shared_connection
            connection.execute(f"SAVEPOINT {self._joint}")
        noted, self._noted = self._noted, []
        for sid in noted:
            connection.execute(self.ops.savepoint_create_sql(sid))

    def _begin(self, sharing: Sharing) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        if sharing.on_begin is not None:
            try:
                sharing.on_begin(self.connection)
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise

    @property
    def _joint(self) -> str:
        return f"joined_{id(self)}"

    def _require_allowed(self, sharing: Sharing) -> None:
        if sharing.refusal:
            raise OperationalError(sharing.refusal)

    # Transactions

    def _start_transaction_under_autocommit(self) -> None:
        self._noted = []

    def _savepoint(self, sid: str) -> None:
        with self._sharing.beginning:  # another thread may let it begin now
            if not (self._has_begun or self._is_joined):
                self._noted.append(sid)
                return
        super()._savepoint(sid)

    def _savepoint_commit(self, sid: str) -> None:
        if sid in self._noted:
            del self._noted[self._noted.index(sid) :]
        elif self._has_begun or self._is_joined:
            super()._savepoint_commit(sid)

    @property
    def times_undone(self) -> int:
        """How often this process has rolled something back."""
        return self._sharing.times_undone

    def _savepoint_rollback(self, sid: str) -> None:
        self._sharing.times_undone += 1
        if sid in self._noted:
            del self._noted[self._noted.index(sid) + 1 :]
        elif self._has_begun or self._is_joined:
            super()._savepoint_rollback(sid)

    def _commit(self) -> None:
        self._end(f"RELEASE {self._joint}", super()._commit)

    def _rollback(self) -> None:
        self._sharing.times_undone += 1
        self._end(f"ROLLBACK TO {self._joint}; RELEASE {self._joint}", super()._rollback)

    def _end(self, joined: str, ending: Any) -> None:
        self._noted = []
        sharing = self._sharing
        if self._is_joined:
            try:
                for statement in joined.split("; "):
                    self._shared_connection.execute(statement)
            finally:
                self._is_joined = False
                sharing.leave()
            return
        if not self._has_begun:
            ending()
            return
        with sharing.statements:
            ending()  # when it fails the transaction goes on, and so does the lock
            self._has_begun = False
            sharing.give_back()


def _casefold(text: Any) -> Any:
    return text.casefold() if isinstance(text, str) else text


def _after_fork() -> None:
    for wrapper in _wrappers:
        wrapper.forget()
    for sharing in _OPEN.values():
        sharing.after_fork()


def _after_fork_in_parent() -> None:
    for sharing in _OPEN.values():
        sharing.note_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork, after_in_parent=_after_fork_in_parent)
