"""LogJumper: goes to a time or a line of one run's log."""

from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.errors import JobDeskError
from jobdesk.models.records import ResultNo
from jobdesk.ui import messages
from jobdesk.ui.log.jump import JumpProblem, Span, find_moment, read_jump
from jobdesk.ui.log.jump_field import JumpField
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.over_time import moment_of
from jobdesk.ui.log.source import LineReader
from jobdesk.ui.log.view import LogView


class LogJumper(QObject):
    """Asks where to go. A look for a time reads some 20 single lines by their keys.

    Signals:
        found(int): the line to go to.
    """

    found = Signal(int)

    def __init__(
        self,
        reader: LineReader,
        no: ResultNo,
        view: LogView,
        lookup: LogLookup,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._no = no
        self._view = view
        self._lookup = lookup

    @cached_property
    def field(self) -> JumpField:
        """Where the user writes; made when it is first asked for."""
        made = JumpField(self._view)
        made.jump_requested.connect(self._on_requested)
        made.left.connect(self._on_left)
        return made

    @Slot()
    def ask(self) -> None:
        """Show the field."""
        if not self._lookup.whole.count:
            messages.show("The log has no lines yet.")
            return
        try:
            span = self._span()
        except JobDeskError as error:
            messages.show_error(str(error))
            return
        self.field.ask(f"{span.first:%H:%M:%S} to {span.last:%H:%M:%S}, {span.total:,} lines")

    def _span(self) -> Span:
        total = self._lookup.whole.count
        here, rows = self._view.current_line(), self._view.rows_in_view()
        shown = self._lookup.shown
        top = shown.seq_of(rows.start) if rows and rows.start < shown.count else 0
        return Span(
            self._time(0),
            self._time(total - 1),
            here.created.astimezone() if here is not None else self._time(top),
            total,
        )

    def _time(self, seq: int) -> datetime:
        return moment_of(self._reader, self._no, seq).astimezone()

    @Slot(str)
    def _on_requested(self, text: str) -> None:
        try:
            span = self._span()
            where = read_jump(text, span)
            seq = where if isinstance(where, int) else self._find(where, span.total)
        except (JumpProblem, JobDeskError) as problem:
            self.field.refuse(str(problem))
            return
        self.field.leave()
        self.found.emit(seq)

    def _find(self, moment: datetime, total: int) -> int:
        return find_moment(moment, total, self._time)

    @Slot()
    def _on_left(self) -> None:
        self._view.setFocus()
