"""What the Jobs page remembers from one start to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from jobdesk.ui.jobs.state import PageState, read_state

_DELAY_MS = 150  # a killed window loses what was done in the last moment only


class PageMemory(QObject):
    """Writes filter, order, columns, folded groups, view and splitter soon after a change."""

    def __init__(
        self,
        store: QSettings,
        collect: Callable[[], tuple[PageState, dict[str, Any]]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._collect = collect
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.save)

    @Slot()
    def touch(self) -> None:
        """Something has changed: write it in a moment."""
        self._timer.start()

    @Slot()
    def save(self) -> None:
        """Write now."""
        self._timer.stop()
        state, rest = self._collect()
        self._store.setValue("jobs/state", json.dumps({**state.to_json(), **rest}))

    def restore(self) -> tuple[PageState, dict[str, Any]]:
        """What was written last, or the defaults."""
        found: object = None
        with suppress(ValueError):
            found = json.loads(str(self._store.value("jobs/state", "{}")))
        rest = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        return read_state(rest), rest
