"""Says what changed in the code's own settings of a job since somebody last took note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.jobs.override_specs import FIELDS
from jobdesk.ui.jobs.words import value_words
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.tag import Tag, TagText

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord
    from jobdesk.operations.source_changes import SourceChange

_ARROW = "\N{RIGHTWARDS ARROW}"
_MASKED = TagText("pencil-simple", "Masked by your override", "accent")


class SourceBar(QWidget):
    """Hidden while nothing changed; either tells each value, or leads to where it is told.

    Signals:
        show_requested(): show each value; only of a bar that does not tell them.
    """

    show_requested = Signal()

    def __init__(self, session: Session, *, with_values: bool = True) -> None:
        super().__init__()
        self._session = session
        self._with_values = with_values
        self._key = ""
        self.changes: tuple[SourceChange, ...] = ()
        self.banner = Banner("accent")
        self.facts = Facts(150)
        self.facts.setContentsMargins(40, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.facts)
        self.facts.setVisible(with_values)
        self.banner.clicked.connect(self._on_clicked)
        self.hide()

    def show_record(self, record: JobRecord) -> None:
        """Find out in a thread what changed in this job."""
        services, actor = self._session.services, self._session.actor
        if record.id != self._key:
            self._key = record.id
            self.hide()
        if services is None or actor is None:
            return

        def work() -> tuple[SourceChange, ...]:
            from jobdesk.operations.source_changes import source_changes

            return source_changes(services, actor, record)

        run_in_background(self, work, self.show_changes, name="source changes")

    def show_changes(self, changes: Sequence[SourceChange]) -> None:
        """Show these changes."""
        self.changes = tuple(changes)
        self.setVisible(bool(changes))
        if not changes:
            return
        verb = "Got it" if self._with_values else "Show"
        self.banner.say("accent", *source_words(changes), verb, icon="git-branch")
        self.facts.clear()
        for change in changes if self._with_values else ():
            said = f"{_words(change, change.was)} {_ARROW} {_words(change, change.now)}"
            tag = Tag(_MASKED) if change.is_masked else None
            self.facts.add(FIELDS[change.field].title, said, extra=tag)

    @Slot()
    def _on_clicked(self) -> None:
        if not self._with_values:
            self.show_requested.emit()
            return
        services, actor, key = self._session.ready, self._session.user, self._key
        self.hide()

        def work() -> None:
            from jobdesk.models.records import JobId
            from jobdesk.operations.source_changes import take_note

            take_note(services, actor, JobId(key))

        def done(_: None) -> None:
            self._session.jobs_changed.emit()  # the bar elsewhere goes, too

        def failed(error: BaseException) -> None:
            self.show()
            report_error(error)

        run_in_background(self, work, done, failed=failed)


def source_words(changes: Sequence[SourceChange]) -> tuple[str, str]:
    """`3 values changed in the source.` and `1 masked by your override.`, in words."""
    number, masked = len(changes), sum(one.is_masked for one in changes)
    bold = f"{number} value{'s' if number != 1 else ''} changed in the source."
    if not masked:
        return bold, ""
    which = "It is" if number == masked == 1 else f"{masked}"
    return bold, f"{which} masked by your override{'s' if masked != 1 else ''}."


def _words(change: SourceChange, value: object) -> str:
    return value_words(change.field, value)
