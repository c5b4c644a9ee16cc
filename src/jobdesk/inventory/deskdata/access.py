"""How a child reaches desk.db and logs.db: read-only, and by a router of its own.

The models are made when job code first asks for one of them; most never do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from jobdesk.errors import JobDeskError

LABEL = "deskdata"
_BUSY_S = 5.0
_REFUSAL = "A job cannot change JobDesk's own records; desk.db and logs.db are read-only here."


class NotForJobs(JobDeskError):
    """A job cannot change this in JobDesk."""


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Where JobDesk's records are, and how this run speaks.

    Attributes:
        desk: the file desk.db.
        logs: the file logs.db.
        result_no: the run under way; 0 where none is.
        say: adds a line to its log: level, grouping, message, object.
        ask: asks the host: what, fields, key of the request; raises Refused in words.
        is_preview: the run works on a copy, and nothing outside it is done.
    """

    desk: Path
    logs: Path
    result_no: int = 0
    say: Callable[[int, str, str, str], None] | None = None
    ask: Callable[[str, dict[str, Any], str], dict[str, Any]] | None = None
    is_preview: bool = False


_place = DeskPlace(Path("desk.db"), Path("logs.db"))  # files that are not there


def use_desk(place: DeskPlace) -> None:
    """Say where the records are, before job code asks for them."""
    global _place
    _place = place


def desk_place() -> DeskPlace:
    """Where the records are; where nobody said it, a query finds no file."""
    return _place


def ask_host(what: str, fields: dict[str, Any], key: str = "") -> dict[str, Any]:
    """The host's answer to a request of this job.

    Raises:
        Refused: the host refuses, or nobody answers.
        NotForJobs: no run is under way.
    """
    if _place.ask is None:
        raise NotForJobs("Only a running job asks JobDesk for something.")
    return _place.ask(what, fields, key)


def refuse(model: Any) -> NoReturn:
    """Say that records of this model are not a job's to change.

    Raises:
        NotForJobs: always.
    """
    raise NotForJobs(f"A job cannot change {model.__name__} in JobDesk.")


class _NoLock:
    """Stands where the gate is: nobody writes, so nobody waits."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def acquire(self, timeout: float = -1) -> bool:
        """Never reached: the refusal comes first."""
        return self._turn.acquire(timeout=timeout)

    def release(self) -> None:
        """The same."""
        self._turn.release()

    def after_fork(self) -> None:
        """Nothing is held."""
        self._turn = threading.Lock()


class DeskRouter:
    """Sends each model to its file; those of the inventory to the inventory."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The alias of the model's database."""
        del hints
        if model._meta.app_label == LABEL:
            return str(model.store)
        return "default"  # also beside an object of a desk model

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        """References between the files are keys, not constraints."""
        del hints
        return True if LABEL in (one._meta.app_label, other._meta.app_label) else None


def connect() -> None:
    """Add the two databases to those of the inventory; a second call does nothing."""
    from django.db import connections, router

    from jobdesk.inventory.gate.base import use_gate
    from jobdesk.inventory.gate.sharing import Sharing

    databases: Any = connections.databases
    if "desk" in databases:
        return
    place = desk_place()
    for alias, file in (("desk", place.desk), ("logs", place.logs)):
        name = f"file:{quote(str(file))}?mode=ro"
        options = {"timeout": _BUSY_S, "uri": True}
        databases[alias] = {**databases["default"], "NAME": name, "OPTIONS": options}
        lock: Any = _NoLock()
        sharing = Sharing(lock)
        sharing.refusal = _REFUSAL
        use_gate(alias, sharing)
    router.routers.append(DeskRouter())
