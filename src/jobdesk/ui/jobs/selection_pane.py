"""What several selected jobs have in common, and what can be done with all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.jobs.words import count_of
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.section import Section

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

_NAMED = 12
_TOLD_QUEUES = 3
_SHORT: Final = {  # on buttons, where the number stands above them
    "jobs.enable_many": "Enable",
    "jobs.disable_many": "Disable",
    "jobs.override_many": "Override…",
    "jobs.labels": "Labels…",
    "jobs.clear_selection": "Clear selection",
}


class SelectionPane(QWidget):
    """Takes the place of the details while several jobs are selected."""

    def __init__(self, actions: Sequence[QAction], clear: QAction) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.title = label("", "pane", wrap=True)
        self.review = Banner("warn")
        self.facts = Facts()
        self._names = Section("Jobs")
        self._lines = [ElidedLabel("", "body") for _ in range(_NAMED)]
        self._more = label("", "cell", "text2")
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, action in enumerate(actions):
            buttons.addWidget(_button(action), place // 2, place % 2)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 16)
        head.setSpacing(10)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(_button(clear, "link"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        head.addLayout(buttons)
        head.addWidget(self.review)
        common = Section("Together")
        common.body.addWidget(self.facts)
        for each in (*self._lines, self._more):
            self._names.body.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(common)
        column.addWidget(self._names)
        column.addStretch(1)

    def show_records(self, records: Sequence[JobRecord]) -> None:
        """Show what stands in these jobs."""
        self.title.setText(f"{count_of(len(records), 'job')} selected")
        unread = sum(not one.enabled and not one.reviewed_version for one in records)
        self.review.setVisible(bool(unread))
        self.review.say(
            "warn",
            f"{unread:,} not reviewed.",
            "To enable them counts as having read their code.",
        )
        self.facts.clear()
        for name, words in together(records):
            self.facts.add(name, words)
        for line, record in zip(
            self._lines, [*records[:_NAMED], *[None] * _NAMED], strict=False
        ):
            line.setText(record.name if record is not None else "")
            line.setVisible(record is not None)
        rest = len(records) - _NAMED
        self._more.setText(f"and {rest:,} more")
        self._more.setVisible(rest > 0)


class SelectionBar(QFrame):
    """The same commands in one line, where there is no room for the pane."""

    def __init__(self, actions: Sequence[QAction], clear: QAction) -> None:
        super().__init__()
        self.setObjectName("dialogFooter")
        self.said = label("", "section")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.said)
        line.addStretch(1)
        for action in actions:
            line.addWidget(_button(action))
        line.addWidget(_button(clear, "ghost"))
        self.hide()

    def show_records(self, records: Sequence[JobRecord]) -> None:
        """Say how many there are."""
        self.said.setText(f"{count_of(len(records), 'job')} selected")


def _button(action: QAction, kind: str = "secondary") -> QWidget:
    return action_button(action, kind, _SHORT[str(action.property("action_name"))])


def together(records: Sequence[JobRecord]) -> list[tuple[str, str]]:
    """What stands in these jobs, in words: `Enabled`, `8 of 12`."""
    number = len(records)
    overridden = sum(bool(one.overrides) for one in records)
    changed = sum(one.is_changed_since_review for one in records)
    gone = sum(not one.installed for one in records)
    broken = sum(one.error is not None for one in records)
    lines = [
        ("Enabled", _of(sum(one.enabled for one in records), number)),
        ("Overridden", _of(overridden, number)),
        ("Queues", _queue_words(records)),
    ]
    if changed:
        lines.append(("Changed since review", _of(changed, number)))
    if gone:
        lines.append(("Not installed", _of(gone, number)))
    if broken:
        lines.append(("Do not load", _of(broken, number)))
    return lines


def _of(part: int, number: int) -> str:
    return "all" if part == number else "none" if not part else f"{part:,} of {number:,}"


def _queue_words(records: Sequence[JobRecord]) -> str:
    counted = Counter(one.default_job_queue for one in records)
    told = [name for name, _ in counted.most_common(_TOLD_QUEUES)]
    rest = len(counted) - len(told)
    return ", ".join(told) + (f" and {rest} more" if rest else "")
