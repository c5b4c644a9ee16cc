"""FindField: the log's search field, asking all runs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jobdesk.ui.log.search_field import FieldSwitch, SearchField

_NAME = "Search the logs of all runs"


class FindField(SearchField):
    """The same text, "Aa" and ".*"; there is no log that could show matching lines only.

    Signals:
        stop_requested(): Esc, before it clears the text.
    """

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only_switch.hide()
        self.setPlaceholderText("Words, “phrases” or /expressions/")
        self.setAccessibleName(_NAME)
        self.is_busy = False

    def _switches(self) -> tuple[FieldSwitch, ...]:
        return (self.case_switch, self.regex_switch)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops a search that goes on; all else as in a log."""
        if event.key() == Qt.Key.Key_Escape and self.is_busy:
            self.stop_requested.emit()
        else:
            super().keyPressEvent(event)
