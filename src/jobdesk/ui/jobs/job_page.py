"""The tab of one job: its settings beside the code, and the source to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.actions import JOBS, PREVIEW
from jobdesk.ui.jobs.admin_actions import DELETE
from jobdesk.ui.jobs.changes_pane import ChangesPane
from jobdesk.ui.jobs.code_pane import CodePane, SourceFile, read_files
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.override_form import OverrideForm
from jobdesk.ui.jobs.settings_draft import KIND as DRAFT
from jobdesk.ui.jobs.settings_draft import SettingsDraft
from jobdesk.ui.jobs.source_bar import SourceBar
from jobdesk.ui.jobs.state_card import StateCard
from jobdesk.ui.jobs.words import queue_notes
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import action_button, button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.first_run import FirstRunBox
from jobdesk.ui.widgets.focus import tab_into
from jobdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord
    from jobdesk.operations.check import Finding

SETTINGS, CODE, CHANGES = 0, 1, 2


class _Found(NamedTuple):
    """What was read in the background."""

    record: JobRecord | None
    files: tuple[SourceFile, ...]
    queues: dict[str, str]  # and a note on each
    draft: Any
    lacking: tuple[Finding, ...]  # before its first run, what it uses and is not there


class JobPage(QWidget):
    """One job, to review and to administer.

    Signals:
        title_changed(str): the name for the tab.
        run_requested(str), preview_requested(str): open the run dialog.
        gone(): the job is no longer in the workspace.
        touched(): something of what `remember` tells.
    """

    title_changed = Signal(str)
    run_requested = Signal(str)
    preview_requested = Signal(str)
    gone = Signal()
    touched = Signal()

    def __init__(
        self,
        session: Session,
        commands: JobCommands,
        job_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.job_id = job_id
        self._session = session
        self._commands = commands
        self._record: JobRecord | None = None
        self._wants_code = False  # asked for before it was known what changed
        self._sources: tuple[SourceFile, ...] = ()
        self._build()
        self.typed_edits = self.form.typed_edits  # for undo, see `edit_history`
        self._draft = SettingsDraft(session, job_id, self.form)
        self._connect()
        self.form.area.built.connect(self._on_built)

    def _build(self) -> None:
        """Make everything from the outside in: moving finished parts styles them again."""
        self._title = label("", "title")
        self._path = ElidedLabel("", "cell", "text2")
        self._run = button("Run…", "primary", icon="action/run")
        self.actions_here = ActionRegistry(self, JOBS)
        self._preview = action_button(self.actions_here.make(PREVIEW, self._on_preview))
        self._clear = button("Clear all overrides", icon="action/reset")
        self._delete = button(
            DELETE.words + "…", "danger", icon="action/delete", tip=DELETE.tip
        )
        self.state = StateCard()
        self.first_run = FirstRunBox()
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
        head.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._run, 0, Qt.AlignmentFlag.AlignTop)
        review = QVBoxLayout()
        review.setContentsMargins(28, 0, 28, 8)
        review.setSpacing(8)
        review.addWidget(self.state)
        review.addWidget(self.first_run)
        review.addWidget(self.source)
        self.tabs = QTabWidget(self)
        holder = self.tabs.findChild(QStackedWidget)
        self.form = OverrideForm(self._commands, holder, in_turns=True)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Settings or code")
        self.tabs.addTab(self.form, "Settings")
        self._code_place, self._changes_place = QStackedWidget(), QStackedWidget()
        self.tabs.addTab(self._code_place, "Code")
        self.tabs.addTab(self._changes_place, "Changes since review")
        self.tabs.setTabVisible(CHANGES, False)
        self.tabs.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(review)
        column.addWidget(self.tabs, 1)

    @cached_property
    def files(self) -> CodePane:
        """Its source; made when it is first looked at."""
        made = CodePane(self._code_place)
        self._code_place.addWidget(made)
        return made

    @property
    def code(self) -> CodeView:
        """The view of its source."""
        return self.files.code

    @cached_property
    def changes(self) -> ChangesPane:
        """What changed since the review; made when something did."""
        made = ChangesPane(self._changes_place)
        self._changes_place.addWidget(made)
        made.approve_requested.connect(self._on_approve_requested)
        made.disable_requested.connect(self._on_disable_requested)
        return made

    def _connect(self) -> None:
        self._session.jobs_changed.connect(self.reload)
        self.tabs.currentChanged.connect(self.touched)
        self.tabs.currentChanged.connect(self._fill_code)
        self._run.clicked.connect(self._on_run_clicked)
        self._clear.clicked.connect(self.form.clear_all)
        self._delete.clicked.connect(self._on_delete_clicked)
        self.state.code_requested.connect(self.show_code)
        self.state.switch_requested.connect(self._on_switch_requested)

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
    def _on_built(self) -> None:
        """Tab leads from the tabs to the fields, which came last, and from them to the bar."""
        tab_into(self.tabs.tabBar(), self.form.area)
        tab_into(self.form.area, self.form.bar)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the job and its source again."""
        services = self._session.services
        if services is None or not self.form.area.is_built:
            return

        actor, is_restored = self._session.user, self._draft.is_restored

        def work() -> _Found:
            from jobdesk.operations.check import lacking_before_first_run

            record = services.jobs.by_id(self.job_id)
            queues = queue_notes(services.queues.all())
            files = read_files(record) if record is not None else ()
            draft = None if is_restored else services.kept.get(actor.id, DRAFT, self.job_id)
            lacking = () if record is None else lacking_before_first_run(services, record)
            return _Found(record, files, queues, draft, lacking)

        run_in_background(self, work, self._take, name="job")

    def _take(self, found: _Found) -> None:
        if found.record is None:
            self.gone.emit()
            return
        self.show_record(found.record, found.files)
        self.first_run.show_findings(found.lacking)
        self.form.show_queues(found.queues)
        self._draft.restore(found.draft)

    def show_record(self, record: JobRecord, files: tuple[SourceFile, ...]) -> None:
        """Show a job and its files."""
        self._record, self._sources = record, files
        self._title.setText(record.name)
        parts = (
            record.grouping,
            record.class_path,
            f"{record.source} at {record.code_version}",
        )
        self._path.setText("  ·  ".join(parts))
        self._run.setEnabled(record.runnable)
        self._run.setToolTip(record.not_runnable_reason)
        self.actions_here.disable(PREVIEW.name, record.not_runnable_reason)
        self._clear.setVisible(bool(record.overrides))
        self._delete.setVisible(not record.installed)
        self.state.show_record(record)
        self.source.show_record(record)
        self._fill_code()
        self.form.show_record(record)
        self._show_changes(record)
        self.title_changed.emit(record.name)

    @Slot()
    def _fill_code(self) -> None:
        """Lay the source out once it is looked at: long files take their time."""
        if self._record is not None and self.tabs.currentIndex() == CODE:
            self.files.show_files(self._record, self._sources)

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
    def _on_preview(self) -> None:
        if self._record is not None:
            self.preview_requested.emit(self.job_id)

    @Slot()
    def _on_delete_clicked(self) -> None:
        self._commands.admin.delete_requested.emit(self.job_id)

    @Slot(str, bool)
    def _on_approve_requested(self, version: str, with_twins: bool) -> None:
        self._commands.admin.approve(self.job_id, version, with_twins=with_twins)

    @Slot()
    def _on_disable_requested(self) -> None:
        self._commands.switch([self.job_id], on=False)

    @Slot(bool, bool)
    def _on_switch_requested(self, is_on: bool, keep_inputs: bool) -> None:
        if is_on:
            self._commands.review(self.job_id, keep_inputs=keep_inputs)
        else:
            self._commands.switch([self.job_id], on=False)
