"""Opens runs, jobs and run dialogs: each run and each job has one tab at most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.dialog_opening import DialogOpener
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.tab_strip import TabStrip
from jobdesk.ui.widgets.torn_tabs import TornTabs

if TYPE_CHECKING:
    from jobdesk.operations.impact import DeletionImpact
    from jobdesk.ui.jobs.bulk_page import BulkPage
    from jobdesk.ui.jobs.job_page import JobPage
    from jobdesk.ui.log.query import LogQuery
    from jobdesk.ui.runs.page import RunPage


Maker = Callable[[Mapping[str, Any]], QWidget | None]


class Opener(DialogOpener):
    """Brings pages and dialogs to the front, made when they are first asked for.

    Signals:
        counts_changed(QWidget, str): a page has other words for the status line.
        everywhere_requested(str): a log asks all runs for this query.
    """

    counts_changed = Signal(object, str)
    everywhere_requested = Signal(str)

    def __init__(
        self, session: Session, commands: JobCommands, strip: TabStrip, window: QWidget
    ) -> None:
        super().__init__(session, window)
        self._commands = commands
        self._strip = strip
        self.torn = TornTabs(strip, session.layout_state, window)
        self._tabs: dict[int | str, QWidget] = {}  # runs by number, jobs by id
        self._makers: dict[str, Maker] = {
            "run": self._again_run,
            "job": self._again_job,
            "bulk": self._again_bulk,
        }
        for news in (strip.page_closed, self.torn.page_closed):
            news.connect(self._on_page_closed)

    @Slot(object)
    def _on_page_closed(self, page: QWidget) -> None:
        """Hold it no longer: a page of a run takes a quarter of a megabyte."""
        self._tabs = {key: one for key, one in self._tabs.items() if one is not page}

    def _open_page(self, key: int | str) -> QWidget | None:
        """The open page of a run or job, brought to the front."""
        page = self._tabs.get(key)
        if page is not None and self.torn.show_page(page):
            return page
        if page is None or page not in self._strip.pages:
            return None
        self._strip.show_page(page)
        return page

    @Slot(int)
    def open_run(self, no: int) -> None:
        """Show a run in a tab of its own."""
        if self._open_page(no) is None:
            self._add_run(no).setFocus(Qt.FocusReason.OtherFocusReason)

    def reopen(self, kept: Mapping[str, Any]) -> QWidget | None:
        """Make the page that told this (`open_tabs`), behind what is in front.

        None where it is open already, or what it showed is no more.
        """
        make = self._makers.get(str(kept.get("kind")))
        return make(kept) if make is not None and self._session.services is not None else None

    def _again_run(self, kept: Mapping[str, Any]) -> QWidget | None:
        no = kept.get("no")
        if type(no) is not int or self._is_open(no):
            return None
        known = self._session.ready.results.by_no(no)
        return None if known is None else self._add_run(no, in_front=False)

    def _again_job(self, kept: Mapping[str, Any]) -> QWidget | None:
        job_id = kept.get("id")
        if not isinstance(job_id, str) or self._is_open(job_id):
            return None
        return self._add_job(job_id, in_front=False)

    def _again_bulk(self, kept: Mapping[str, Any]) -> QWidget | None:
        ids = kept.get("ids")
        if not isinstance(ids, list):
            return None
        wanted = [one for one in cast("list[object]", ids) if isinstance(one, str)]
        if not wanted or self._is_open(_bulk_key(wanted)):
            return None
        return self._add_bulk(wanted, in_front=False)

    def _is_open(self, key: int | str) -> bool:
        page = self._tabs.get(key)
        return page is not None and page in (*self._strip.pages, *self.torn.pages)

    def _add_run(self, no: int, *, in_front: bool = True) -> RunPage:
        from jobdesk.ui.runs.page import RunPage

        page = RunPage(self._session, no, later=in_front)
        page.form_requested.connect(self.open_form_of_run)
        page.apply_form_requested.connect(self.open_form_to_apply)
        page.open_run.connect(self.open_run)
        page.title_changed.connect(self._on_title_changed)
        page.status_changed.connect(self._on_status_changed)
        page.counts_changed.connect(self._on_counts_changed)
        page.closed.connect(self._on_gone)
        page.everywhere_requested.connect(self.everywhere_requested)
        page.object_requested.connect(self.object_requested)
        self._tabs[no] = page
        look = Theme.current().status(page.status)
        self._strip.open(
            page, page.title, look.icon, look.token, in_front=in_front, is_movable=True
        )
        return page

    def open_run_at(self, no: int, seq: int, query: LogQuery) -> None:
        """Show a run at a line of its log, where this was searched for."""
        from jobdesk.ui.runs.page import RunPage

        page = self._open_page(no) or self._add_run(no)
        if isinstance(page, RunPage):
            page.show_line(seq, query)
            page.log.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not page.isActiveWindow():  # what was found is in a window of its own
                page.window().raise_()
                page.window().activateWindow()

    @Slot(str, str)
    def open_object(self, model: str, key: str) -> None:
        """Show an object of the inventory in a tab of its own (`open_objects`)."""
        self.object_requested.emit(model, key)

    # For pages of other kinds, which are there once

    def add_maker(self, kind: str, make: Maker) -> None:
        """Let somebody else make the pages of a kind when they come back."""
        self._makers[kind] = make

    def page(self, key: str) -> QWidget | None:
        """The open page of this key."""
        return self._tabs[key] if self._is_open(key) else None

    def show_page(self, key: str) -> None:
        """Bring the open page of this key to the front."""
        self._open_page(key)

    def add_page(
        self, key: str, page: QWidget, title: str, icon: str, *, in_front: bool
    ) -> None:
        """Open a page in a movable tab."""
        self._tabs[key] = page
        self._strip.open(page, title, icon, in_front=in_front, is_movable=True)

    def rename_page(self, key: str, title: str) -> None:
        """Give the tab or window of a page another title."""
        if key in self._tabs:
            self._strip.rename(self._tabs[key], title)
            self.torn.rename(self._tabs[key], title)

    @Slot(str)
    def _on_counts_changed(self, words: str) -> None:
        self.counts_changed.emit(self.sender(), words)

    def shut_down(self) -> None:
        """The window closes: searches in open runs end before their pages go."""
        self.torn.close_all()
        for page in self._strip.pages[1:]:
            page.close()

    @Slot(str)
    def open_job_settings(self, job_id: str) -> None:
        """Show the settings of a job in a tab of its own."""
        self._job_page(job_id).show_settings()

    @Slot(str)
    def open_job_code(self, job_id: str) -> None:
        """Show the source of a job in a tab of its own."""
        self._job_page(job_id).show_code()

    @Slot(list)
    def open_bulk(self, job_ids: list[str]) -> None:
        """Show the settings of several jobs in a tab of their own."""
        if self._open_page(_bulk_key(job_ids)) is None:
            self._add_bulk(job_ids)

    def _add_bulk(self, job_ids: list[str], *, in_front: bool = True) -> BulkPage:
        from jobdesk.models.records import JobId
        from jobdesk.ui.jobs.bulk_page import BulkPage

        ids = [JobId(job_id) for job_id in job_ids]
        page = BulkPage(self._session, self._commands.admin, ids, self._strip.holder)
        page.title_changed.connect(self._on_title_changed)
        page.gone.connect(self._on_gone)
        self._tabs[_bulk_key(job_ids)] = page
        self._strip.open(page, "Jobs", "action/columns", in_front=in_front)
        return page

    @Slot(str)
    def ask_deletion(self, job_id: str) -> None:
        """Ask what to do with the record of a job, once it is counted what hangs on it."""
        from jobdesk.ui.jobs.delete_dialog import DeleteDialog

        admin = self._commands.admin

        def ask(impact: DeletionImpact) -> None:
            DeleteDialog(admin, impact, self._window).show()

        admin.look_at_deletion(self, job_id, ask)

    def _job_page(self, job_id: str) -> JobPage:
        from jobdesk.ui.jobs.job_page import JobPage

        known = self._open_page(job_id)
        return known if isinstance(known, JobPage) else self._add_job(job_id)

    def _add_job(self, job_id: str, *, in_front: bool = True) -> JobPage:
        from jobdesk.ui.jobs.job_page import JobPage

        page = JobPage(self._session, self._commands, job_id, self._strip.holder)
        page.title_changed.connect(self._on_title_changed)
        page.run_requested.connect(self.open_run_dialog)
        page.preview_requested.connect(self.open_preview_dialog)
        page.gone.connect(self._on_gone)
        self._tabs[job_id] = page
        self._strip.open(page, "Job", "action/columns", in_front=in_front)
        return page

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        page = self.sender()
        if isinstance(page, QWidget):
            self._strip.rename(page, title)
            self.torn.rename(page, title)

    @Slot(str)
    def _on_status_changed(self, status: str) -> None:
        page, look = self.sender(), Theme.current().status(status)
        if isinstance(page, QWidget):
            self._strip.set_icon(page, look.icon, look.token)
            self.torn.set_icon(page, look.icon, look.token)

    @Slot()
    def _on_gone(self) -> None:
        page = self.sender()
        if isinstance(page, QWidget):
            self._strip.close_page(page)
            self.torn.close_page(page)


def _bulk_key(job_ids: list[str]) -> str:
    return f"bulk {' '.join(sorted(job_ids))}"
