"""FindMemory: what a person searched for before, also after a kill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QObject

from jobdesk.ui.find.asked import Asked, asked_of
from jobdesk.ui.log.keeping import LogKeeper

RECENT, RECENT_KEY = "find_recent", "queries"  # of the keeper: one list
_MOST_RECENT = 20


class FindMemory(QObject):
    """Earlier questions; they belong to the person and come back in every window."""

    def __init__(self, keeper: LogKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    @property
    def recent(self) -> Sequence[Asked]:
        """Texts that were asked before, the last first; their scopes are not kept."""
        kept: Any = self._keeper.read(RECENT, RECENT_KEY)
        if not isinstance(kept, list):
            return []
        found = [asked_of(each) for each in cast("list[Any]", kept) if isinstance(each, str)]
        return [each for each in found if each.text]

    def remember(self, asked: Asked) -> None:
        """Put a text on top of the earlier ones."""
        bare = asked.without_scope()
        if not bare.text.strip() or bare.query.problem:
            return
        others = [each for each in self.recent if each != bare]
        if [bare, *others] != list(self.recent):
            rows = [each.to_text() for each in (bare, *others)][:_MOST_RECENT]
            self._keeper.keep(RECENT, RECENT_KEY, rows)

    def write(self) -> None:
        """Write what waits, at once."""
        self._keeper.write()

    def forget(self) -> None:
        """Forget the earlier ones."""
        self._keeper.keep(RECENT, RECENT_KEY, None)
