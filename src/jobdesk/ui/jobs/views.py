"""Joins the tabs of saved views with what the page shows and with what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import shiboken6
from PySide6.QtCore import QObject, Slot

from jobdesk.ui import messages
from jobdesk.ui.jobs.state import PageState, read_state

if TYPE_CHECKING:
    from jobdesk.ui.jobs.page import JobsPage


class ViewKeeper(QObject):
    """Which view is in front, and what was changed in each without being saved.

    What was changed and not saved is there again when one comes back to its view.
    """

    def __init__(self, page: JobsPage) -> None:
        super().__init__(page)
        self._page = page
        self._current = ""
        self._drafts: dict[str, PageState] = {}
        page.shelf.views_changed.connect(self._on_views_changed)
        tabs = page.tabs
        tabs.chosen.connect(self._on_chosen)
        tabs.save_requested.connect(self._on_save_requested)
        tabs.revert_requested.connect(self._on_revert_requested)
        tabs.save_as_requested.connect(self._on_save_as_requested)
        tabs.renamed.connect(self._on_renamed)
        tabs.deleted.connect(self._on_deleted)
        tabs.ordered.connect(self._on_ordered)

    @property
    def current(self) -> str:
        """The key of the view in front; empty for the default."""
        return self._current

    def saved(self) -> PageState | None:
        """The view in front as it was saved; None while it has not been read yet."""
        if not self._current:
            return PageState()
        view = self._page.shelf.view(self._current)
        return view.state if view is not None else None

    def look(self) -> None:
        """Say whether what is shown differs from the view in front."""
        saved, present = self.saved(), self._page.state()
        is_changed = saved is not None and essence(saved) != essence(present)
        if is_changed:
            self._drafts[self._current] = present
        elif saved is not None:
            self._drafts.pop(self._current, None)
        self._page.tabs.show_changed(changed=is_changed)

    def remember(self) -> dict[str, Any]:
        """What belongs into the memory of the window."""
        drafts = {key: state.to_json() for key, state in self._drafts.items()}
        return {"view": self._current, "drafts": drafts}

    def recall(self, found: dict[str, Any]) -> None:
        """What was remembered."""
        drafts = found.get("drafts")
        if isinstance(drafts, dict):
            known = cast("dict[str, Any]", drafts)
            self._drafts = {key: read_state(value) for key, value in known.items()}
        view = found.get("view")
        self._current = view if isinstance(view, str) else ""
        self._on_views_changed()

    # Slots

    @Slot()
    def _on_views_changed(self) -> None:
        self._page.tabs.show_views(self._page.shelf.views, self._current)
        self.look()

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self._current = key
        state = self._drafts.get(key) or self.saved()
        if state is not None:
            self._page.take(state)

    @Slot()
    def _on_save_requested(self) -> None:
        if self._current:
            self._page.shelf.change_view(self._current, state=self._page.state())

    @Slot()
    def _on_revert_requested(self) -> None:
        saved = self.saved()
        if saved is not None:
            self._drafts.pop(self._current, None)
            self._page.take(saved)

    @Slot(str)
    def _on_save_as_requested(self, name: str) -> None:
        before, state = self._current, self._page.state()
        self._current = self._page.shelf.save_view(name, state)
        self._drafts.pop(before, None)  # it is a view of its own now
        self._on_views_changed()
        self._page.save_state()

    @Slot(str, str)
    def _on_renamed(self, key: str, name: str) -> None:
        self._page.shelf.change_view(key, name=name)

    @Slot(str)
    def _on_deleted(self, key: str) -> None:
        shelf, view = self._page.shelf, self._page.shelf.view(key)
        if view is None:
            return
        place, draft = shelf.views.index(view), self._drafts.pop(key, None)
        is_shown = key == self._current
        if is_shown:
            self._on_chosen("")
        shelf.forget_view(key)

        def restore() -> None:
            if not shiboken6.isValid(self):
                return
            if draft is not None:
                self._drafts[key] = draft
            shelf.restore_view(view, place)
            if is_shown:
                self._page.tabs.choose(key)

        messages.offer_undo(f"The view “{view.name}” is deleted.", restore)

    @Slot(list)
    def _on_ordered(self, keys: list[str]) -> None:
        self._page.shelf.order_views(keys)


def essence(state: PageState) -> PageState:
    """What makes a view another one; the widths of columns do not."""
    return replace(state, columns=replace(state.columns, widths={}))
