"""Filters that a person keeps under a name: one list for each kind of objects.

Law: written at once, in a thread, so that a killed window loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.ui.background import run_in_background
from jobdesk.ui.session import Session

FILTER_KIND = "inventory_filter"
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that somebody kept.

    Attributes:
        kind: of the objects: "dcim.device".
        text: its terms as they are typed.
        sort: the order that it was kept with.
    """

    key: str
    name: str
    kind: str
    text: str
    sort: str = ""


class FilterShelf(QObject):
    """The kept filters of one person. Main thread only.

    Signals:
        changed(): there are others.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._all: dict[str, SavedFilter] = {}
        session.loaded.connect(self.load)
        self.load()

    @Slot()
    def load(self) -> None:
        """Read them."""
        services, actor = self._session.services, self._session.actor
        if services is not None and actor is not None:
            work = partial(services.kept.all, actor.id, FILTER_KIND)
            run_in_background(self, work, self._take, name="saved filters")

    def _take(self, kept: Mapping[str, Any]) -> None:
        self._all = {one.key: one for one in read_filters(kept)}
        self.changed.emit()

    def of(self, kind: str) -> list[SavedFilter]:
        """Those for a kind, by name."""
        found = [one for one in self._all.values() if one.kind == kind]
        return sorted(found, key=lambda one: one.name.casefold())

    def named(self, kind: str, name: str) -> SavedFilter | None:
        """The one that has this name."""
        wanted = clean_name(name).casefold()
        return next((one for one in self.of(kind) if one.name.casefold() == wanted), None)

    def alike(self, kind: str, text: str) -> SavedFilter | None:
        """The one that says just this."""
        return next((one for one in self.of(kind) if one.text == text), None)

    def keep(self, kind: str, name: str, text: str, sort: str) -> SavedFilter:
        """Keep a filter under a name; it takes the place of another one of that name."""
        present = self.named(kind, name)
        key = present.key if present is not None else str(uuid4())
        made = SavedFilter(key, clean_name(name), kind, text, sort)
        self.put(made)
        return made

    def rename(self, saved: SavedFilter, name: str) -> None:
        """Give it another name; one that had that name goes."""
        other = self.named(saved.kind, name)
        if other is not None and other.key != saved.key:
            self.forget(other)
        self.put(replace(saved, name=clean_name(name)))

    def put(self, saved: SavedFilter) -> None:
        """Keep it as it is given: a new one, or one that was there before."""
        self._all[saved.key] = saved
        value = {"name": saved.name, "kind": saved.kind, "text": saved.text, "sort": saved.sort}
        self._write(saved.key, value)

    def forget(self, saved: SavedFilter) -> None:
        """Delete it."""
        self._all.pop(saved.key, None)
        self._write(saved.key, None)

    def _write(self, key: str, value: object) -> None:
        services, actor = self._session.services, self._session.actor
        if services is not None and actor is not None:
            work = partial(services.kept.put, actor.id, FILTER_KIND, key, value)
            run_in_background(self, work, None)
        self.changed.emit()


def clean_name(text: str) -> str:
    """A name without blanks at its ends, as long as a menu bears."""
    return " ".join(text.split())[:_NAME_LENGTH]


def read_filters(kept: Mapping[str, Any]) -> Sequence[SavedFilter]:
    """What was kept; what is of another shape is left out."""
    found: list[SavedFilter] = []
    for key, value in kept.items():
        if not isinstance(value, dict):
            continue
        parts = cast("dict[str, Any]", value)
        said = [parts.get(one) for one in ("name", "kind", "text")]
        if all(isinstance(one, str) and one.strip() for one in said):
            name, kind, text = (str(one) for one in said)
            found.append(SavedFilter(key, name, kind, text, str(parts.get("sort") or "")))
    return found
