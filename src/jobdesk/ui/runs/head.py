"""The head of the Run page: status, title, number, what it is about, what can be done."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord, Status
from jobdesk.ui.runs.words import look_name, meta_words, stop_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role

_ICON_PX = 20


class RunHead(QWidget):
    """Title and buttons; says what is wanted and does nothing itself.

    Signals:
        cancel_requested(), kill_requested(), again_requested().
    """

    cancel_requested = Signal()
    kill_requested = Signal()
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("clock", "idle", _ICON_PX)
        self._title = ElidedLabel("", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._number = label("", "pane", "text2")
        self._status = label("", "label")
        self._meta = ElidedLabel("", "cell", "text2")
        self.cancel = button(
            "Cancel run", "danger", icon="action/cancel", tip="Ask the job to stop"
        )
        self.kill = button("Kill…", "danger", icon="x-bold", tip="End its processes at once")
        self.again = button("Run again", "primary", icon="action/run_again")
        self.cancel.clicked.connect(self.cancel_requested)
        self.kill.clicked.connect(self.kill_requested)
        self.again.clicked.connect(self.again_requested)
        self.kill.hide()
        self._build()

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self._title, 0)
        title.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        title.addStretch(1)
        meta = QHBoxLayout()
        meta.setSpacing(8)
        meta.addWidget(self._status)
        meta.addWidget(self._meta, 1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(title)
        words.addLayout(meta)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 20, 10)
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        for each in (self.kill, self.cancel, self.again):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)

    def show_run(self, record: ResultRecord, now: datetime) -> None:
        """Show another state of the run."""
        look = Theme.current().status(look_name(record))
        stop = stop_words(record)
        self._icon.show_icon(look.icon, look.token)
        self._title.setText(record.name)
        self._number.setText(f"#{record.no}")
        self._status.setText(stop or look.word)
        set_role(self._status, "text2" if look.token == "idle" else look.token)
        self._meta.setText("  ·  ".join(["", *meta_words(record, now)]).strip())
        self._show_buttons(record)
        self.setAccessibleName(f"{record.name}, run {record.no}: {look.word}")

    def _show_buttons(self, record: ResultRecord) -> None:
        is_live = not record.status.is_ready
        was_asked = bool(record.stop_requested_by)
        self.cancel.setVisible(is_live)
        self.cancel.setEnabled(not was_asked)
        self.cancel.setText("Cancelling…" if was_asked else "Cancel run")
        self.cancel.setToolTip(
            f"{record.stop_requested_by} has asked it to stop"
            if was_asked
            else "Ask the job to stop"
        )
        self.kill.setVisible(is_live and was_asked and not record.kill_requested)
        self.again.setVisible(not is_live)
        self.again.setEnabled(record.job_id is not None)
        gone = "Its job is not in this workspace any more."
        self.again.setToolTip("Run it again" if record.job_id is not None else gone)
        if record.status is Status.PENDING:
            self.kill.hide()
