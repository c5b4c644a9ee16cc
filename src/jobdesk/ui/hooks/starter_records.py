"""What a page of hooks or buttons shows: its records, its words, and what it asks of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

NEW_KEY = "new"


class Form(Protocol):
    """What the page asks of a form."""

    edited: Any

    def offer(self, jobs: Sequence[JobRecord], labels: Sequence[str]) -> None:
        """The jobs and kinds of objects that can be chosen."""
        ...

    def show_fields(self, fields: Any) -> None:
        """Show a record."""
        ...

    def fields(self) -> Any:
        """What it says now."""
        ...

    def show_errors(self, wrong: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong with which field."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved record, and how the list shows it."""

    key: str
    fields: Any
    version: int
    note: str
    mark: str
    problem: str  # why it starts nothing now
    record: Any


@dataclass(frozen=True, slots=True)
class PageData:
    """All records, and the jobs that they may start."""

    entries: tuple[Entry, ...]
    jobs: tuple[JobRecord, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a page calls things."""

    title: str
    one: str  # "hook"
    new: str  # "New hook"
    empty: str
    why: str
    lacks: str  # how to get a receiver
