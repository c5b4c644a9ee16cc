"""The pane beside the jobs table: what one job is, what it did, what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.actions import PREVIEW
from jobdesk.ui.jobs.broken_detail import BrokenFileDetail
from jobdesk.ui.jobs.histories import STORE
from jobdesk.ui.jobs.recent import RecentRuns
from jobdesk.ui.jobs.review import ReviewBox
from jobdesk.ui.jobs.rows import JobRow
from jobdesk.ui.jobs.source_bar import SourceBar
from jobdesk.ui.jobs.words import input_words, limits_words, queue_words
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.first_run import FirstRunBox
from jobdesk.ui.widgets.flow import FlowLayout
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.markdown_view import MarkdownView
from jobdesk.ui.widgets.section import EmptyState, Section
from jobdesk.ui.widgets.sparkline import BARS
from jobdesk.ui.widgets.tag import Tag, TagText

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord
    from jobdesk.models.stores.statistics import JobHistory
    from jobdesk.operations.check import Finding

_SHOWN_INPUTS = 8
_SINGLE = 3  # parts that show nothing, a job, a file; behind them stands that of several
_AGAIN_MS = 1000  # figures over all runs of a job, while others end


class DetailPane(QStackedWidget):
    """Shows a job, a broken file, or that nothing is chosen.

    Signals:
        run_requested(str), preview_requested(str), settings_requested(str),
        code_requested(str): by job id.
        enable_requested(str, bool): by job id; True keeps inputs.
        open_run(int): a run in the list of recent ones.
        labels_requested(): edit the labels of the job.
        record_requested(str): by job id; what becomes of the record of a job without code?
    """

    run_requested = Signal(str)
    preview_requested = Signal(str)
    settings_requested = Signal(str)
    code_requested = Signal(str)
    enable_requested = Signal(str, bool)
    open_run = Signal(int)
    labels_requested = Signal()
    record_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = ""
        self._record: JobRecord | None = None
        self._place = 0  # of what is shown while not several are selected
        self._is_stale = False  # its runs are read once it is seen
        self.setObjectName("detail")
        self.setAccessibleName("Details")
        self._nothing = EmptyState("No job chosen", "Choose one at the left to read about it.")
        self.job = JobDetail(session)
        self.file = BrokenFileDetail()
        for part in (self._nothing, _scrolled(self.job), self.file):
            self.addWidget(part)
        self.job.run_requested.connect(self.run_requested)
        self.job.preview_requested.connect(self.preview_requested)
        self.job.settings_requested.connect(self.settings_requested)
        self.job.code_requested.connect(self.code_requested)
        self.job.enable_requested.connect(self.enable_requested)
        self.job.recent.open_run.connect(self.open_run)
        self.job.labels_requested.connect(self.labels_requested)
        self.job.record_requested.connect(self.record_requested)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read_history)
        session.results_changed.connect(self._on_results_changed)

    def show_row(self, row: JobRow | None) -> None:
        """Show what a row of the table stands for."""
        key = row.key if row is not None and row.record is not None else ""
        is_other, self._key = key != self._key, key
        if row is None:
            self._show(0)
        elif row.record is not None:
            self.job.show_record(row.record, row.labels)
            self._show(1)
            if is_other:
                self.job.recent.show_history(None)
                self.job.first_run.show_findings(())
            self._record = row.record
            self._read_history()
        elif row.broken is not None:
            self.file.show_file(row.broken)
            self._show(2)

    def _show(self, place: int) -> None:
        self._place = place
        if self.currentIndex() < _SINGLE:
            self.setCurrentIndex(place)

    def show_many(self, pane: QWidget | None) -> None:
        """Show this, since several jobs are selected; None shows the current one again."""
        if pane is None:
            self.setCurrentIndex(self._place)
            return
        if self.count() == _SINGLE:
            self.addWidget(_scrolled(pane))
        self.setCurrentIndex(_SINGLE)

    @Slot()
    def _on_results_changed(self) -> None:
        if not self._again.isActive():
            self._again.start()

    @Slot()
    def _read_history(self) -> None:
        """Read the runs of the job that is shown, in a thread; while unseen, later."""
        services, key = self._session.services, self._key
        self._is_stale = not self.isVisible()
        if not key or services is None or self._is_stale:
            return

        record = self._record

        def done(found: tuple[JobHistory, tuple[Finding, ...]]) -> None:
            if key == self._key:
                self.job.recent.show_history(found[0])
                self.job.first_run.show_findings(found[1])

        def read() -> tuple[JobHistory, tuple[Finding, ...]]:
            from jobdesk.models.records import JobId
            from jobdesk.operations.check import lacking_before_first_run

            history = services.statistics.history(JobId(key), BARS)
            if record is None or history.runs:
                return history, ()
            return history, lacking_before_first_run(services, record)

        run_in_background(self, read, done, store=STORE, name="history")

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the pane was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self._read_history()


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setObjectName("plain")
    area.setWidget(inner)
    return area


class JobDetail(QWidget):
    """One job."""

    run_requested = Signal(str)
    preview_requested = Signal(str)
    settings_requested = Signal(str)
    code_requested = Signal(str)
    enable_requested = Signal(str, bool)
    labels_requested = Signal()
    record_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._id = ""
        self._labels = FlowLayout()
        self._edit_labels = button("Add a label…", "link", tip="Labels (Ctrl+L)")
        self._title = label("", "pane", wrap=True)
        self._path = ElidedLabel("", "cell", "text2")
        self._description = MarkdownView("Description")
        self._run = button("Run…", "primary", icon="action/run")
        self._preview = button(PREVIEW.words + "…", icon=PREVIEW.icon)
        self._code = button("Code", icon="code", tip="Read the source code")
        self._why_not = label("", "cell", "text2", wrap=True)
        self._review = ReviewBox()
        self.first_run = FirstRunBox()
        self.source = SourceBar(session, with_values=False)
        self._error = CodeView("Traceback", numbers=False)
        self.recent = RecentRuns()
        self._settings = Facts()
        self._inputs = Facts()
        self._warnings = label("", "cell", "warn", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 16)
        head.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._run, 2)
        buttons.addWidget(self._preview, 1)
        buttons.addWidget(self._code, 1)
        for part in (self._title, self._path, self._description):
            head.addWidget(part)
        head.addLayout(self._labels)
        head.addLayout(buttons)
        for part in (
            self._why_not, self._warnings, self._review, self.first_run, self.source,
            self._error,
        ):  # fmt: skip
            head.addWidget(part)
        self._error.setFixedHeight(220)
        recent, settings = Section("Recent runs"), Section("Settings")
        self._inputs_section = Section("Inputs")
        recent.body.addWidget(self.recent)
        self._more = recent.add_link("")
        self._more.clicked.connect(self.recent.toggle_more)
        self.recent.more_changed.connect(self._on_more_changed)
        settings.body.addWidget(self._settings)
        self._inputs_section.body.addWidget(self._inputs)
        self._edit = settings.add_link("Edit")
        self._edit.setAccessibleName("Edit the settings")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for section in (recent, settings, self._inputs_section):
            column.addWidget(section)
        column.addStretch(1)

    def _connect(self) -> None:
        self._run.clicked.connect(self._on_run_clicked)
        self._preview.clicked.connect(self._on_preview_clicked)
        self._code.clicked.connect(self._on_code_clicked)
        self._edit.clicked.connect(self._on_edit_clicked)
        self._edit_labels.clicked.connect(self.labels_requested)
        self.source.show_requested.connect(self._on_edit_clicked)
        self._review.code_requested.connect(self._on_code_clicked)
        self._review.record_requested.connect(self._on_record_requested)
        self._review.enable_requested.connect(self._on_enable_requested)

    def show_record(self, record: JobRecord, labels: Sequence[str] = ()) -> None:
        """Show a job."""
        self._show_labels(labels)
        self._id = record.id
        self._title.setText(record.name)
        parts = (record.grouping, record.class_path, record.source)
        self._path.setText("  ·  ".join(part for part in parts if part))
        self._description.show_markdown(record.description)
        self._description.setVisible(bool(record.description.strip()))
        self._run.setEnabled(record.runnable)
        self._run.setToolTip(record.not_runnable_reason or "Run (Enter)")
        self._preview.setEnabled(record.runnable)
        self._preview.setToolTip(record.not_runnable_reason or f"{PREVIEW.tip} (Ctrl+Shift+P)")
        has_box = not record.enabled or record.error is not None or not record.installed
        self._why_not.setText("" if has_box else record.not_runnable_reason)
        self._why_not.setVisible(bool(self._why_not.text()))
        self._warnings.setText("\n".join(record.warnings))
        self._warnings.setVisible(bool(record.warnings))
        self._review.show_record(record)
        self.source.show_record(record)
        self._code.setVisible(not has_box)  # the box has a button of its own
        self._error.setVisible(record.error is not None)
        if record.error is not None:
            self._error.show_code(record.error.traceback, "pytb")
        self._show_settings(record)
        self._show_inputs(record)

    def _show_labels(self, labels: Sequence[str]) -> None:
        while item := self._labels.takeAt(0):
            widget = item.widget()
            if widget is not None and widget is not self._edit_labels:
                widget.hide()
                widget.deleteLater()
        for word in labels:
            self._labels.addWidget(Tag(TagText("tag", word)))
        self._labels.addWidget(self._edit_labels)
        self._edit_labels.setText("Edit labels…" if labels else "Add a label…")

    @Slot(str)
    def _on_more_changed(self, words: str) -> None:
        self._more.setText(words)
        self._more.setAccessibleName(words and f"{words} runs")
        self._more.setVisible(bool(words))

    def _show_settings(self, record: JobRecord) -> None:
        self._settings.clear()
        lines = (
            ("Enabled", _enabled_words(record), ()),
            ("Queue", queue_words(record), ("job_queues", "default_job_queue")),
            ("Limits", limits_words(record), ("soft_time_limit", "time_limit")),
            ("Inputs", _secret_words(record), ("has_sensitive_variables",)),
            ("Code", record.code_version or "unknown", ()),
        )
        for name, words, fields in lines:
            is_set = any(field in record.overrides for field in fields)
            tag = Tag(TagText("pencil-simple", "Overridden", "accent")) if is_set else None
            self._settings.add(name, words, extra=tag)

    def _show_inputs(self, record: JobRecord) -> None:
        variables = record.variables
        self._inputs.clear()
        self._inputs_section.setVisible(True)
        number = len(variables)
        self._inputs_section.title.setText(f"Inputs  {number}" if number else "Inputs")
        if not variables:
            self._inputs.add("None", "it runs without questions", role="text2")
        for variable in variables[:_SHOWN_INPUTS]:
            name = str(variable.get("label") or variable["name"])
            self._inputs.add(name, input_words(variable), role="text2")
        if number > _SHOWN_INPUTS:
            self._inputs.add("", f"and {number - _SHOWN_INPUTS} more", role="text2")

    @Slot()
    def _on_run_clicked(self) -> None:
        self.run_requested.emit(self._id)

    @Slot()
    def _on_preview_clicked(self) -> None:
        self.preview_requested.emit(self._id)

    @Slot()
    def _on_code_clicked(self) -> None:
        self.code_requested.emit(self._id)

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.settings_requested.emit(self._id)

    @Slot()
    def _on_record_requested(self) -> None:
        self.record_requested.emit(self._id)

    @Slot(bool)
    def _on_enable_requested(self, keep_inputs: bool) -> None:
        self.enable_requested.emit(self._id, keep_inputs)


def _enabled_words(record: JobRecord) -> str:
    if not record.enabled:
        return "No, reviewed before" if record.reviewed_version else "No, not reviewed"
    return "Yes, changed since review" if record.is_changed_since_review else "Yes, reviewed"


def _secret_words(record: JobRecord) -> str:
    return "Secret, not kept" if record.has_sensitive_variables else "Not secret, kept"
