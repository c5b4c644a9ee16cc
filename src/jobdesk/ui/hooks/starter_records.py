"""What a page of hooks or buttons shows: its records and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

NEW_KEY = "new"


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
