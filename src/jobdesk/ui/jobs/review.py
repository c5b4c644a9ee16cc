"""What stands between a job and its first run: reading the code, then enabling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.jobs.admin_actions import DELETE
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

KEEP_WORDS: Final = "Inputs are not secret: keep them"
KEEP_HELP: Final = (
    "They are then stored with each run, so that it can be run again. "
    "Without it they are forgotten when the run ends."
)


def review_words(record: JobRecord) -> tuple[str, str, str]:
    """Kind of banner, bold words, the rest; an empty kind when there is nothing to say."""
    if record.error is not None:
        where = f" in line {record.error.line}" if record.error.line else ""
        return "bad", f"Does not load{where}.", record.error.message
    if not record.installed:
        return "warn", "Not installed.", "Its code is gone from the source; its runs are kept."
    if record.is_changed_since_review:
        return "warn", "Code changed since review.", "Look at the change, then approve it."
    if not record.enabled and not record.reviewed_version:
        return "warn", "Not reviewed yet.", "Read the code, then enable the job."
    if not record.enabled:
        return "info", "Not enabled.", "It cannot be run until it is."
    return "", "", ""


def offers_keep(record: JobRecord) -> bool:
    """A first review may also say that the inputs are no secret (DESIGN §11)."""
    can_enable = record.installed and record.error is None
    return can_enable and not record.reviewed_version and record.has_sensitive_variables


class ReviewBox(QWidget):
    """Says what is to be reviewed and offers the next step; invisible when nothing is.

    Signals:
        enable_requested(bool): enable; True keeps inputs (they are not secret).
        code_requested(): show the source.
        record_requested(): the code is gone; what becomes of the record?
    """

    enable_requested = Signal(bool)
    code_requested = Signal()
    record_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner()
        self._keep = QCheckBox(KEEP_WORDS)
        self._help = label(KEEP_HELP, "cell", "text2", wrap=True)
        self._read = button("Read the code", icon="code")
        self._enable = button("Enable", icon="check")
        self._record = button(
            "Keep, merge or delete…", icon="action/delete", tip=f"{DELETE.tip} (Del)"
        )
        self._record.clicked.connect(self.record_requested)
        self._read.clicked.connect(self.code_requested)
        self._enable.clicked.connect(self._on_enable_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._banner)
        column.addWidget(self._keep)
        column.addWidget(self._help)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._record)
        buttons.addWidget(self._read)
        buttons.addWidget(self._enable)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def show_record(self, record: JobRecord) -> None:
        """Say what is to be done about this job."""
        kind, bold, rest = review_words(record)
        self.setVisible(bool(kind))
        if not kind:
            return
        self._banner.say(kind, bold, rest)
        can_enable = record.installed and record.error is None
        is_offered = offers_keep(record)
        self._keep.setChecked(False)
        self._keep.setVisible(is_offered)
        self._help.setVisible(is_offered)
        is_changed = record.is_changed_since_review
        read = "Show what changed" if is_changed else "Read the code"
        self._record.setVisible(not record.installed)
        self._read.setVisible(record.installed)
        self._read.setText(read)
        self._read.setAccessibleName(f"{read}: {record.name}")
        # A change is approved where it is shown, so an enabled job is not asked for here.
        self._enable.setVisible(can_enable and not record.enabled)
        self._enable.setAccessibleName(f"Enable: {record.name}")

    @Slot()
    def _on_enable_clicked(self) -> None:
        self.enable_requested.emit(self._keep.isChecked() and self._keep.isVisibleTo(self))
