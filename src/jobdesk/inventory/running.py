"""The inventory as one run has it: its place, its change context, its transaction.

In the worker only. Opened when job code needs it first; from then on every write of every
thread passes the gate and leaves its row in the change log.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, connections

from jobdesk.inventory import schema, start
from jobdesk.inventory.changes import ChangeContext, log_everywhere
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.difference import CopiedDatabase
from jobdesk.inventory.gate.base import gate_of
from jobdesk.inventory.gate.lock import WaitHook
from jobdesk.inventory.preview import PreviewResult
from jobdesk.inventory.start import InventoryPlace
from jobdesk.inventory.trouble import in_words


class RunInventory:
    """An open inventory, and the one transaction of a run of the 1.x way.

    Attributes:
        user: who asked for the run, as an object of the inventory.
    """

    def __init__(
        self,
        place: InventoryPlace,
        context: ChangeContext,
        on_wait: WaitHook,
        user: Mapping[str, Any],
        copied_from: InventoryPlace | None = None,
    ) -> None:
        """Open it; what is missing is made. With `copied_from` it is a fresh copy of that."""
        self._context = context
        self._atomic: Any = None
        self._copied: CopiedDatabase | None = None
        start.start(copied_from or place, on_wait)
        schema.make_ready()
        if copied_from is not None:
            with in_words(place.database):
                self._copied = CopiedDatabase(copied_from.database, place.database)
            start.move(place, is_thrown_away=True)
            gate_of().lock.on_wait = on_wait
            gate_of().written = set()
        self._connection: Any = connections["default"]
        self.user = _user(user)
        if copied_from is None:
            gate_of().on_begin = partial(_note_run, context.result_no)
        log_everywhere(context)

    def interrupt(self) -> None:
        """End the statement under way in the thread that opened this; from any thread."""
        if (database := self._connection.connection) is not None:
            database.interrupt()

    def begin(self) -> None:
        """From now on all that this process writes is one transaction."""
        is_main = threading.current_thread() is threading.main_thread()
        self._atomic = transaction.atomic() if is_main else _BesideThreads()
        self._atomic.__enter__()
        gate_of().run = connections["default"] if is_main else self._atomic.wrapper

    def end(self, error: BaseException | None = None) -> None:
        """Commit it, or roll it back when something was raised."""
        atomic, self._atomic = self._atomic, None
        if atomic is not None:
            kind = None if error is None else type(error)
            atomic.__exit__(kind, error, None if error is None else error.__traceback__)
            gate_of().run = None

    def leave(self) -> bool:
        """Roll back what the job left open; True when there was something."""
        is_open = bool(connection.in_atomic_block or not connection.get_autocommit())
        if is_open:
            connection.close()
        return is_open

    def counts(self) -> dict[str, int]:
        """How many objects this run created, updated, deleted, as committed."""
        from jobdesk.inventory.extras.changelog import ObjectChange

        found = ObjectChange.objects.filter(request_id=self._context.request_id)
        actions = found.order_by().values_list("action")
        by_action = dict(actions.annotate(models.Count("pk")))
        return {f"{name}d": by_action.get(name, 0) for name in ("create", "update", "delete")}

    def preview(self) -> PreviewResult | None:
        """What it changed on its copy; None where it works on the inventory itself."""
        if self._copied is None:
            return None
        from jobdesk.inventory.previewing import previewed

        written, context = gate_of().written or (), self._context
        return previewed(self._copied, written, context.request_id, context.result_no)


class _BesideThreads:
    """The transaction of a run whose first model came up in one of its threads.

    It belongs to no thread, for that one may end before the run does: all of them join it.
    """

    def __init__(self) -> None:
        self.wrapper: Any = connections.create_connection("default")
        self.wrapper.inc_thread_sharing()  # the run ends in another thread

    def __enter__(self) -> None:
        begin = {"force_begin_transaction_with_broken_autocommit": True}
        self.wrapper.set_autocommit(False, **begin)
        self.wrapper.in_atomic_block = True

    def __exit__(self, kind: object, *error: object) -> None:
        self.wrapper.in_atomic_block = False
        try:
            (self.wrapper.commit if kind is None else self.wrapper.rollback)()
        finally:  # what could not be committed is rolled back with it
            self.wrapper.close()


def _user(facts: Mapping[str, Any]) -> Any:
    from jobdesk.inventory.users.models import User

    is_superuser = bool(facts.get("is_superuser"))
    values: dict[str, Any] = {"is_superuser": is_superuser, "is_staff": is_superuser}
    with suppress(ValueError):  # the key of JobDesk's own record of them
        values["id"] = UUID(str(facts.get("id")))
    return User.objects.get_or_create(username=facts.get("username", ""), defaults=values)[0]


def _note_run(result_no: int, database: Any) -> None:
    """Let the transaction tell which run committed it; once is enough for a run."""
    database.execute(
        "INSERT OR IGNORE INTO extras_runcommit (result_no) VALUES (?)", (result_no,)
    )


def held_files() -> tuple[str, ...]:
    """Beginnings of the names of files whose work a stop must not cut in two."""
    from jobdesk.inventory import changes, gate

    return (str(Path(gate.__file__).parent), changes.__file__, str(transaction.__file__))
