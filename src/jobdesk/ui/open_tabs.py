"""OpenTabs: the tabs that were open come back after a restart, also after a kill."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.tab_strip import TabStrip

_KEY = "window/open_tabs"
_CURRENT_KEY = "window/current_tab"
_SAVE_MS = 300
_MOST_TABS = 12


class OpenTabs(QObject):
    """Writes down each change of the open runs, and opens them again, one in each turn."""

    def __init__(self, session: Session, opener: Opener, strip: TabStrip) -> None:
        super().__init__(strip)
        self._session = session
        self._opener = opener
        self._strip = strip
        self._known: set[int] = set()
        self._waiting: list[str] = []
        self._is_restored = False
        self._save = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._save.timeout.connect(self.save)
        self._next.timeout.connect(self._on_next)
        strip.pages_changed.connect(self._on_pages_changed)
        strip.page_shown.connect(self._on_changed)
        session.loaded.connect(self._on_loaded)

    @property
    def _pages(self) -> list[QWidget]:
        """The open pages; one in a window of its own comes back as a tab."""
        return [*self._strip.pages[1:], *self._opener.torn.pages]

    @Slot()
    def save(self) -> None:
        """Write the open runs with the part that each shows."""
        self._save.stop()
        if not self._is_restored:
            return
        store = self._session.layout_state
        words = [_words(page) for page in self._pages]
        store.setValue(_KEY, "\n".join(word for word in words if word))
        place = self._strip.bar.currentIndex()
        current = self._strip.pages[place] if 0 < place < len(self._strip.pages) else None
        store.setValue(_CURRENT_KEY, "" if current is None else _words(current))
        store.sync()

    @Slot()
    def _on_loaded(self) -> None:
        if not self._is_restored and not self._waiting:
            text = str(self._session.layout_state.value(_KEY, ""))
            self._waiting = [word for word in text.split("\n") if word][:_MOST_TABS]
            self._next.start()

    @Slot()
    def _on_next(self) -> None:
        """One tab a turn: a page takes some 30 ms to be built."""
        if self._waiting:
            self._open(self._waiting.pop(0))
            self._next.start()
            return
        self._is_restored = True
        wanted = str(self._session.layout_state.value(_CURRENT_KEY, ""))
        if self._strip.bar.currentIndex() == 0 and wanted:
            for page in self._strip.pages[1:]:
                if _words(page).split(":")[:2] == wanted.split(":")[:2]:
                    self._strip.show_page(page)

    def _open(self, words: str) -> None:
        kind, _, rest = words.partition(":")
        no, _, part = rest.partition(":")
        services = self._session.services
        if kind != "run" or not no.isdecimal() or services is None:
            return
        if services.results.by_no(int(no)) is not None:
            self._opener.reopen_run(int(no), part)

    @Slot()
    def _on_pages_changed(self) -> None:
        for page in self._pages:
            changed = getattr(page, "part_changed", None)
            if changed is not None and id(page) not in self._known:
                self._known.add(id(page))
                changed.connect(self._on_changed)
        self._known &= {id(page) for page in self._pages}
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._is_restored:
            self._save.start()


def _words(page: QWidget) -> str:
    """`run:12:files`; empty for a page that does not come back."""
    no, part = getattr(page, "no", None), getattr(page, "part", None)
    return f"run:{no}:{part}" if isinstance(no, int) and isinstance(part, str) else ""
