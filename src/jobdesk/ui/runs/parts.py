"""RunParts: the pages behind the tabs of a run, each made when it is first shown."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.inventory.preview import FILE_NAME as PREVIEW_FILE
from jobdesk.models.records import ResultNo
from jobdesk.ui.changes.previewing import PreviewSource
from jobdesk.ui.changes.reverting import Reverter
from jobdesk.ui.changes.run_page import RunChanges
from jobdesk.ui.changes.source import LogSource
from jobdesk.ui.log.console_page import ConsolePage
from jobdesk.ui.log.expression import SafeExpression
from jobdesk.ui.log.keeping import keeper_of
from jobdesk.ui.log.panel import LogPanel
from jobdesk.ui.log.streaming import Search
from jobdesk.ui.runs.code_place import CodePlace, code_place
from jobdesk.ui.runs.failure import TracebackPage
from jobdesk.ui.runs.feed import RunFeed
from jobdesk.ui.runs.files import FilesPage
from jobdesk.ui.runs.inputs import InputsPage
from jobdesk.ui.runs.profile.others import OtherRun, other_profiles
from jobdesk.ui.runs.profile.page import ProfilePage
from jobdesk.ui.runs.result import ResultPage
from jobdesk.ui.session import Session


class RunParts(QWidget):
    """A run and its parts; the session must be loaded.

    Signals:
        open_run(int): go to another run.
        object_requested(str, str): open an object of the inventory.
        everywhere_requested(str): ask all runs for this query.
        counts_changed(str): `18,412 lines, line 9`, for the status line.
    """

    open_run = Signal(int)
    object_requested = Signal(str, str)
    everywhere_requested = Signal(str)
    counts_changed = Signal(str)

    def __init__(self, session: Session, no: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.no = no
        self._session = session
        self.feed = RunFeed(session, no, self)
        self._logs_db = session.paths.logs_db

    @cached_property
    def log(self) -> LogPanel:
        """What it logged."""
        session = self._session
        panel = LogPanel(
            session.ready.logs,
            self._open_search,
            ResultNo(self.no),
            settings=session.layout_state,
            keeper=keeper_of(session),
        )
        panel.everywhere_requested.connect(self.everywhere_requested)
        panel.summary.said.connect(self.counts_changed)
        return panel

    def _open_search(self) -> Search:
        from jobdesk.models.stores.search import LogSearch

        return LogSearch(self._logs_db, SafeExpression)

    def is_made(self, part: str) -> bool:
        """This part has been shown, or was asked for."""
        return part in self.__dict__

    @cached_property
    def console(self) -> ConsolePage:
        """What it printed."""
        return ConsolePage(
            self._session.ready.logs, ResultNo(self.no), settings=self._session.layout_state
        )

    @cached_property
    def files(self) -> FilesPage:
        """Its output files."""
        return FilesPage(self._session.paths.home, self._session.layout_state, self.no)

    @cached_property
    def _reverter(self) -> Reverter:
        return Reverter(self._session, self)

    @cached_property
    def changes(self) -> RunChanges:
        """What it changed in the inventory, or would change."""
        session, record = self._session, self.feed.record
        door = session.ready.inventory
        folder = session.paths.run_dir(self.no)
        was_on_copy = (folder / PREVIEW_FILE).exists()  # as `commit=False` of the 1.x way
        is_preview = was_on_copy or (record is not None and record.options.preview)
        source = PreviewSource(door, folder) if is_preview else LogSource(door)
        page = RunChanges(source, self.no, session.layout_state, is_preview=is_preview)
        page.object_requested.connect(self.object_requested)
        page.run_requested.connect(self.open_run)
        page.revert_requested.connect(self._on_revert_requested)
        self._reverter.reverted.connect(page.refresh)
        return page

    @cached_property
    def inputs(self) -> InputsPage:
        """What it was given."""
        return InputsPage()

    @cached_property
    def result(self) -> ResultPage:
        """What it gave back."""
        return ResultPage(self._session.layout_state)

    @cached_property
    def profile(self) -> ProfilePage:
        """Where its time went."""
        home, store = self._session.paths.home, self._session.layout_state
        return ProfilePage(home, store, self._find_code, self._find_profiles)

    @cached_property
    def traceback(self) -> TracebackPage:
        """Where it failed."""
        session = self._session
        return TracebackPage(
            session.layout_state, self._find_code, lambda: session.ready.settings.editor
        )

    def _find_profiles(self) -> list[OtherRun]:
        """Other profiled runs of the job; for a thread."""
        record = self.feed.record
        return [] if record is None else other_profiles(self._session.ready, record)

    def _find_code(self) -> CodePlace:
        """Where the job's code lies, and whether it is as it was; for a thread."""
        record = self.feed.record
        job_id = None if record is None else record.job_id
        return code_place(self._session.ready, job_id, record.code_version if record else "")

    @Slot(object, object)
    def _on_revert_requested(self, wanted: ChangeFilter, only: frozenset[str]) -> None:
        what = f"a change of run #{self.no}" if only else f"run #{self.no}"
        self._reverter.ask(wanted, only, what)
