"""ConsolePage: what a run printed, with copy, export and one line in full."""

from PySide6.QtCore import QPoint, QSettings, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jobdesk.models.records import ResultNo
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.log.column_choice import ColumnChoice
from jobdesk.ui.log.commands import LOG, ZOOM_IN, ZOOM_OUT, ZOOM_RESET
from jobdesk.ui.log.console import ConsoleLayout, ConsolePainter, ConsoleReader, ConsoleSource
from jobdesk.ui.log.detail_place import DetailPlace
from jobdesk.ui.log.exporting import LogExporter
from jobdesk.ui.log.line_facts import first_time
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.menu import make_console_menu
from jobdesk.ui.log.rows_out import RowsOut
from jobdesk.ui.log.view import LogView
from jobdesk.ui.log.viewing import LogViewing
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline, label


class ConsolePage(QWidget):
    """The printed lines of one run; follows the end while the run is live."""

    def __init__(
        self,
        reader: ConsoleReader,
        no: ResultNo,
        parent: QWidget | None = None,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_live = False
        self.source = ConsoleSource(reader, no)
        self.view = LogView(row_painter=ConsolePainter(ConsoleLayout()))
        self.view.setAccessibleName("Console")
        self.view.set_empty_text("Nothing was printed")
        self.memory = LogMemory(settings, self)
        self.place = DetailPlace(self.view, self.memory)
        self.viewing = LogViewing(self.view, self.memory, has_raw=False)
        self.columns = ColumnChoice(
            self.view, self.memory, lambda: first_time(self.source), name="console_"
        )
        self.actions_here = ActionRegistry(self, LOG)
        self.actions_here.make(ZOOM_IN, self.viewing.zoom_in)
        self.actions_here.make(ZOOM_OUT, self.viewing.zoom_out)
        self.actions_here.make(ZOOM_RESET, self.viewing.zoom_reset)
        self.viewing.zoom_changed.connect(self._on_zoomed)
        self._on_zoomed()
        self.follow = button("Follow", icon="action/follow", tip="Stay at the end (End)")
        self.follow.setCheckable(True)
        export = button("Export…", icon="action/export", tip="Save the console as a file")
        tools = QHBoxLayout()
        tools.setContentsMargins(20, 8, 20, 8)
        tools.setSpacing(8)
        told = "What the job and its programs printed; error output has an amber edge."
        tools.addWidget(label(told, "cell", "text2"))
        tools.addStretch(1)
        tools.addWidget(self.follow)
        tools.addWidget(export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(hairline())
        column.addWidget(self.place, 1)
        self._exporter = LogExporter(self, column, no, "console", self.memory)
        self.rows_out = RowsOut(self.view, lambda: self.source, self._exporter, "message")
        hand_focus(self, self.view)
        self.view.show_source(self.source, following=False)
        self.view.current_changed.connect(self._on_current_changed)
        self.view.follow_changed.connect(self.follow.setChecked)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.view.read_failed.connect(messages.show_error)
        self.follow.clicked.connect(self._on_follow_clicked)
        self.view.opened.connect(self._on_row_opened)
        self.place.closed.connect(self._on_detail_closed)
        export.clicked.connect(self._on_export)

    @Slot()
    def _on_zoomed(self) -> None:
        self.place.set_log_font(self.view.measures.font("log"))

    def set_live(self, is_live: bool) -> None:
        """The run goes on, or has ended."""
        self._is_live = is_live
        self.follow.setVisible(is_live)

    def advance(self, total: int) -> None:
        """There are `total` printed lines now."""
        if total == self.source.count:
            return
        is_first = not self.source.count
        self.source.count = total
        if is_first:
            self.view.show_source(self.source, following=self._is_live)
        else:
            self.view.refresh()

    def shut_down(self) -> None:
        """Called before the page goes."""
        self.memory.write()
        self._exporter.cancel()

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        line = self.view.line(row)
        if line is None:
            self.place.hide_detail()
        elif self.place.is_showing or self.view.is_cut(line):
            self._on_row_opened(row)

    @Slot(int)
    def _on_row_opened(self, row: int) -> None:
        line = self.view.line(row)
        if line is not None:
            self.place.show_line(line, first_time(self.source))

    @Slot()
    def _on_detail_closed(self) -> None:
        self.place.hide_detail()
        self.view.setFocus()

    @Slot()
    def _on_follow_clicked(self) -> None:
        self.view.set_following(self.follow.isChecked())

    @Slot()
    def _on_export(self) -> None:
        self._exporter.ask("message", self.source, "")

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        make_console_menu(self, self.rows_out, self.columns.fill, self._fill_sizes).popup(point)

    def _fill_sizes(self, menu: QMenu) -> None:
        self.actions_here.fill(menu, "log.zoom_in", "log.zoom_out", "log.zoom_reset")
