"""RowsOut: the selected rows of one view go to the clipboard or are dragged away."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from jobdesk.ui.log.exporting import LogExporter
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.view import LogView


class RowsOut(QObject):
    """Does what a view asks for; lives as long as it."""

    def __init__(
        self,
        view: LogView,
        source: Callable[[], LogSource],
        exporter: LogExporter,
        form: str = "text",
    ) -> None:
        """`form` is what a plain copy gives: lines as text, or their "message"s only."""
        super().__init__(view)
        self.view = view
        self.source = source
        self._exporter = exporter
        self.form = form
        view.copy_requested.connect(self.copy)
        view.drag_requested.connect(self._on_dragged)

    @Slot()
    def copy(self) -> None:
        """Copy the selected lines as usual."""
        self.copy_as(self.form)

    def copy_as(self, form: str) -> None:
        """Copy the selected lines in one of the forms, or only their "message"s."""
        self._exporter.copy(self.source(), self.view.selection, form)

    @Slot()
    def _on_dragged(self) -> None:
        self._exporter.drag(self.source(), self.view.selection, self.form)
