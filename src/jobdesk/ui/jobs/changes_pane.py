"""What changed in a job's code since its review, to approve or to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.jobs.admin_actions import NEXT_CHANGE, PREVIOUS_CHANGE, SETTINGS_CONTEXT
from jobdesk.ui.jobs.diff_view import DiffView
from jobdesk.ui.widgets.buttons import action_button, button
from jobdesk.ui.widgets.labels import label

if TYPE_CHECKING:
    from jobdesk.ui.jobs.admin_commands import ReviewedChange


class ChangesPane(QWidget):
    """The difference and what may be decided about it.

    Signals:
        approve_requested(str, bool): this code version is fine; True for all jobs of it.
        disable_requested(): the job shall not run like this.
    """

    approve_requested = Signal(str, bool)
    disable_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._version = ""
        self._starts: list[int] = []
        self.said = label("", "section")
        self.note = label("", "cell", "text2", wrap=True)
        self.view = DiffView("Changes since the review")
        actions = ActionRegistry(self, SETTINGS_CONTEXT)
        previous = actions.make(PREVIOUS_CHANGE, self._on_previous)
        following = actions.make(NEXT_CHANGE, self._on_next)
        self.actions_here = actions
        self.approve = button("Approve the change", "primary", icon="action/approve")
        self.disable = button("Disable", "danger", icon="power")
        self.twins = QCheckBox()
        self.twins.setChecked(True)
        self.twins.hide()
        self.approve.clicked.connect(self._on_approve)
        self.disable.clicked.connect(self.disable_requested)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.said)
        head.addStretch(1)
        head.addWidget(action_button(previous, "icon", ""))
        head.addWidget(action_button(following, "icon", ""))
        head.addWidget(self.twins)
        head.addWidget(self.disable)
        head.addWidget(self.approve)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 10, 28, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)

    def show_changes(self, change: ReviewedChange) -> None:
        """Show a difference, or say why there is none."""
        record, found, note, twins = change
        others = f"the {twins} other jobs" if twins > 1 else "the other job"
        self.twins.setText(f"Also for {others} of this code")
        self.twins.setVisible(bool(twins))
        is_same = self._version == record.code_version and not note
        self._version = record.code_version
        self._starts = found.change_starts()
        self.said.setText(found.words if found.lines else "No comparison")
        told = f"{note} Read the code, then decide." if note else ""
        self.note.setText(told)
        self.note.setVisible(bool(told))
        self.view.setVisible(bool(found.lines))
        self.disable.setVisible(record.enabled)
        self.approve.setToolTip(f"Version {record.code_version} counts as reviewed")
        self.disable.setToolTip(f"{record.name} cannot be run until it is enabled again")
        for name in (PREVIOUS_CHANGE.name, NEXT_CHANGE.name):
            if self._starts:
                self.actions_here.enable(name)
            else:
                self.actions_here.disable(name, "There is no change to go to.")
        if not (is_same and self.view.toPlainText()):
            self.view.show_lines(found.lines)
            if self._starts:
                self.view.go_to_line(self._starts[0] + 1)

    def _go(self, *, forward: bool) -> None:
        here = self.view.textCursor().blockNumber()
        others = [one for one in self._starts if (one > here if forward else one < here)]
        if self._starts:
            wrapped = self._starts[0 if forward else -1]
            place = others[0 if forward else -1] if others else wrapped
            self.view.go_to_line(place + 1)

    @Slot()
    def _on_next(self) -> None:
        self._go(forward=True)

    @Slot()
    def _on_previous(self) -> None:
        self._go(forward=False)

    @Slot()
    def _on_approve(self) -> None:
        with_twins = self.twins.isChecked() and self.twins.isVisibleTo(self)
        self.approve_requested.emit(self._version, with_twins)
