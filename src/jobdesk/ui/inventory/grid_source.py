"""GridSource: reads the pages of a list that are looked at, the newest wish first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from jobdesk.inventory.desk.records import PAGE, GridPage, GridQuery
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.questions import COUNTS, PAGES, Asker

_MOST_WISHES = 3  # who scrolls far wants what is in view, not what went by


class GridSource(QObject):
    """Asks for one page at a time. Main thread only.

    Signals:
        page_read(GridPage): some rows; those of the query that is asked now.
        total_read(int): how many rows there are in all.
        failed(object): the query cannot be answered: an exception.
    """

    page_read = Signal(object)
    total_read = Signal(int)
    failed = Signal(object)

    def __init__(self, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._asker = asker
        self._query: GridQuery | None = None
        self._wishes: list[int] = []
        self._asked: int | None = None
        self._doubted: int | None = None  # is being read, and may be of before a change
        self.total = 0
        self.is_counted = False
        self._early: int | None = None  # the length, until there are rows

    @property
    def query(self) -> GridQuery | None:
        """What is shown."""
        return self._query

    def ask(self, query: GridQuery) -> None:
        """Show another list, or the same again: its first page, then how long it is."""
        is_other = query != self._query
        self._query = query
        if is_other:
            self.total, self.is_counted = 0, False
        self._wishes = []
        self._asked = self._doubted = self._early = None
        self.want(0)
        work = partial(questions.total, query)
        self._asker.ask(self, "total", work, self.take_total, self._drop, where=COUNTS)

    def doubt(self) -> None:
        """Something was changed: what is being read now is read once more."""
        self._doubted = self._asked

    def want(self, page: int) -> None:
        """This page is looked at."""
        if page == self._asked or page in self._wishes:
            return
        self._wishes = [*self._wishes, page][-_MOST_WISHES:]
        self._ask_next()

    def _ask_next(self) -> None:
        if self._asked is not None or not self._wishes or self._query is None:
            return
        self._asked = self._wishes.pop()
        work = partial(questions.page, self._query, self._asked * PAGE, self.total)
        self._asker.ask(self, "page", work, self._take_page, self._fail, where=PAGES)

    def _take_page(self, page: GridPage) -> None:
        if self._doubted is not None:
            self._wishes.append(self._doubted)
        self._asked = self._doubted = None
        self.page_read.emit(page)
        if page.total is not None and not self.is_counted:
            self._asker.forget(self, "total")
            self._tell_total(page.total)
        elif self._early is not None:
            self._tell_total(self._early)
        self._ask_next()

    def take_total(self, total: int) -> None:
        """This many rows there are; told once there are rows."""
        if self._asked == 0:
            self._early = total
        else:
            self._tell_total(total)

    def _tell_total(self, total: int) -> None:
        self.total, self.is_counted, self._early = total, True, None
        self.total_read.emit(total)

    def _fail(self, error: BaseException) -> None:
        self._asked = self._doubted = None
        self._wishes = []
        self.failed.emit(error)

    def _drop(self, error: BaseException) -> None:
        """The page says the same."""
        del error
