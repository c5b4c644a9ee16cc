"""What becomes of the record of a job whose code is gone: kept, deleted, or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.ui import messages
from jobdesk.ui.background import report_error
from jobdesk.ui.jobs.admin_commands import AdminCommands
from jobdesk.ui.jobs.override_specs import FIELDS
from jobdesk.ui.jobs.words import count_of, sentence
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.times import age_text

if TYPE_CHECKING:
    from jobdesk.operations.impact import DeletionImpact

_WIDTH_PX = 600
_KINDS = {"draft": "draft", "preset": "list of presets", "favourite_job": "star"}


class DeleteDialog(QDialog):
    """Counts what hangs on a record and offers three ways; not modal, deleted when closed.

    To keep it is the plain way and chosen at first: Enter changes nothing.
    """

    def __init__(
        self, commands: AdminCommands, impact: DeletionImpact, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._impact = impact
        self._is_busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"The record of “{impact.record.name}”")
        self.setMinimumWidth(_WIDTH_PX)
        self._build()
        self._show_choice()
        self.keep_choice.setFocus()

    def _build(self) -> None:
        record = self._impact.record
        title = label(f"What becomes of the record of “{record.name}”?", "pane", wrap=True)
        why = label(
            f"{record.class_path} is no longer in its source.", "body", "text2", wrap=True
        )
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 20, 24, 20)
        inner.setSpacing(10)
        for part in (title, why, self._build_facts(), *self._build_choice()):
            inner.addWidget(part)
        inner.addLayout(self._build_merge())
        self.warning = Banner("warn")
        self.error = Banner("bad")
        self.error.hide()
        inner.addSpacing(4)
        inner.addWidget(self.warning)
        inner.addWidget(self.error)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self._build_footer())

    def _build_facts(self) -> QWidget:
        ties, facts = self._impact.ties, Facts()
        runs = _count(ties.runs, "run") if ties.runs else "none"
        last = f", the last {age_text(ties.last_run)}" if ties.last_run is not None else ""
        facts.add("Runs", f"{runs}{last}")
        overrides = ", ".join(
            FIELDS[name].title.lower() for name in self._impact.record.overrides
        )
        facts.add("Overrides", overrides or "none")
        facts.add("Labels", ", ".join(ties.labels) or "none")
        kept = [
            _count(number, _KINDS[kind]) for kind, number in ties.kept.items() if kind in _KINDS
        ]
        facts.add("Kept by people", ", ".join(kept) or "nothing")
        for title, names in (("Job hooks", ties.hooks), ("Job buttons", ties.buttons)):
            if names:
                facts.add(title, f"{', '.join(names)} (would be left without a job)")
        return facts

    def _build_choice(self) -> tuple[QWidget, ...]:
        self.keep_choice = QRadioButton("Keep the record")
        self.keep_choice.setChecked(True)
        keep_note = _note(
            "It comes back with its settings, labels and history when its code does. Until "
            "then it is under “Installed: No”."
        )
        self.delete_choice = QRadioButton("Delete the record")
        self._delete_note = _note(_deletion_words(self._impact.ties.runs))
        self.merge_choice = QRadioButton("Merge its history into the job that replaced it")
        can_merge = bool(self._impact.candidates)
        self.merge_choice.setEnabled(can_merge)
        if not can_merge:
            self.merge_choice.setToolTip("There is no other installed job.")
        for each in (self.keep_choice, self.delete_choice, self.merge_choice):
            each.toggled.connect(self._on_choice_changed)
        return (
            self.keep_choice,
            keep_note,
            self.delete_choice,
            self._delete_note,
            self.merge_choice,
        )

    def _build_merge(self) -> QVBoxLayout:
        self.into = QComboBox()
        self.into.setItemDelegate(QStyledItemDelegate(self.into))
        self.into.setAccessibleName("The job that replaced it")
        for one in self._impact.candidates:
            self.into.addItem(f"{one.name}  ({one.class_path})", one.id)
        self.into.activated.connect(self._on_choice_changed)
        number = len(self._impact.record.overrides)
        self.take = QCheckBox(f"Take over its {_count(number, 'override')}")
        self.take.setVisible(bool(number))
        self.take.toggled.connect(self._on_choice_changed)
        guess = "Proposed because its name is alike." if self._impact.is_guess_likely else ""
        self._merge_note = label(guess, "cell", "text2", wrap=True)
        self._merge_note.setVisible(bool(guess))
        box = QVBoxLayout()
        box.setContentsMargins(26, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.into, self._merge_note, self.take):
            box.addWidget(part)
        return box

    def _build_footer(self) -> QWidget:
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        self.cancel = button("Cancel")
        self.keep = button("Keep the record", "primary")
        self.go = button("Delete the record", "dangerFill")
        make_dialog_size(self.cancel, self.keep, self.go)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.reject)  # nothing is to be done for it
        self.go.clicked.connect(self._on_go)
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addStretch(1)
        for each in (self.cancel, self.keep, self.go):
            line.addWidget(each)
        return footer

    def _show_choice(self) -> None:
        """Let words and buttons say what would happen."""
        is_merging, is_kept = self.merge_choice.isChecked(), self.keep_choice.isChecked()
        runs = _count(self._impact.ties.runs, "run")
        for part in (self.into, self.take):
            part.setEnabled(is_merging)
        verb = f"Merge {runs} and delete the record" if is_merging else "Delete the record"
        self.go.setText(f"&{verb}")
        self.go.setAccessibleName(f"{verb} of {self._impact.record.name}")
        self.keep.setVisible(is_kept)
        self.go.setVisible(not is_kept)
        (self.keep if is_kept else self.cancel).setDefault(True)  # Enter deletes nothing
        effect = f"The record of “{self._impact.record.name}” is deleted."
        if is_merging:
            target = self._impact.candidates[max(0, self.into.currentIndex())].name
            effect = f"{runs} will belong to “{target}”. {effect}"
        if is_kept:
            self.warning.say("info", "Nothing is changed.")
        else:
            self.warning.say("warn", "This cannot be undone.", effect)
        self.error.hide()
        self._show_refusal()

    def _show_refusal(self) -> None:
        """While a run has not ended, it can only be kept."""
        unfinished = self._impact.unfinished
        reason = ""
        if unfinished and not self.keep_choice.isChecked():
            numbers = ", ".join(str(no) for no in unfinished[:5])
            words = "Run" if len(unfinished) == 1 else "Runs"
            has = "has" if len(unfinished) == 1 else "have"
            reason = f"{words} {numbers} {has} not ended; wait or cancel first."
            self.error.say("bad", "Not now.", reason)
            self.error.show()
        self.go.setEnabled(not reason and not self._is_busy)
        self.go.setToolTip(reason)
        self.go.setAccessibleDescription(reason)

    @Slot()
    def _on_choice_changed(self) -> None:
        self._show_choice()

    @Slot()
    def _on_go(self) -> None:
        self._is_busy = True
        self.go.setEnabled(False)
        job_id = self._impact.record.id
        if self.merge_choice.isChecked():
            self._commands.merge(
                job_id,
                str(self.into.currentData()),
                take_overrides=self.take.isChecked(),
                done=self._on_merged,
                failed=self._on_failed,
            )
        else:
            self._commands.delete(job_id, self._on_deleted, self._on_failed)

    def _on_deleted(self, _: None) -> None:
        messages.show(f"The record of {self._impact.record.name} is deleted; its runs stay.")
        self.accept()

    def _on_merged(self, moved: int) -> None:
        target = self.into.currentText().partition("  (")[0]
        messages.show(f"{_count(moved, 'run')} of {self._impact.record.name} now at {target}.")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._is_busy = False
        self._show_choice()
        if isinstance(error, InputErrors):
            said = "; ".join(
                f"{FIELDS[name].title}: {' '.join(told)}" for name, told in error.fields.items()
            )
            self.error.say("bad", "Its overrides do not fit.", said)
        elif isinstance(error, JobDeskError):
            self.error.say("bad", "Not possible.", sentence(str(error)))
        else:
            report_error(error)
            return
        self.error.show()


def _note(text: str) -> QLabel:
    made = label(text, "cell", "text2", wrap=True)
    made.setContentsMargins(26, 0, 0, 0)
    return made


def _deletion_words(runs: int) -> str:
    """What deleting does, in words."""
    gone = (
        "Overrides, labels and what people keep of it are gone. If its code comes back, it is "
        "a new job: disabled, and without history."
    )
    if not runs:
        return gone
    stay = f"{_count(runs, 'run')} {'stays' if runs == 1 else 'stay'} in the list of runs"
    return f"{stay}, without a job: not to be run again from there. {gone}"


def _count(number: int, word: str) -> str:
    if word == "list of presets" and number != 1:
        return f"{number:,} lists of presets"
    return count_of(number, word)
