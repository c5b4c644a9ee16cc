"""The head of the Run page: status, title, number, what it is about, what can be done."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jobdesk.models.records import ResultRecord, Status
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.runs.actions import AGAIN, APPLY, CANCEL_RUN, EDIT_AGAIN, EXTEND, KILL_RUN
from jobdesk.ui.runs.applying import count_words
from jobdesk.ui.runs.reasons import no_apply
from jobdesk.ui.runs.stopping import StopStage, state_word, stop_words
from jobdesk.ui.runs.words import look_name, meta_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role
from jobdesk.ui.widgets.tag import Tag, TagText

_ICON_PX = 20


class RunHead(QWidget):
    """Title, state and the buttons of the run's actions."""

    def __init__(self, actions: ActionRegistry) -> None:
        super().__init__()
        self._icon = IconLabel("clock", "idle", _ICON_PX)
        self._title = ElidedLabel("", "title")
        self._title.take_no_more_than_needed()
        self._number = label("", "pane", "text2")
        self.state = label("", "label")
        self._meta = ElidedLabel("", "cell", "text2")
        self.extend = action_button(actions[EXTEND.name])
        self.kill = action_button(actions[KILL_RUN.name], "danger")
        self.cancel = action_button(actions[CANCEL_RUN.name], "danger")
        self.edit = action_button(actions[EDIT_AGAIN.name])
        self.again = action_button(actions[AGAIN.name], "primary")
        self.apply = action_button(actions[APPLY.name], "primary", "Apply…")
        self.preview = Tag(TagText("flask", "Preview", "accent"))
        self._build()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.extend, self.kill, self.cancel, self.edit, self.again, self.apply)

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self._title, 0)
        title.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        title.addWidget(self.preview)
        title.addStretch(1)
        meta = QHBoxLayout()
        meta.setSpacing(8)
        meta.addWidget(self.state)
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
        for each in self._buttons:
            each.hide()
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)

    def show_run(
        self, record: ResultRecord, now: datetime, stage: StopStage | None = None
    ) -> None:
        """Show another state of the run; `stage` is how far its stop has come."""
        look = Theme.current().status(look_name(record))
        word = state_word(record, look.word)
        self._icon.show_icon(look.icon, look.token)
        self._title.setText(record.name)
        self._number.setText(f"#{record.no}")
        self.state.setText(stop_words(record, stage) or word)
        set_role(self.state, "text2" if look.token == "idle" else look.token)
        self._meta.setText("  ·  ".join(["", *meta_words(record, now)]).strip())
        self.preview.setVisible(record.options.preview)
        self._show_buttons(record)
        self.setAccessibleName(f"{record.name}, run {record.no}: {word}")

    def _show_buttons(self, record: ResultRecord) -> None:
        is_live = not record.status.is_ready
        is_under_way = record.status is Status.STARTED
        was_asked = bool(record.stop_requested_by)
        limits = record.options.soft_limit or record.options.hard_limit
        self.cancel.setVisible(is_live and not was_asked)
        self.kill.setVisible(is_under_way and was_asked)
        self.extend.setVisible(is_under_way and not was_asked and bool(limits))
        can_apply = record.options.preview and not no_apply(record)
        self.edit.setVisible(not is_live)
        self.again.setVisible(not is_live and not can_apply)  # one primary button
        self.apply.setVisible(can_apply)
        if can_apply:
            self.apply.setText(f"Apply {count_words(sum((record.changes or {}).values()))}…")
