"""OpenTabs: the tabs that were open come back after a restart, also after a kill.

Law: a page that comes back tells what it needs with `remember()`, plain values for JSON
with its `kind`, says `touched` when that is other, and takes it again with `recall()`;
`Opener` makes the page of a kind. What is read back may be of another version: what does
not fit is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.tab_strip import TabStrip

_KEY = "window/open_tabs_2"  # another number forgets what an older version kept
_SAVE_MS = 150
_MOST_TABS = 12
_MOST_CLOSED = 20
_LONGEST = 60_000  # characters of one page: an editor of thousands of jobs stays away

Entry = dict[str, Any]


@runtime_checkable
class Remembered(Protocol):
    """What a page offers that comes back."""

    touched: SignalInstance

    def remember(self) -> Entry:
        """What comes back, plain values for JSON."""
        ...

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Come back to it."""
        ...


class OpenTabs(QObject):
    """Writes down each change of the open pages, and opens them again, one in each turn.

    Signals:
        closed_changed(): `has_closed` may be other now.
    """

    closed_changed = Signal()

    def __init__(self, session: Session, opener: Opener, strip: TabStrip) -> None:
        super().__init__(strip)
        self._session = session
        self._opener = opener
        self._strip = strip
        self._known: set[int] = set()
        self._waiting: list[Entry] = []
        self._closed: list[Entry] = []
        self._front: QWidget | None = None
        self._is_restored = False
        self._save = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._save.timeout.connect(self.save)
        self._next.timeout.connect(self._on_next)
        strip.pages_changed.connect(self._on_pages_changed)
        strip.page_shown.connect(self._on_changed)
        strip.page_closed.connect(self._on_page_closed)
        opener.torn.page_closed.connect(self._on_page_closed)
        opener.torn.moved.connect(self._on_changed)
        session.loaded.connect(self._on_loaded)

    @property
    def is_restored(self) -> bool:
        """All that was open is there again."""
        return self._is_restored

    @Slot()
    def save(self) -> None:
        """Write the open pages, each with what it shows."""
        self._save.stop()
        if not self._is_restored:
            return
        entries = [_entry(page) for page in self._strip.pages[1:]]
        at = self._strip.bar.currentIndex() - 1
        if 0 <= at < len(entries):
            entries[at]["front"] = True
        for page in self._opener.torn.pages:
            entries.append(entry := _entry(page))
            geometry = self._opener.torn.geometry_of(page).toBase64().toStdString()
            entry["window"] = geometry
        text = json.dumps([entry for entry in entries if _is_kept(entry)])
        store = self._session.layout_state
        if store.value(_KEY) != text:
            store.setValue(_KEY, text)

    @Slot()
    def reopen_closed(self) -> None:
        """Open the page again that was closed last, where it still can be."""
        while self._closed:
            page = self._reopen(self._closed.pop())
            if page is not None:
                self._strip.show_page(page)
                break
        self.closed_changed.emit()

    @property
    def has_closed(self) -> bool:
        """A closed page can be opened again."""
        return bool(self._closed)

    @Slot()
    def _on_loaded(self) -> None:
        if not self._is_restored and not self._waiting:
            text = str(self._session.layout_state.value(_KEY, ""))
            self._waiting = read_entries(text)[:_MOST_TABS]
            self._next.start()

    @Slot()
    def _on_next(self) -> None:
        """One page a turn: it takes some 30 ms to be built."""
        if self._waiting:
            entry = self._waiting.pop(0)
            page = self._reopen(entry)
            if page is not None and entry.get("front") is True:
                self._front = page
            self._next.start()
            return
        self._is_restored = True
        if self._front is not None and self._strip.bar.currentIndex() == 0:
            self._strip.show_page(self._front)
        self._front = None

    def _reopen(self, entry: Entry) -> QWidget | None:
        page = self._opener.reopen(entry)
        if page is None:
            return None
        if isinstance(page, Remembered):
            page.recall(entry)
        window = entry.get("window")
        if isinstance(window, str):
            geometry = QByteArray.fromBase64(window.encode("ascii", "replace"))
            self._opener.torn.tear_quietly(page, geometry)
        return page

    @Slot()
    def _on_pages_changed(self) -> None:
        pages = [*self._strip.pages[1:], *self._opener.torn.pages]
        for page in pages:
            if isinstance(page, Remembered) and id(page) not in self._known:
                self._known.add(id(page))
                page.touched.connect(self._on_changed)
        self._known &= {id(page) for page in pages}
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._is_restored and not self._save.isActive():
            self._save.start()

    @Slot(object)
    def _on_page_closed(self, page: QWidget) -> None:
        entry = _entry(page)
        if entry:
            self._closed = [*self._closed, entry][-_MOST_CLOSED:]
            self.closed_changed.emit()


def _entry(page: QWidget) -> Entry:
    """What a page tells; nothing for one that does not come back."""
    return page.remember() if isinstance(page, Remembered) else {}


def _is_kept(entry: Entry) -> bool:
    return bool(entry.get("kind")) and len(str(entry)) < _LONGEST


def read_entries(text: str) -> list[Entry]:
    """The pages that were written; what is none is left out."""
    try:
        found: object = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    every = cast("list[object]", found)
    entries = [cast("Entry", one) for one in every if isinstance(one, dict)]
    return [entry for entry in entries if _is_kept(entry)]
