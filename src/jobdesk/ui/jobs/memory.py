"""What the Jobs page remembers from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from jobdesk.ui.jobs.page import JobsPage

_VERSION = 1  # of what is stored; another one is ignored


class PageMemory:
    """Saves and restores filter, order, columns, folded groups and the splitter."""

    def __init__(self, store: QSettings, page: JobsPage) -> None:
        self._store = store
        self._page = page
        self._is_restoring = False

    def save(self) -> None:
        """Write all of it; cheap enough for every change."""
        if self._is_restoring:
            return
        page, store = self._page, self._store
        store.setValue("jobs/version", _VERSION)
        page.filter.save(store)
        store.setValue("jobs/sort", page.sort[0])
        store.setValue("jobs/descending", page.sort[1])
        store.setValue("jobs/hidden_columns", ",".join(page.table.hidden_columns()))
        store.setValue("jobs/folded", "\n".join(sorted(page.table.jobs_model.folded)))
        store.setValue("jobs/splitter", page.splitter.saveState())

    def restore(self) -> None:
        """Stand as it stood."""
        store = self._store
        if int(str(store.value("jobs/version", 0))) != _VERSION:
            return
        self._is_restoring = True
        page = self._page
        page.filter.restore(store)
        descending = str(store.value("jobs/descending", "false")).lower() == "true"
        page.set_sort(str(store.value("jobs/sort", "name")), descending=descending)
        page.table.hide_columns(str(store.value("jobs/hidden_columns", "")).split(","))
        folded = str(store.value("jobs/folded", "")).split("\n")
        page.table.jobs_model.fold([name for name in folded if name])
        splitter = store.value("jobs/splitter")
        if isinstance(splitter, QByteArray):
            page.splitter.restoreState(splitter)
        self._is_restoring = False
