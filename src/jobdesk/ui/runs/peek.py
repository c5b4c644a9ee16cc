"""The pane beside the list of runs: what one run is, was given and said, without opening it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.models.records import LEVEL_NUMBERS, LogCounts, ResultNo, ResultRecord
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.inputs import value_text
from jobdesk.ui.runs.stopping import state_word, stop_words
from jobdesk.ui.runs.words import (
    banner_words,
    input_labels,
    limits_sentence,
    look_name,
    meta_words,
    size_text,
)
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.markdown_view import MarkdownView
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState, Section
from jobdesk.ui.widgets.status_label import StatusLabel

_READ_MS = 60  # after the last arrow key: passing a run costs nothing
_SHOWN = 8  # inputs and files; the Run page has all
_REASON_CHARS = 200
_GONE = "Its job is not in this workspace any more."


def put_beside(splitter: QSplitter, left: QWidget, peek: RunPeek, store: QSettings) -> None:
    """The list and the pane at its right; how wide they are is remembered.

    They are made in the splitter: moving finished parts styles them again.
    """
    splitter.setHandleWidth(1)
    splitter.addWidget(left)
    splitter.addWidget(peek)
    splitter.setStretchFactor(0, 1)
    splitter.setCollapsible(0, False)
    sizes = Theme.current().token("size", "detailPane")
    peek.setMinimumWidth(int(sizes["min"]))
    peek.setMaximumWidth(int(sizes["max"]))
    splitter.setSizes([900, int(sizes["default"])])
    remember_splitter(splitter, store, "runs/splitter")


class RunPeek(QStackedWidget):
    """Shows the run that is chosen in the list, or how many are.

    Signals:
        open_run(int): show it whole.
        form_requested(int): ask for the inputs of its job, filled with its own.
    """

    open_run = Signal(int)
    form_requested = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._no = 0
        self._asked_of: ResultRecord | None = None  # as the list has it
        self.setObjectName("detail")
        self.setAccessibleName("Details")
        self.nothing = EmptyState()
        self.addWidget(self.nothing)
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._on_read)
        self.show_runs(())

    @cached_property
    def run(self) -> RunDetail:
        """One run; made when the first is chosen."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made = RunDetail(area.viewport())
        area.setWidget(made)
        self.addWidget(area)
        made.open.clicked.connect(self._on_open)
        made.again.clicked.connect(self._on_again)
        return made

    def show_runs(self, records: tuple[ResultRecord, ...] | list[ResultRecord]) -> None:
        """Show the only one of these; of several or none, how many there are."""
        if len(records) == 1:
            if records[0] != self._asked_of:  # news of other runs are none here
                self._no, self._asked_of = records[0].no, records[0]
                self._reading.start()
            return
        self._no, self._asked_of = 0, None
        self._reading.stop()
        if records:
            total = sum(record.log_counts.total for record in records)
            self.nothing.say(f"{len(records):,} runs chosen", f"{total:,} log lines together")
        else:
            self.nothing.say("No run chosen", "Choose one at the left to see what it did.")
        self.setCurrentIndex(0)

    @Slot()
    def _on_read(self) -> None:
        services, no = self._session.services, ResultNo(self._no)
        if services is None:
            return
        _ = self.run  # is made while the thread reads

        def read() -> tuple[ResultRecord, Mapping[str, str]] | None:
            from jobdesk.operations.runs import live

            record = services.results.by_no(no)
            if record is None:
                return None  # deleted meanwhile: the list says so
            job = services.jobs.by_id(record.job_id) if record.job_id else None
            labels = input_labels(list(job.variables)) if job is not None else {}
            return live(services, record), labels

        run_in_background(self, read, self._show, name="peek", failed=self._on_failed)

    def _show(self, found: tuple[ResultRecord, Mapping[str, str]] | None) -> None:
        if found is None:
            self.nothing.say(f"Run {self._no} is not there any more")
            self.setCurrentIndex(0)
        elif found[0].no == self._no:
            self.run.show_run(*found)
            self.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        """Not the run that was shown before: its buttons would be about this one."""
        self._asked_of = None  # chosen again, it is read again
        self.nothing.say(f"Run {self._no} cannot be read")
        self.setCurrentIndex(0)
        report_error(error)

    @Slot()
    def _on_open(self) -> None:
        self.open_run.emit(self._no)

    @Slot()
    def _on_again(self) -> None:
        self.form_requested.emit(self._no)


class RunDetail(QWidget):
    """One run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record: ResultRecord | None = None
        self.setObjectName("plain")
        self._title = label("", "pane", wrap=True)
        self._status = StatusLabel()
        self._meta = label("", "cell", "text2", wrap=True)
        self._banner = Banner()
        self.open = button("Open", "primary", icon="action/open", tip="Show the run (Enter)")
        self.again = button("Edit and run again…", icon="action/run_again")
        self._summary = MarkdownView("Summary")
        self._lines, self._inputs, self._files = Facts(), Facts(), Facts()
        self._asked = Facts()
        self._sections = {
            "summary": _section("Summary", self._summary),
            "log": _section("Log", self._lines),
            "inputs": _section("Inputs", self._inputs),
            "files": _section("Files", self._files),
            "asked": _section("How it was asked for", self._asked),
        }
        self._build()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open, 1)
        buttons.addWidget(self.again, 1)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 16)
        head.setSpacing(8)
        for part in (self._title, self._status, self._meta, self._banner):
            head.addWidget(part)
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for section in self._sections.values():
            column.addWidget(section)
        column.addStretch(1)

    def show_run(self, record: ResultRecord, labels: Mapping[str, str]) -> None:
        """Show a run as it is now; `labels` names its inputs."""
        self.record = record
        self._title.setText(f"{record.name}  #{record.no}")
        look = Theme.current().status(look_name(record))
        self._status.set_look(Look(look.icon, look.token, state_word(record, look.word)))
        words = [stop_words(record), *meta_words(record, datetime.now(UTC))]
        self._meta.setText("  ·  ".join(part for part in words if part))
        said = banner_words(record)
        self._banner.setVisible(said is not None)
        if said is not None:
            kind, bold, rest = said
            self._banner.say(kind, bold[:_REASON_CHARS], rest[:_REASON_CHARS])
        self.again.setEnabled(record.job_id is not None)
        self.again.setToolTip(
            "Fill the form with its inputs" if record.job_id is not None else _GONE
        )
        self._show_summary(record)
        self._show_lines(record.log_counts)
        self._show_inputs(record, labels)
        self._show_files(record)
        self._show_asked(record)

    def _show_summary(self, record: ResultRecord) -> None:
        self._sections["summary"].setVisible(bool(record.summary))
        self._summary.show_markdown(record.summary)

    def _show_lines(self, counts: LogCounts) -> None:
        self._lines.clear()
        self._sections["log"].title.setText(_counted("Log", counts.total))
        for name in reversed(LEVEL_NUMBERS):
            number = int(getattr(counts, name))
            if number:
                self._lines.add(Theme.current().level(name).word, f"{number:,}")
        if not counts.total:
            self._lines.add("Lines", "none", role="text2")

    def _show_inputs(self, record: ResultRecord, labels: Mapping[str, str]) -> None:
        self._inputs.clear()
        inputs = record.inputs
        section = self._sections["inputs"]
        section.title.setText(_counted("Inputs", len(inputs or {})))
        section.setVisible(inputs is None or bool(inputs))
        if inputs is None:
            if record.change_id is not None:
                self._inputs.add("Change", "of the inventory, by its hook", role="text2")
            else:
                self._inputs.add("Not kept", "this job has sensitive variables", role="text2")
            return
        for name in list(inputs)[:_SHOWN]:
            self._inputs.add(labels.get(name, name), value_text(inputs[name]))
        _add_rest(self._inputs, len(inputs))

    def _show_files(self, record: ResultRecord) -> None:
        self._files.clear()
        section = self._sections["files"]
        section.title.setText(_counted("Files", len(record.files)))
        section.setVisible(bool(record.files))
        for file in record.files[:_SHOWN]:
            self._files.add(size_text(file.size), file.name)
        _add_rest(self._files, len(record.files))

    def _show_asked(self, record: ResultRecord) -> None:
        self._asked.clear()
        lines = {
            "User": record.user,
            "Queue": record.options.queue,
            "Limits": limits_sentence(record),
            "Dry run": "yes" if record.options.dry_run else "",
            "Code": record.code_version,
        }
        for name, words in lines.items():
            if words:
                self._asked.add(name, words)


def _section(title: str, body: QWidget) -> Section:
    section = Section(title)
    section.body.addWidget(body)
    return section


def _counted(title: str, number: int) -> str:
    return f"{title}  {number:,}" if number else title


def _add_rest(facts: Facts, number: int) -> None:
    if number > _SHOWN:
        facts.add("", f"and {number - _SHOWN:,} more", role="text2")
