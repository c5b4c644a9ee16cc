"""PanelRows: what is done with rows of the log or of its results: menus, copies, files."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from jobdesk.ui.log.exporting import LogExporter
from jobdesk.ui.log.menu import make_menu
from jobdesk.ui.log.panel_actions import share_actions
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.rows_out import RowsOut

if TYPE_CHECKING:
    from jobdesk.ui.log.panel import LogPanel


class PanelRows(QObject):
    """Knows which rows keys and menus are about."""

    def __init__(self, panel: "LogPanel", exporter: LogExporter) -> None:
        super().__init__(panel)
        self._panel = panel
        self._exporter = exporter
        self.of_log = RowsOut(panel.view, lambda: panel.lookup.shown, exporter)

    @property
    def of_results(self) -> RowsOut:
        """The rows of the results pane; it is made when it is not there."""
        return self._panel.results.rows_out(self._exporter)

    @property
    def acting(self) -> RowsOut:
        """The rows of the results while they have the focus, else those of the log."""
        results = self._panel.results
        is_below = results.is_visible and results.pane.view.hasFocus()
        return self.of_results if is_below else self.of_log

    @property
    def text_to_highlight(self) -> str:
        """What is selected in the line in full, else the word that was chosen in its row."""
        view = self.acting.view
        name = view.cell.text if view.cell.column in ("group", "object") else ""
        return (self._panel.place.selected_text or view.word or name).strip()

    @Slot()
    def take_results(self) -> None:
        """The results pane is there: its rows can do what those of the log can."""
        view = self.of_results.view
        self._panel.columns.add_view(view)
        share_actions(self._panel, view)
        view.menu_requested.connect(self.open_results_menu)

    @Slot(QPoint)
    def open_menu(self, point: QPoint) -> None:
        """Show the menu of the log."""
        make_menu(self._panel, self.of_log).popup(point)

    @Slot(QPoint)
    def open_results_menu(self, point: QPoint) -> None:
        """Show the menu of the results."""
        make_menu(self._panel, self.of_results).popup(point)

    @Slot(str, str)
    def export(self, form: str, which: str) -> None:
        """Save "all" lines, those "shown", or those "selected"."""
        lookup, selection = self._panel.lookup, self._panel.view.selection
        if which == "selected":
            self._exporter.ask(form, lookup.shown, "-selected", selection)
            return
        query = lookup.shown_query if which == "shown" else LogQuery()
        source = lookup.shown if which == "shown" else lookup.whole
        self._exporter.ask(form, source, "" if query.is_empty else "-filtered")

    @Slot()
    def say_exports(self) -> None:
        """Say in the menu how many lines each export saves."""
        lookup, selection = self._panel.lookup, self._panel.view.selection
        self._panel.tools.say_exports(lookup.whole.count, lookup.shown.count, len(selection))
