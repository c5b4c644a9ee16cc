"""Chosen: the objects in a field, as they were given and as the inventory knows them. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jobdesk.inventory.options import Match, Shown, given_as
from jobdesk.jobs.plain import is_listed

_TOLD = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One object; `shown` is None until the inventory has said what `value` means."""

    value: Any
    shown: Shown | None = None
    problem: str = ""  # a sentence when it is not there
    outside: str = ""  # the filter that leaves it out, in words

    @property
    def key(self) -> str:
        """What it is called here."""
        return given_as(self.value)

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.shown.text if self.shown is not None else given_as(self.value)


class Chosen:
    """Objects in the order in which they were chosen, each once."""

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()

    def values(self) -> list[Any]:
        """What the job is given: keys, or what was typed and not yet looked up."""
        return [entry.value for entry in self.entries]

    def all_keys(self) -> set[str]:
        """The keys of all."""
        return {entry.key for entry in self.entries}

    def put(self, values: Iterable[Any]) -> None:
        """Choose these instead; what is known of those that stay is kept."""
        known = {entry.key: entry for entry in self.entries}
        found = (known.get(given_as(value), Entry(value)) for value in values)
        self.entries = _each_once(found)

    def add(self, shown: Iterable[Shown]) -> None:
        """Choose these too."""
        new = (Entry(one.id, one) for one in shown)
        self.entries = _each_once((*self.entries, *new))

    def remove(self, keys: Iterable[str]) -> None:
        """Choose these no more."""
        gone = set(keys)
        self.entries = tuple(entry for entry in self.entries if entry.key not in gone)

    def take(self, match: Match) -> None:
        """Learn what the inventory said; names become keys."""
        self.entries = _each_once(_learned(entry, match) for entry in self.entries)

    def wrong(self) -> list[Entry]:
        """Those that are not there or may not be chosen."""
        return [entry for entry in self.entries if entry.problem or entry.outside]

    def complaint(self) -> str:
        """What is wrong with them in a sentence; empty when nothing is known to be."""
        missing = [entry for entry in self.entries if entry.problem]
        if missing:
            more = f" And {len(missing) - 1:,} more." if len(missing) > 1 else ""
            return missing[0].problem + more
        outside = self.wrong()
        if not outside:
            return ""
        alike = [entry for entry in outside if entry.outside == outside[0].outside]
        verb = "is" if len(alike) == 1 else "are"
        return f"{named(alike)} {verb} not among those where {outside[0].outside}."

    def without_wrong(self) -> list[Any]:
        """The values of the others."""
        return [entry.value for entry in self.entries if entry not in self.wrong()]


def named(entries: Sequence[Entry]) -> str:
    """`a, b, c and 4 more`."""
    words = [entry.text for entry in entries[:_TOLD]]
    more = len(entries) - len(words)
    if more:
        return f"{', '.join(words)} and {more:,} more"
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _learned(entry: Entry, match: Match) -> Entry:
    shown = match.found.get(entry.key)
    if shown is not None:
        return Entry(shown.id, shown, outside=match.outside.get(shown.id, ""))
    missed = match.missed.get(entry.key)
    return entry if missed is None else replace(entry, problem=missed, outside="")


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.key, entry)
    return tuple(found.values())


def listed_names(text: str) -> list[str]:
    """The names or keys in a pasted text: a line each, or between commas and semicolons."""
    lines = text.replace(";", "\n").replace("\t", "\n").replace(",", "\n").splitlines()
    return list(dict.fromkeys(line.strip().strip("\"'") for line in lines if line.strip()))


def as_list(value: Any) -> list[Any]:
    """What was given to a field of several: nothing, one or a list."""
    if value is None or value == "":
        return []
    return list(value) if is_listed(value) else [value]
