"""FindHead: the question: its text, its scope, and how the search stands."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.find.asked import PERIOD_DAYS, STATUS_WORDS, Asked
from jobdesk.ui.find.field import FindField
from jobdesk.ui.log.problem_line import ProblemLine
from jobdesk.ui.widgets.chip import ChoiceChip
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.pick_chip import PickChip


class FindHead(QWidget):
    """Title, field, tools, chips, the state in words, and why a text is no query.

    Signals:
        changed(): the text, a switch or the scope is another.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = FindField()
        self.job = PickChip("Job", "No job has been found yet.")
        self.status = ChoiceChip("Status")
        self.status.set_choices(list(STATUS_WORDS))
        self.period = ChoiceChip("Period")
        self.period.set_choices(list(PERIOD_DAYS))
        self.state = ElidedLabel("", "cell", "text2")
        self.problem = ProblemLine()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(0)
        self._build()
        self.field.query_changed.connect(self.changed)
        for chip in (self.job, self.status, self.period):
            chip.changed.connect(self._on_chip_changed)

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setContentsMargins(20, 12, 20, 8)
        title.addWidget(label("Search in all runs", "title"))
        title.addStretch(1)
        query = QHBoxLayout()
        query.setContentsMargins(20, 0, 20, 8)
        query.setSpacing(8)
        query.addWidget(self.field, 1)
        query.addLayout(self.tools)
        scope = QHBoxLayout()
        scope.setContentsMargins(20, 0, 20, 8)
        scope.setSpacing(8)
        for chip in (self.job, self.status, self.period):
            scope.addWidget(chip)
        scope.addSpacing(8)
        scope.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(title)
        column.addLayout(query)
        column.addLayout(scope)
        column.addWidget(self.problem)

    @property
    def asked(self) -> Asked:
        """The question."""
        return Asked(
            self.field.text(),
            self.field.case_switch.isChecked(),
            self.field.regex_switch.isChecked(),
            self.job.key,
            self.job.value,
            self.status.value,
            self.period.value,
        )

    def show_asked(self, asked: Asked) -> None:
        """Take another question without telling."""
        self.field.take(asked.text, (asked.case_sensitive, asked.regex))
        blocked = [QSignalBlocker(chip) for chip in (self.job, self.status, self.period)]
        self.job.choose(asked.job_id, asked.job_name)
        self.status.set_value(asked.status)
        self.period.set_value(asked.period)
        for each in blocked:
            each.unblock()

    def say_problem(self, problem: str) -> None:
        """Say why the text is no query; nothing when it is one."""
        self.field.show_problem(problem)
        self.problem.say(problem)

    @Slot()
    def _on_chip_changed(self) -> None:
        self.changed.emit()
