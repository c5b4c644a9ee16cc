"""LineArrival: opens a log at one line that was found elsewhere."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot

from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.search_field import FieldSwitch
from jobdesk.ui.log.tool_line import LogToolLine


class LineArrival(QObject):
    """Shows every line and searches for the text that led here, then says where to go.

    Signals:
        arrived(int): the line can be gone to now, by its number.
    """

    arrived = Signal(int)

    def __init__(self, tools: LogToolLine, lookup: LogLookup, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._lookup = lookup
        self._wanted = -1
        lookup.advanced.connect(self._on_advanced)

    def show(self, seq: int, query: LogQuery) -> None:
        """Go to line `seq` as soon as its row is known; a query without text changes none."""
        self._wanted = seq
        search = self._tools.search
        self._set(search.only_switch, is_on=False)
        if query.text:
            self._set(search.case_switch, is_on=query.case_sensitive)
            self._set(search.regex_switch, is_on=query.regex)
        self._tools.chips.clear()
        search.search_for(query.text or search.text())
        self._on_advanced()

    @staticmethod
    def _set(switch: FieldSwitch, *, is_on: bool) -> None:
        """Turn a switch without a search of its own."""
        blocked = QSignalBlocker(switch)
        switch.setChecked(is_on)
        blocked.unblock()

    @Slot()
    def _on_advanced(self) -> None:
        if self._wanted >= 0 and self._lookup.is_complete:
            seq, self._wanted = self._wanted, -1
            self.arrived.emit(seq)
