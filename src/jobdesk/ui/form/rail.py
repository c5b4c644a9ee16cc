"""The rail beside the form: how the run is executed, and what will happen before it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jobdesk.models.records import JobRecord, SingletonPolicy
from jobdesk.ui.form.choice_editors import ChoiceBox
from jobdesk.ui.form.queue_words import queue_note, queue_text
from jobdesk.ui.form.tall_page import TallPage
from jobdesk.ui.form.words import duration_text
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import hairline, label

if TYPE_CHECKING:
    from jobdesk.operations.queues import QueueState

_MARGIN = 20
_INDENT = 23  # the words of a check box begin here
_DRY_RUN_HELP = "The job decides what it leaves out."
_COMMIT_HELP = "Unchecked: its changes are rolled back at the end."
_PROFILE_HELP = "Keeps a call table; the run is slower."


class ExecutionRail(QFrame):
    """Queue, dry run, profile, limits, and what is known about the run before it starts.

    Signals:
        changed(): an option changed.
    """

    changed = Signal()

    def __init__(self, job: JobRecord, limits: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._is_first = job.generation == 1  # it has a commit box in place of a dry run
        self.setObjectName("runRail")
        self.setFixedWidth(Theme.current().token("size", "rail", "run"))
        self._column = QVBoxLayout(self._make_page())
        self._column.setContentsMargins(_MARGIN, 18, _MARGIN, _MARGIN)
        self._column.setSpacing(6)
        self._column.addWidget(label("Execution", "section"))
        self._queues: dict[str, QueueState] = {}
        self._is_busy = False
        self._queue_note = label("", "cell", "warn", wrap=True)
        self._queue_note.hide()
        self.queue = self._make_queue()
        self.dry_run = self._make_dry_run()
        self.profile = self._add_check("Profile", _PROFILE_HELP)
        self._column.addSpacing(2)
        self.limits = label(limits, "cell", "text2", wrap=True)
        self._column.addWidget(self.limits)
        self._column.addSpacing(8)
        self._column.addWidget(hairline())
        self._column.addSpacing(8)
        self._column.addWidget(label("Before it runs", "section"))
        self._facts: dict[str, QWidget] = {}
        self._tell_what_is_known()
        self._column.addStretch(1)
        self.defaults = self.options()  # as the job has them

    def _make_page(self) -> QWidget:
        """What is told scrolls where the dialog is low; nothing is cut."""
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Execution")
        around.addWidget(area)
        page = TallPage()
        page.setObjectName("plain")
        area.setWidget(page)
        return page

    def _make_queue(self) -> ChoiceBox:
        caption = label("Queue", "label")
        queue = ChoiceBox()
        for name in self._job.job_queues or (self._job.default_job_queue,):
            queue.addItem(Theme.current().icon("queue", "text2"), name, name)
        queue.setCurrentIndex(max(0, queue.findData(self._job.default_job_queue)))
        queue.setAccessibleName("Queue")
        caption.setBuddy(queue)
        queue.currentIndexChanged.connect(self._on_option_changed)
        queue.currentIndexChanged.connect(self._on_queue_chosen)
        self._column.addWidget(caption)
        self._column.addWidget(queue)
        self._column.addWidget(self._queue_note)
        self._column.addSpacing(4)
        return queue

    def _make_dry_run(self) -> QCheckBox | None:
        if self._is_first:
            box = self._add_check("Commit changes", _COMMIT_HELP)
            box.setChecked(self._job.commit_default)
            return box
        if not self._job.supports_dryrun:
            return None
        box = self._add_check("Dry run", self._dry_run_help())
        box.setChecked(self._job.dryrun_default)
        return box

    def _dry_run_help(self) -> str:
        for options in self._job.variables:
            if options.get("type") == "DryRunVar" and options.get("description"):
                return str(options["description"])
        return _DRY_RUN_HELP

    def _add_check(self, text: str, help_text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(text)
        box.setAccessibleDescription(help_text)
        box.toggled.connect(self._on_option_changed)
        words = label(help_text, "cell", "text2", wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(_INDENT, 0, 0, 4)
        row.addWidget(words)
        self._column.addWidget(box)
        self._column.addLayout(row)
        return box

    # what is chosen

    @property
    def is_dry_run(self) -> bool:
        """The run leaves out or rolls back what it would change."""
        if self.dry_run is None:
            return False
        return self.dry_run.isChecked() != self._is_first

    @property
    def commits(self) -> bool | None:
        """What a first-generation job is told; None for all others."""
        return self.dry_run.isChecked() if self.dry_run and self._is_first else None

    def options(self) -> dict[str, Any]:
        """What is chosen, for a draft."""
        return {
            "queue": self.queue.currentData(),
            "dry_run": None if self._is_first or self.dry_run is None else self.is_dry_run,
            "commit": self.commits,
            "profile": self.profile.isChecked(),
        }

    def restore(self, options: Mapping[str, Any]) -> None:
        """Choose what `options` returned earlier."""
        row = self.queue.findData(options.get("queue"))
        if row >= 0:
            self.queue.setCurrentIndex(row)
        choice = options.get("commit" if self._is_first else "dry_run")
        if self.dry_run is not None and choice is not None:
            self.dry_run.setChecked(bool(choice))
        self.profile.setChecked(bool(options.get("profile")))

    # what is known

    def _tell_what_is_known(self) -> None:
        if self._job.has_sensitive_variables:
            self.tell("inputs", "lock-simple", "Inputs are not kept with the run")
        else:
            self.tell("inputs", "archive", "Inputs are kept with the run")
        if self._job.is_singleton:
            self.tell("singleton", "number-circle-one", "One at a time")

    def tell_queues(self, queues: Iterable[QueueState], *, is_busy: bool = False) -> None:
        """Say which of the queues hold their runs back, or take none, and who waits before it.

        `is_busy`: every slot is taken.
        """
        self._is_busy = is_busy
        self._queues = {queue.name: queue for queue in queues}
        for row in range(self.queue.count()):
            name = str(self.queue.itemData(row))
            self.queue.setItemText(row, queue_text(name, self._queues.get(name)))
        self._on_queue_chosen()

    @Slot()
    def _on_queue_chosen(self) -> None:
        state = self._queues.get(str(self.queue.currentData()))
        said = queue_note(state, is_busy=self._is_busy)
        self._queue_note.setText(said)
        self._queue_note.setVisible(bool(said))
        self.queue.setAccessibleDescription(said)

    def tell_running(self, no: int | None) -> None:
        """Say whether a run of a job that runs one at a time is in the way."""
        if not self._job.is_singleton:
            return
        text = "One at a time: nothing else is running"
        if no is not None:
            waits = self._job.singleton_policy is SingletonPolicy.QUEUE
            text = f"One at a time: waits for run {no}" if waits else f"Run {no} is in the way"
        self.tell("singleton", "number-circle-one", text)

    def tell_duration(self, seconds: float | None) -> None:
        """Say how long it usually takes, when that is known."""
        if seconds is not None:
            said = duration_text(seconds) if seconds >= 1 else "less than a second"
            self.tell("duration", "timer", f"Usually takes {said}")

    def tell(self, subject: str, icon: str, text: str) -> None:
        """Say one thing; a second word about the same subject replaces the first."""
        known = self._facts.get(subject)
        if known is not None and known.accessibleName() == text:
            return
        line = QWidget()
        line.setAccessibleName(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, "text2", 13))
        row.addWidget(label(text, "cell", "text2", wrap=True), 1)
        old = self._facts.pop(subject, None)
        if old is not None:
            self._column.replaceWidget(old, line)
            old.hide()
            old.deleteLater()
        else:
            place = self._column.count() - (1 if self._is_closed() else 0)
            self._column.insertWidget(place, line)
        self._facts[subject] = line

    def _is_closed(self) -> bool:
        last = self._column.itemAt(self._column.count() - 1)
        return last is not None and last.spacerItem() is not None

    @Slot()
    def _on_option_changed(self) -> None:
        self.changed.emit()
