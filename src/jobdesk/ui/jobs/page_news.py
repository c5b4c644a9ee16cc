"""PageNews: tells the Jobs page what has changed elsewhere, and lets ages move on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.errors import JobDeskError
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.jobs.load import JobsData, load_jobs

if TYPE_CHECKING:
    from jobdesk.ui.jobs.page import JobsPage

_RELOAD_DELAY_MS = 120  # several changes at once are one reload
_RUNS_DELAY_MS = 400  # runs begin and end all the time
_AGES_INTERVAL_MS = 30_000  # "4 min ago" moves on


class PageNews(QObject):
    """Listens to the session, the shelf and the histories for one page."""

    def __init__(self, page: JobsPage) -> None:
        super().__init__(page)
        self._page = page
        self._is_stale = False
        self._soon = QTimer(self, singleShot=True, interval=_RELOAD_DELAY_MS)
        self._runs = QTimer(self, singleShot=True, interval=_RUNS_DELAY_MS)
        self._ages = QTimer(self, interval=_AGES_INTERVAL_MS)
        self._soon.timeout.connect(self.reload)
        self._runs.timeout.connect(self.reload)
        self._ages.timeout.connect(self._on_ages_timeout)
        page.histories.read.connect(self._on_histories_read)
        page.shelf.favourites_changed.connect(self._on_favourites_changed)
        page.shelf.recent_changed.connect(page.order_again)
        session = page.session
        for news in (session.loaded, session.jobs_changed):
            news.connect(self._on_jobs_changed)
        session.results_changed.connect(self._on_results_changed)

    @Slot()
    def reload(self) -> None:
        """Look at all jobs again, in a thread."""
        page = self._page
        services, sorting, before = page.session.services, page.sorting, page.data
        self._is_stale = False

        def done(data: JobsData) -> None:
            if data is not page.data:
                page.show_data(data)

        if services is not None:
            page.wait_for_data()
            run_in_background(
                page,
                lambda: load_jobs(services, sorting, before),
                done,
                name="load jobs",
                failed=self._say_failed,
            )

    def _say_failed(self, error: BaseException) -> None:
        if isinstance(error, JobDeskError):
            self._page.show_failed(str(error))
        else:
            self._page.show_failed("It is the program's fault; its log says more.")
            report_error(error)

    def set_seen(self, *, is_seen: bool) -> None:
        """Ages move on while the page is seen, and the last runs are looked for."""
        if is_seen:
            self._ages.start()
            self._page.histories.look_again()
            if self._is_stale:
                self.reload()
        else:
            self._ages.stop()

    @Slot()
    def _on_jobs_changed(self) -> None:
        """A stream of news puts the reload off no further."""
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _on_results_changed(self) -> None:
        """Under a stream of news it looks now and then; while nobody sees it, not at all."""
        if not self._page.isVisible():
            self._is_stale = True
        elif not self._runs.isActive():
            self._runs.start()

    @Slot()
    def _on_histories_read(self) -> None:
        for view in self._page.each_view():
            view.show_history(self._page.histories.held)

    @Slot()
    def _on_favourites_changed(self) -> None:
        page = self._page
        for view in page.each_view():
            view.show_favourites(page.shelf.favourites)
        if page.filter.only_wanted:
            page.apply()

    @Slot()
    def _on_ages_timeout(self) -> None:
        self._page.view.viewport().update()
