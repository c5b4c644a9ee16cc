"""The pane of one queue: its state and controls, what runs, what waits and in which order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.operations.queues import QueueState
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.queues import words
from jobdesk.ui.queues.lists import RunList, WaitingList
from jobdesk.ui.queues.load import BoardData
from jobdesk.ui.queues.painting import DRAINING, PAUSED, run_row_height
from jobdesk.ui.queues.slots import SlotGauge
from jobdesk.ui.queues.stepper import ConcurrencyStepper
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import ElidedLabel, hairline, label
from jobdesk.ui.widgets.tag import Tag

_SHOWN_RUNNING = 6  # rows of running runs before they scroll


class LanePane(QWidget):
    """One queue.

    Signals:
        way_out(str): the verb of the banner was clicked.
    """

    way_out = Signal(str)

    def __init__(self, actions: ActionRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._title = ElidedLabel("", "pane")
        self._paused, self._draining = Tag(PAUSED), Tag(DRAINING)
        self._buttons = {
            name: action_button(actions[f"queues.{name}"])
            for name in ("pause", "resume", "drain", "undrain")
        }
        self._delete = action_button(actions["queues.delete"], "icon", "")
        self._gauge = SlotGauge()
        self._busy = label("", "cell")
        self._limit = label("", "cell", "text2")
        self.stepper = ConcurrencyStepper()
        self.banner = Banner()
        self._running_title = label("Running", "section")
        self.running = RunList("Running runs")
        self._nothing_runs = label("Nothing runs here.", "cell", "text2")
        self._waiting_title = label("Waiting", "section")
        self._hint = label("Drag, or press Alt with the arrow keys", "cell", "text3")
        self.waiting = WaitingList()
        self._nothing_waits = label("Nothing waits.", "cell", "text2")
        self._more = label("", "cell", "text2")
        self._build()
        self.banner.clicked.connect(self._on_banner_clicked)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addLayout(self._build_limits())
        over = QHBoxLayout()
        over.setContentsMargins(20, 0, 20, 12)
        over.addWidget(self.banner)
        column.addLayout(over)
        column.addWidget(hairline())
        column.addLayout(_line(self._running_title, top=12, bottom=4))
        column.addLayout(_line(self._nothing_runs, bottom=12))
        column.addWidget(self.running)
        column.addWidget(hairline())
        column.addLayout(_line(self._waiting_title, None, self._hint, top=12, bottom=4))
        column.addLayout(_line(self._nothing_waits))
        column.addWidget(self.waiting, 1)
        column.addLayout(_line(self._more, top=6, bottom=10))
        self._rest = QWidget()  # takes the room of a list that is not there
        column.addWidget(self._rest, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 16, 10)
        head.setSpacing(8)
        self._title.take_no_more_than_needed()
        for part in (self._title, self._paused, self._draining):
            head.addWidget(part)
        head.addStretch(1)
        for each in (*self._buttons.values(), self._delete):
            head.addWidget(each)
        return head

    def _build_limits(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 12)
        line.setSpacing(8)
        caption = label("At once", "label")
        caption.setBuddy(self.stepper)
        line.addWidget(self._gauge)
        line.addWidget(self._busy)
        line.addSpacing(20)
        line.addWidget(caption)
        line.addWidget(self.stepper)
        line.addWidget(self._limit)
        line.addStretch(1)
        return line

    def show_data(self, data: BoardData, agent: str) -> None:
        """Show the chosen queue; there is one."""
        state = data.state
        assert state is not None  # the page shows its empty state otherwise
        self._title.setText(state.name)
        self.setAccessibleName(f"Queue {state.name}")
        self._show_controls(state, data.board.slots)
        said = words.banner_words(state, data.board, agent)
        self.banner.setVisible(said is not None)
        if said is not None:
            self.banner.say(*said)
        self._show_running(data)
        self._show_waiting(data)

    def _show_controls(self, state: QueueState, slots: int) -> None:
        self._paused.setVisible(state.is_paused)
        self._draining.setVisible(state.is_draining)
        self._offer("pause", "resume", state.is_paused)
        self._offer("drain", "undrain", state.is_draining)
        self._gauge.show_slots(state.running, state.slots)
        self._busy.setText(f"{words.busy_words(state)} running")
        self.stepper.show_number(state.name, state.concurrency)
        self._limit.setText(words.limit_words(state, slots))

    def _offer(self, verb: str, way_back: str, is_done: bool) -> None:
        """Show one of two buttons; the one that comes takes over the focus."""
        comes, goes = (way_back, verb) if is_done else (verb, way_back)
        had_focus = self._buttons[goes].hasFocus()
        for name, is_shown in ((comes, True), (goes, False)):
            self._actions[f"queues.{name}"].setVisible(is_shown)
            self._buttons[name].setVisible(is_shown)
        if had_focus:
            self._buttons[comes].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_running(self, data: BoardData) -> None:
        count = len(data.going)
        self._running_title.setText(f"Running  {count}" if count else "Running")
        self.running.runs.show_records(data.going)
        self.running.setVisible(bool(count))
        rows = min(max(1, count), _SHOWN_RUNNING)
        self.running.setFixedHeight(run_row_height() * rows + 8)
        self._nothing_runs.setVisible(not count)

    def _show_waiting(self, data: BoardData) -> None:
        state, count = data.state, len(data.waiting)
        total = 0 if state is None else max(state.waiting, count)
        self._waiting_title.setText(f"Waiting  {total:,}" if total else "Waiting")
        self.waiting.runs.show_records(data.waiting, data.beyond)
        for part in (self.waiting, self._hint):
            part.setVisible(bool(count))
        self._nothing_waits.setVisible(not count)
        self._rest.setVisible(not count)
        self._more.setText(words.more_words(data.left_out))
        self._more.setVisible(data.left_out > 0)

    @Slot()
    def touch(self) -> None:
        """Times move on."""
        self.running.runs.touch()
        self.waiting.runs.touch()

    @Slot()
    def _on_banner_clicked(self) -> None:
        self.way_out.emit(self.banner.verb)


def _line(*parts: QWidget | None, top: int = 0, bottom: int = 0) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(20, top, 20, bottom)
    line.setSpacing(8)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    if None not in parts:
        line.addStretch(1)
    return line
