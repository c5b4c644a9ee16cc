"""The tab of one job: its settings beside the code, and the source to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.admin_actions import DELETE
from jobdesk.ui.jobs.changes_pane import ChangesPane
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.override_form import OverrideForm
from jobdesk.ui.jobs.review import ReviewBox
from jobdesk.ui.jobs.settings_draft import KIND as DRAFT
from jobdesk.ui.jobs.settings_draft import SettingsDraft
from jobdesk.ui.jobs.source_bar import SourceBar
from jobdesk.ui.jobs.words import source_place
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

SETTINGS, CODE, CHANGES = 0, 1, 2


class _Found(NamedTuple):
    """What was read in the background."""

    record: JobRecord | None
    source: str
    queues: list[str]
    draft: Any


class JobPage(QWidget):
    """One job, to review and to administer.

    Signals:
        title_changed(str): the name for the tab.
        run_requested(str): open the run dialog.
        gone(): the job is no longer in the workspace.
        touched(): something of what `remember` tells.
    """

    title_changed = Signal(str)
    run_requested = Signal(str)
    gone = Signal()
    touched = Signal()

    def __init__(self, session: Session, commands: JobCommands, job_id: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.job_id = job_id
        self._session = session
        self._commands = commands
        self._record: JobRecord | None = None
        self._wants_code = False  # asked for before it was known what changed
        self._build()
        self.typed_edits = self.form.typed_edits  # for undo, see `edit_history`
        self._draft = SettingsDraft(session, job_id, self.form)
        self._connect()
        self.reload()

    def _build(self) -> None:
        self._title = label("", "title")
        self._path = ElidedLabel("", "cell", "text2")
        self._run = button("Run…", "primary", icon="action/run")
        self._clear = button("Clear all overrides", icon="action/reset")
        self._delete = button(
            DELETE.words + "…", "danger", icon="action/delete", tip=DELETE.tip
        )
        self._review = ReviewBox(with_code=False)
        self.source = SourceBar(self._session)
        head = QHBoxLayout()
        head.setContentsMargins(28, 16, 28, 10)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._path)
        head.addLayout(words, 1)
        head.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._run, 0, Qt.AlignmentFlag.AlignTop)
        review = QVBoxLayout()
        review.setContentsMargins(28, 0, 28, 8)
        review.setSpacing(8)
        review.addWidget(self._review)
        review.addWidget(self.source)
        self.form = OverrideForm(self._commands)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Settings or code")
        self.tabs.addTab(self.form, "Settings")
        self.tabs.addTab(self._build_code(), "Code")
        self.changes = ChangesPane()
        self.tabs.addTab(self.changes, "Changes since review")
        self.tabs.setTabVisible(CHANGES, False)
        self.tabs.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(review)
        column.addWidget(self.tabs, 1)

    def _build_code(self) -> QWidget:
        page = QWidget()
        page.setObjectName("plain")
        self._place = ElidedLabel("", "cell", "text2")
        self.code = CodeView("Source code")
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 10, 28, 16)
        column.setSpacing(8)
        column.addWidget(self._place)
        column.addWidget(self.code, 1)
        return page

    def _connect(self) -> None:
        self._session.jobs_changed.connect(self.reload)
        self.tabs.currentChanged.connect(self.touched)
        self._run.clicked.connect(self._on_run_clicked)
        self._clear.clicked.connect(self.form.clear_all)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._review.code_requested.connect(self.show_code)
        self._review.enable_requested.connect(self._on_enable_requested)
        self.changes.approve_requested.connect(self._on_approve_requested)
        self.changes.disable_requested.connect(self._on_disable_requested)

    def remember(self) -> dict[str, Any]:
        """What comes back after a restart: plain values for JSON."""
        part = self.tabs.tabText(self.tabs.currentIndex())
        return {"kind": "job", "id": self.job_id, "part": part}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Come back to what `remember` told."""
        if kept.get("part") == self.tabs.tabText(CHANGES):
            self._wants_code = True  # once it is known what changed
        for at in range(self.tabs.count()):
            if self.tabs.isTabVisible(at) and self.tabs.tabText(at) == kept.get("part"):
                self.tabs.setCurrentIndex(at)

    @Slot()
    def show_code(self) -> None:
        """Turn to what changed since the review or, when nothing did, to the source."""
        self._wants_code = self._record is None
        if self.tabs.isTabVisible(CHANGES):
            self.tabs.setCurrentIndex(CHANGES)
            self.changes.view.setFocus()
            return
        self.tabs.setCurrentIndex(CODE)
        self.code.setFocus()

    @Slot()
    def show_settings(self) -> None:
        """Turn to the settings."""
        self.tabs.setCurrentIndex(SETTINGS)
        self.tabs.tabBar().setFocus()

    @Slot()
    def reload(self) -> None:
        """Read the job and its source again."""
        services = self._session.services
        if services is None:
            return

        actor, is_restored = self._session.user, self._draft.is_restored

        def work() -> _Found:
            record = services.jobs.by_id(self.job_id)
            queues = [queue.name for queue in services.queues.all()]
            source = read_source(record) if record is not None else ""
            draft = None if is_restored else services.kept.get(actor.id, DRAFT, self.job_id)
            return _Found(record, source, queues, draft)

        run_in_background(self, work, self._take, name="job")

    def _take(self, found: _Found) -> None:
        if found.record is None:
            self.gone.emit()
            return
        self.show_record(found.record, found.source)
        self.form.show_queues(found.queues)
        self._draft.restore(found.draft)

    def show_record(self, record: JobRecord, source: str) -> None:
        """Show a job and its source."""
        is_new_code = self._record is None or self.code.toPlainText() != source
        self._record = record
        self._title.setText(record.name)
        parts = (
            record.grouping,
            record.class_path,
            f"{record.source} at {record.code_version}",
        )
        self._path.setText("  ·  ".join(parts))
        self._run.setEnabled(record.runnable)
        self._run.setToolTip(record.not_runnable_reason)
        self._clear.setVisible(bool(record.overrides))
        self._delete.setVisible(not record.installed)
        self._review.show_record(record)
        self.source.show_record(record)
        self._place.setText(
            f"{record.file}, class {record.job_class_name} in line {record.line}"
        )
        self._place.setToolTip(source_place(record))
        if is_new_code:
            self.code.show_code(source, "python")
            self.code.go_to_line(record.line)
        self.form.show_record(record)
        self._show_changes(record)
        self.title_changed.emit(record.name)

    def _show_changes(self, record: JobRecord) -> None:
        """Offer the difference while the code is not the one that was reviewed."""
        is_changed = record.is_changed_since_review
        self.tabs.setTabVisible(CHANGES, is_changed)
        if self._wants_code and is_changed:
            self.show_code()
        self._wants_code = False
        if is_changed:
            self._commands.admin.compare(self, self.job_id, self.changes.show_changes)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep at once what is typed: the tab may be closing."""
        super().hideEvent(event)
        self._draft.flush()

    # Slots

    @Slot()
    def _on_run_clicked(self) -> None:
        self.run_requested.emit(self.job_id)

    @Slot()
    def _on_delete_clicked(self) -> None:
        self._commands.admin.delete_requested.emit(self.job_id)

    @Slot(str)
    def _on_approve_requested(self, version: str) -> None:
        self._commands.admin.approve(self.job_id, version)

    @Slot()
    def _on_disable_requested(self) -> None:
        self._commands.switch([self.job_id], on=False)

    @Slot(bool)
    def _on_enable_requested(self, keep_inputs: bool) -> None:
        self._commands.review(self.job_id, keep_inputs=keep_inputs)


def read_source(record: JobRecord) -> str:
    """The file of a job as it is now, or why it cannot be read; runs in a thread."""
    try:
        return Path(record.file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return f"# This file cannot be read: {error.strerror or error}\n"
