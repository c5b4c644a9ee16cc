"""RunPage: one run, live or ended."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.models.records import JobId, ResultRecord, Status
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.runs.failure import copy_report
from jobdesk.ui.runs.gauge_words import Usual
from jobdesk.ui.runs.gauges import RunGauges
from jobdesk.ui.runs.head import RunHead
from jobdesk.ui.runs.history import usual_of
from jobdesk.ui.runs.live_changes import LiveChanges
from jobdesk.ui.runs.parts import RunParts
from jobdesk.ui.runs.profile.data import profile_file
from jobdesk.ui.runs.run_control import RunControl
from jobdesk.ui.runs.stop_watch import StopWatch
from jobdesk.ui.runs.tabs import CountTabs
from jobdesk.ui.runs.words import banner_words, input_labels, look_name
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.focus import hand_focus


class RunPage(RunParts):
    """Head, gauges, banner and tabs of one run; the session must be loaded.

    Signals:
        form_requested(int): open the form with the inputs of this run.
        apply_form_requested(int): the same, to do what this preview showed.
        open_run(int): it was run again, under this number.
        title_changed(str): `#12 Backup configurations`, for its tab.
        status_changed(str): name of the look for its tab: STARTED, FAILURE, lost …
        touched(): something of what `remember` tells.
        closed(): the run was deleted; the tab may go.
    """

    form_requested = Signal(int)
    apply_form_requested = Signal(int)
    title_changed = Signal(str)
    status_changed = Signal(str)
    touched = Signal()
    closed = Signal()

    def __init__(
        self, session: Session, no: int, parent: QWidget | None = None, *, later: bool = False
    ) -> None:
        """Build the page and read the run, now or `later`: in the next turn."""
        super().__init__(session, no, parent)
        self._labels: Mapping[str, str] = {}
        self._are_objects_named = False
        self._usual: Usual | None = None
        self._is_opened = False
        self._wanted_part = ""
        self._wanted_line: tuple[int, LogQuery] | None = None
        self.control = RunControl(session, self.feed, self)
        self.live_changes = LiveChanges(session, self.feed, self)
        self.stop_watch = StopWatch(session, no, self)
        self.head = RunHead(self.control.actions)
        self.control.open_menus_at(self.head.extend)
        self.gauges = RunGauges()
        self.banner = Banner("bad")
        self.banner.hide()
        self.tabs = CountTabs(
            {
                "log": ("Log", lambda: self.log),
                "traceback": ("Traceback", lambda: self.traceback),
                "console": ("Console", lambda: self.console),
                "changes": ("Changes", lambda: self.changes),
                "files": ("Files", lambda: self.files),
                "inputs": ("Inputs", lambda: self.inputs),
                "result": ("Result", lambda: self.result),
                "profile": ("Profile", lambda: self.profile),
            }
        )
        self._build()
        self._connect()
        if not later:
            self._make_log()
        self.feed.begin(before=self._make_log if later else None)

    def _make_log(self) -> None:
        """It takes as long as all the rest of the page: in a turn of its own."""
        hand_focus(self, self.log)

    def _build(self) -> None:
        over = QHBoxLayout()
        over.setContentsMargins(20, 0, 20, 10)
        over.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(over)
        column.addWidget(self.gauges)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.feed.changed.connect(self._on_feed_changed)
        self.tabs.current_changed.connect(self._fill)
        self.tabs.current_changed.connect(self.touched)
        self.feed.advanced.connect(self._on_feed_advanced)
        self.feed.looked.connect(self._on_feed_looked)
        self.live_changes.counted.connect(self._on_feed_changed)
        self.feed.gone.connect(self.closed)
        self.feed.failed.connect(messages.show_error)
        self.banner.clicked.connect(self._on_report_requested)
        self.control.form_requested.connect(self.form_requested)
        self.control.apply_form_requested.connect(self.apply_form_requested)
        self.control.started.connect(self.open_run)
        self.stop_watch.changed.connect(self._show_head)

    @Slot()
    def focus_search(self) -> None:
        """Search in what is in front; the log where that cannot be searched."""
        seek = getattr(self.tabs.page, "focus_search", None)
        if seek is not None:
            seek()
            return
        self.tabs.show_page("log")
        self.log.tools.search.setFocus()
        self.log.tools.search.selectAll()

    @property
    def record(self) -> ResultRecord | None:
        """The run as last read."""
        return self.feed.record

    @property
    def counts(self) -> str:
        """What is said about its log in the status line."""
        return self.log.summary.words if self.is_made("log") else ""

    @property
    def title(self) -> str:
        """`#12 Backup configurations`, for its tab."""
        record = self.feed.record
        return f"#{self.no}" if record is None else f"#{self.no} {record.name}"

    @property
    def status(self) -> str:
        """The name of its look, for its tab."""
        return "PENDING" if self.feed.record is None else look_name(self.feed.record)

    @property
    def part(self) -> str:
        """The name of the tab that is shown."""
        return self._wanted_part or self.tabs.current

    def show_part(self, name: str) -> None:
        """Go to a tab, where the run has it; once the run is read."""
        if self._is_opened:
            self.tabs.show_page(name)
        else:
            self._wanted_part = name

    def show_line(self, seq: int, query: LogQuery) -> None:
        """Go to a line of the log where something was found; once the run is read."""
        self.tabs.show_page("log")
        self._wanted_line = (seq, query)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._is_opened and self._wanted_line is not None:
            (seq, query), self._wanted_line = self._wanted_line, None
            self.log.show_line(seq, query)

    def remember(self) -> dict[str, Any]:
        """What comes back after a restart: plain values for JSON."""
        return {"kind": "run", "no": self.no, "part": self.part}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Come back to what `remember` told."""
        self.feed.look()
        self.show_part(str(kept.get("part", "")))

    def shut_down(self) -> None:
        """End timers and searches; called before the page goes."""
        self.feed.stop()
        if self.is_made("log"):
            self.log.shut_down()
        if self.is_made("console"):
            self.console.shut_down()
        if self.is_made("files"):
            self.files.shut_down()

    @Slot()
    def _on_feed_changed(self) -> None:
        record = self.feed.record
        if record is None:
            return
        if not self._is_opened:
            self._open(record)
        self._show_top(record)
        self.log.set_counts(self.feed.counts)
        self.log.set_live(self.feed.is_live)
        self._show_tabs(record)
        self._fill(self.tabs.current)

    @Slot(str)
    def _fill(self, tab: str) -> None:
        """Bring the page of a tab up to date; the others wait until they are shown."""
        record = self.feed.record
        if record is None:
            return
        if tab == "console":
            self.console.set_live(self.feed.is_live)
            self.console.advance(self.feed.console_lines)
        elif tab == "files":
            self.files.show_files(record.files)
        elif tab == "inputs":
            self.inputs.show_run(record, self._labels)
            self._name_objects(record)
        elif tab == "changes":
            live = self.live_changes
            one = live.is_one_transaction
            self.changes.show_run(record, live.total, is_one_transaction=one)
        elif tab in ("result", "profile", "traceback"):
            getattr(self, tab).show_run(record)

    def _name_objects(self, record: ResultRecord) -> None:
        """Ask the inventory once what the objects among the inputs are called."""
        from jobdesk.operations.objects import object_fields, object_names

        if self._are_objects_named or record.inputs is None or record.job_id is None:
            return
        self._are_objects_named = True
        job = self._session.ready.jobs.by_id(record.job_id)
        if job is not None and object_fields(job):
            work = partial(object_names, self._session.ready, job, [record.inputs])
            named = self.inputs.name_objects
            run_in_background(self, work, named, store="inventory reader", name="names")

    def _open(self, record: ResultRecord) -> None:
        self._is_opened = True
        job = self._session.ready.jobs.by_id(record.job_id) if record.job_id else None
        self.live_changes.open(job, record)
        self._labels = input_labels(list(job.variables)) if job is not None else {}
        if job is not None and self.feed.is_live:
            self._ask_usual(job.id)
        self.log.open(
            self.feed.counts,
            self.feed.lines or self.feed.counts.total,
            is_live=self.feed.is_live,
            at_failure=record.status is Status.FAILURE and self._wanted_line is None,
        )
        self._show_tabs(record)
        self.tabs.show_page(self._wanted_part or self.tabs.current)
        self._wanted_part = ""
        self._go_to_wanted()
        self.title_changed.emit(self.title)

    def _show_top(self, record: ResultRecord) -> None:
        self._show_head()
        has_started = self.feed.is_live and record.date_started is not None
        self.gauges.setVisible(has_started)
        if has_started:
            self._show_gauges(record)
        said = banner_words(record)
        self.banner.setVisible(said is not None)
        if said is not None:
            is_bad = record.status is Status.FAILURE
            self.banner.say(*said, "Copy report" if is_bad else "")
        self.status_changed.emit(self.status)

    def _show_gauges(self, record: ResultRecord) -> None:
        progress, elapsed = self.feed.progress, self.feed.elapsed
        self.gauges.show_run(record, progress, elapsed, self._usual)

    def _ask_usual(self, job_id: JobId) -> None:
        """How long its job usually takes is looked up in a thread, once."""

        def done(usual: Usual) -> None:
            self._usual = usual

        work = partial(usual_of, self._session.ready, job_id)
        run_in_background(self, work, done, store="history", name="usual")

    @Slot()
    def _show_head(self) -> None:
        record = self.feed.record
        if record is not None:
            self.stop_watch.follow(record, is_shown=self.feed.is_shown)
            self.head.show_run(record, self.feed.now, self.stop_watch.stage)
            self.control.tell(record, self.feed.elapsed)

    def _show_tabs(self, record: ResultRecord) -> None:
        tabs, lines = self.tabs, self.feed.lines
        tabs.set_tab("log", shown=True, count=lines or self.feed.counts.total)
        tabs.set_tab("traceback", shown=bool(record.traceback))
        printed = self.feed.console_lines
        tabs.set_tab("console", shown=printed > 0, count=printed)
        live, changed = self.live_changes, sum((record.changes or {}).values())
        changed = live.total if self.feed.is_live else changed
        told = None if self.feed.is_live and live.holds_back(record) else changed
        tabs.set_tab("changes", shown=changed > 0 or live.is_expected, count=told)
        tabs.set_tab("files", shown=bool(record.files), count=len(record.files))
        kept = None if record.inputs is None else len(record.inputs)
        tabs.set_tab("inputs", shown=kept is None or kept > 0, count=kept)
        has_result = record.result is not None or bool(record.summary)
        tabs.set_tab("result", shown=has_result)
        has_profile = record.status.is_ready and profile_file(record.files) is not None
        tabs.set_tab("profile", shown=has_profile)

    @Slot(int)
    def _on_feed_advanced(self, total: int) -> None:
        """Only the lines: whatever else is written here lays out the whole window again."""
        if self._is_opened:
            self.log.advance(total)

    @Slot()
    def _on_feed_looked(self) -> None:
        record = self.feed.record
        if record is None or not self._is_opened:
            return
        self.tabs.set_tab("log", shown=True, count=self.feed.lines)
        self.control.tell(record, self.feed.elapsed)
        if self.gauges.isVisibleTo(self):
            self._show_gauges(record)

    @Slot()
    def _on_report_requested(self) -> None:
        if self.feed.record is not None:
            copy_report(self.feed.record)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up and go on watching."""
        super().showEvent(event)
        self.feed.set_shown(True)
        self._show_head()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The tab goes: nothing may go on behind it."""
        self.shut_down()
        super().closeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen."""
        super().hideEvent(event)
        self.feed.set_shown(False)
        self._show_head()
