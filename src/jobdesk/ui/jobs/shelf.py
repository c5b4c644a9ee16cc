"""What a person keeps of the Jobs page: favourites, what was used last, saved views.

Law: it is written at once, so that a killed window loses nothing; nothing of a run's inputs
comes here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.state import PageState, read_state
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.ui.jobs.rows import JobRow

FAVOURITE_KIND, RECENT_KIND, VIEW_KIND = "favourite_job", "recent_job", "job_view"
_RECENT_SHOWN = 20

Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody saved."""

    key: str
    name: str
    state: PageState


class JobsShelf(QObject):
    """Favourites, recent jobs and views of one person.

    Signals:
        favourites_changed(), recent_changed(), views_changed(): read again.
    """

    favourites_changed = Signal()
    recent_changed = Signal()
    views_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.favourites: set[str] = set()
        self.used: dict[str, float] = {}  # when, in seconds, by the job's id
        self.views: list[SavedView] = []
        self.is_loaded = False
        session.loaded.connect(self.load)
        self.load()

    @Slot()
    def load(self) -> None:
        """Read all of it, in a thread."""
        services, actor = self._session.services, self._session.actor
        if services is None or actor is None:
            return
        kinds = (FAVOURITE_KIND, RECENT_KIND, VIEW_KIND)
        run_in_background(
            self,
            lambda: {kind: services.kept.all(actor.id, kind) for kind in kinds},
            self._take,
            name="shelf",
        )

    def _take(self, kept: Kept) -> None:
        self.is_loaded = True
        self.favourites |= set(kept[FAVOURITE_KIND])
        seconds = kept[RECENT_KIND].items()
        self.used = {k: float(v) for k, v in seconds if isinstance(v, int | float)} | self.used
        self.views = read_views(kept[VIEW_KIND])
        self.favourites_changed.emit()
        self.recent_changed.emit()
        self.views_changed.emit()

    # Favourites and what was used

    def toggle_favourites(self, keys: Sequence[str]) -> None:
        """Give all of them a star or, when all have one, take it away."""
        is_set = not set(keys) <= self.favourites
        if is_set:
            self._put_all(FAVOURITE_KIND, dict.fromkeys(set(keys) - self.favourites, True))
            self.favourites.update(keys)
        else:
            self._put_all(FAVOURITE_KIND, dict.fromkeys(keys))
            self.favourites.difference_update(keys)
        self.favourites_changed.emit()

    def note_used(self, key: str) -> None:
        """Somebody opened this job's dialog or page."""
        self.used[key] = time.time()
        self._put_all(RECENT_KIND, {key: self.used[key]})
        self.recent_changed.emit()

    def recent(self, rows: Sequence[JobRow]) -> list[JobRow]:
        """The jobs that were used last, the latest first."""
        actor, by_key = self._session.actor, {row.key: row for row in rows}
        keys = recent_keys(rows, self.used, actor.username if actor is not None else "")
        return [by_key[key] for key in keys]

    # Views

    def view(self, key: str) -> SavedView | None:
        """The saved view with this key."""
        return next((view for view in self.views if view.key == key), None)

    def save_view(self, name: str, state: PageState) -> str:
        """Keep a new view; returns its key."""
        made = SavedView(str(uuid4()), name, state)
        self._change_views([*self.views, made], (made.key,))
        return made.key

    def change_view(self, key: str, *, name: str = "", state: PageState | None = None) -> None:
        """Give a view another name or content."""
        views = [
            SavedView(key, name or view.name, state or view.state) if view.key == key else view
            for view in self.views
        ]
        self._change_views(views, (key,))

    def forget_view(self, key: str) -> None:
        """Delete a view."""
        self._put_all(VIEW_KIND, {key: None})
        self._change_views([view for view in self.views if view.key != key], ())

    def restore_view(self, view: SavedView, place: int) -> None:
        """Put a view that was deleted where it stood."""
        views = [*self.views[:place], view, *self.views[place:]]
        self._change_views(views, [one.key for one in views])

    def order_views(self, keys: Sequence[str]) -> None:
        """Put the views into this order."""
        views = sorted(self.views, key=lambda view: keys.index(view.key))
        self._change_views(views, keys)

    def _change_views(self, views: Sequence[SavedView], written: Sequence[str]) -> None:
        self.views = list(views)
        values = {
            view.key: {"name": view.name, "place": place, "state": view.state.to_json()}
            for place, view in enumerate(self.views)
            if view.key in written
        }
        if values:
            self._put_all(VIEW_KIND, values)
        self.views_changed.emit()

    def _put_all(self, kind: str, values: Mapping[str, object]) -> None:
        """Keep values in one transaction, in a thread; None forgets."""
        services, actor = self._session.services, self._session.actor
        if services is not None and actor is not None:
            run_in_background(self, partial(services.kept.put_all, actor.id, kind, values))


def read_views(kept: Mapping[str, Any]) -> list[SavedView]:
    """The saved views in their order; what is none is left out."""
    found: list[tuple[float, SavedView]] = []
    for key, value in kept.items():
        if not isinstance(value, dict):
            continue
        parts = cast("dict[str, Any]", value)
        name, place = parts.get("name"), parts.get("place")
        if isinstance(name, str) and name.strip():
            order = float(place) if isinstance(place, int | float) else float("inf")
            found.append((order, SavedView(key, name, read_state(parts.get("state")))))
    return [view for _, view in sorted(found, key=lambda one: (one[0], one[1].name))]


def recent_keys(rows: Sequence[JobRow], used: Mapping[str, float], user: str) -> list[str]:
    """Jobs by when this person opened or ran them last, the latest first."""
    times: dict[str, float] = {}
    for row in rows:
        last = row.record.last_result if row.record is not None else None
        ran = last.date_created.timestamp() if last is not None and last.user == user else 0.0
        when = max(ran, used.get(row.key, 0.0))
        if when:
            times[row.key] = when
    return sorted(times, key=lambda key: -times[key])[:_RECENT_SHOWN]
