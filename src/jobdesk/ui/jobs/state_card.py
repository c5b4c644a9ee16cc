"""Whether a job may run, why not, and the switch: at the head of the job's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.jobs.review import KEEP_HELP, KEEP_WORDS, offers_keep, review_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

_GROUNDS: Final = {"info": "sunken", "warn": "warnTint", "bad": "badTint"}


class StateCard(QWidget):
    """Always there, so that nothing moves when a job is switched on or off.

    Signals:
        switch_requested(bool, bool): on or off; and, for on, keep the inputs (no secret).
        code_requested(): show the code or what changed in it.
    """

    accessible_role = Role.Grouping

    switch_requested = Signal(bool, bool)
    code_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("State")  # until the job is read
        self._kind = "info"
        self.switch = Switch("Enabled")
        self.said = label("", "section")
        self.rest = label("", "cell", "text2", wrap=True)
        self.keep = QCheckBox(KEEP_WORDS)
        self._help = label(KEEP_HELP, "cell", "text2", wrap=True)
        self.code = button("Show the code", icon="code")
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.said, self.rest, self.keep, self._help):
            words.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(12)
        line.addWidget(self.switch)
        line.addLayout(words, 1)
        line.addWidget(self.code, 0, Qt.AlignmentFlag.AlignVCenter)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.code.clicked.connect(self.code_requested)

    def show_record(self, record: JobRecord) -> None:
        """Say how it stands with this job."""
        kind, bold, rest = review_words(record)
        if not kind:
            kind, bold, rest = "info", "Enabled.", "Its code is the one that was reviewed."
        self._kind = kind
        self.said.setText(bold)
        self.rest.setText(rest)
        self.setAccessibleName(f"{bold} {rest}")
        self.switch.setChecked(record.enabled)
        self.switch.setAccessibleDescription(f"{bold} {rest}")
        self._show_switch(record)
        is_offered = offers_keep(record)
        if is_offered is not self.keep.isVisibleTo(self):
            self.keep.setChecked(False)
        self.keep.setVisible(is_offered)
        self._help.setVisible(is_offered)
        verb = "Show what changed" if record.is_changed_since_review else "Show the code"
        self.code.setText(verb)
        self.code.setAccessibleName(f"{verb}: {record.name}")
        self.update()

    def _show_switch(self, record: JobRecord) -> None:
        why_not = ""
        if not record.enabled and not record.installed:
            why_not = "Its code is gone, so it cannot be enabled."
        elif not record.enabled and record.error is not None:
            why_not = "It does not load, so it cannot be enabled."
        self.switch.setEnabled(not why_not)
        tip = "Disable the job" if record.enabled else "Enable the job: its code was read"
        self.switch.setToolTip(why_not or tip)

    @Slot()
    def _on_switch_clicked(self) -> None:
        keeps = self.keep.isChecked() and self.keep.isVisibleTo(self)
        self.switch_requested.emit(self.switch.isChecked(), keeps)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(theme.color(_GROUNDS[self._kind]))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, theme.radius("banner"), theme.radius("banner"))
        finally:
            painter.end()
