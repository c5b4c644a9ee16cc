"""The table of runs: its head sorts, chooses columns and remembers them."""

from collections.abc import Collection

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSettings,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from jobdesk.models.records import ResultRecord
from jobdesk.ui.actions import add_choices, new_action
from jobdesk.ui.runs.actions import (
    ASCENDING,
    COLUMN,
    DESCENDING,
    HIDE_COLUMN,
    RESET_COLUMNS,
    SORT,
)
from jobdesk.ui.runs.cells import NO_ROLE, CellDelegate
from jobdesk.ui.runs.flashes import Flashes
from jobdesk.ui.runs.history import NEWEST, RunOrder
from jobdesk.ui.runs.model import COLUMNS, RunsModel
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.painted_table import CellState, PaintedTable
from jobdesk.ui.widgets.remembering import remember_columns
from jobdesk.ui.widgets.sort_header import SortHeader

_KEY = "runs/columns_1"  # another number forgets what an older version kept
_ORDERS = {
    "Run": NEWEST,
    "Job": "name",
    "Status": "status",
    "Started": "started",
    "Duration": "duration",
    "User": "user",
    "Log lines": "lines",
}


_FLASH_OPACITY = 0.22  # words stay readable over it, in every palette


class RunDelegate(CellDelegate):
    """Rows that have just changed shine for a moment."""

    def __init__(self, table: QTableView, flashes: Flashes) -> None:
        super().__init__(table)
        self._flashes = flashes

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        state: CellState,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super()._paint_ground(painter, rect, state, index)
        if not self._flashes.is_on:
            return
        strength = self._flashes.strength(int(index.model().data(index, NO_ROLE) or 0))
        if strength:
            color = Theme.current().color("accent")
            color.setAlphaF(_FLASH_OPACITY * strength)
            painter.fillRect(rect, color)


class RunsTable(PaintedTable):
    """Rows of runs.

    Signals:
        order_changed(): another column, or the other way round.
    """

    order_changed = Signal()

    def __init__(self, model: RunsModel, store: QSettings) -> None:
        super().__init__()
        self._runs = model
        self._head_at = -1  # the column whose menu is open
        self.flashes = Flashes(self)
        self.setObjectName("plainTable")
        self.setModel(model)
        self.setItemDelegate(RunDelegate(self, self.flashes))
        model.run_changed.connect(self.flashes.note)
        self.flashes.faded.connect(self._on_flashes_faded)
        self.setAccessibleName("Runs")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        height = max(Theme.current().size("rowList"), self.fontMetrics().height() + 12)
        self.verticalHeader().setDefaultSectionSize(height)
        self._build_head()
        head = self.horizontalHeader()
        self._memory = remember_columns(head, store, _KEY)
        head.sortIndicatorChanged.connect(self.order_changed)

    def _build_head(self) -> None:
        self.setHorizontalHeader(SortHeader(self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(False)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for at, column in enumerate(COLUMNS):
            if column.width_px:
                self.setColumnWidth(at, column.width_px)
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        head.customContextMenuRequested.connect(self._on_menu_requested)

    @Slot()
    def _on_flashes_faded(self) -> None:
        self.viewport().update()

    # Qt overrides

    def moveCursor(  # noqa: N802  # Qt's spelling
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: a run is chosen, not a cell."""
        ends = QAbstractItemView.CursorAction
        if action in (ends.MoveHome, ends.MoveEnd) and self._runs.rowCount():
            row = 0 if action == ends.MoveHome else self._runs.rowCount() - 1
            return self._runs.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    # What is chosen

    def selected(self) -> list[ResultRecord]:
        """The selected runs, as they stand from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        records = (self._runs.record(row) for row in rows)
        return [record for record in records if record is not None]

    def select(self, nos: Collection[int]) -> None:
        """Add these runs to the selection, where they are shown."""
        model = self.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for no in nos:
            row = self._runs.row_of(no)
            if row >= 0:
                model.select(self._runs.index(row, 0), flags)

    def shown_columns(self) -> list[str]:
        """The titles of the columns that are shown, from left to right."""
        head = self.horizontalHeader()
        shown = [at for at in range(len(COLUMNS)) if not self.isColumnHidden(at)]
        return [COLUMNS[at].title for at in sorted(shown, key=head.visualIndex)]

    @property
    def top_run(self) -> int | None:
        """The run that is read at the top edge; None where the list is not scrolled."""
        record = self._runs.record(self.rowAt(0))
        return (
            int(record.no) if record is not None and self.verticalScrollBar().value() else None
        )

    def keep_top(self, no: int | None) -> None:
        """Put the run that was read at the top edge there again."""
        row = -1 if no is None else self._runs.row_of(no)
        if row >= 0:
            at = self._runs.index(row, 0)
            self.scrollTo(at, QAbstractItemView.ScrollHint.PositionAtTop)

    @property
    def order(self) -> RunOrder:
        """By what the runs are to be sorted."""
        head = self.horizontalHeader()
        at = head.sortIndicatorSection()
        title = COLUMNS[at].title if 0 <= at < len(COLUMNS) else "Run"
        descending = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return RunOrder(_ORDERS[title], descending)

    def show_column(self, at: int, *, shown: bool) -> None:
        """Show or hide a column; number and job always stay."""
        if at > 1:
            self.setColumnHidden(at, not shown)
            self._memory.keep()

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = self.head_menu(self.horizontalHeader().logicalIndexAt(point))
        menu.popup(self.horizontalHeader().mapToGlobal(point))

    def head_menu(self, at: int) -> QMenu:
        """What can be done with a column; deleted when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head_at = at
        for command, slot, is_usable in (
            (ASCENDING, self._on_ascending, at >= 0),
            (DESCENDING, self._on_descending, at >= 0),
            (HIDE_COLUMN, self._on_hide, at > 1),
            (RESET_COLUMNS, self.reset_columns, True),
        ):
            action = new_action(command, menu)
            action.setEnabled(is_usable)
            action.triggered.connect(slot)
            menu.addAction(action)
        columns = self.columns_menu()
        columns.setParent(menu, columns.windowFlags())  # it goes with the menu
        menu.addMenu(columns)
        return menu

    @Slot()
    def _on_ascending(self) -> None:
        self.horizontalHeader().setSortIndicator(self._head_at, Qt.SortOrder.AscendingOrder)

    @Slot()
    def _on_descending(self) -> None:
        self.horizontalHeader().setSortIndicator(self._head_at, Qt.SortOrder.DescendingOrder)

    @Slot()
    def _on_hide(self) -> None:
        self.show_column(self._head_at, shown=False)

    @Slot()
    def reset_columns(self) -> None:
        """Show all columns at their places and widths, the newest run first."""
        head = self.horizontalHeader()
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, False)
            head.moveSection(head.visualIndex(at), at)
            if column.width_px:
                self.setColumnWidth(at, column.width_px)
        head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self._memory.keep()

    def columns_menu(self) -> QMenu:
        """The columns to choose from."""
        menu = QMenu("Columns", self)
        choices = [(column.title, at) for at, column in enumerate(COLUMNS)][2:]
        for action in add_choices(menu, COLUMN, choices):
            action.setChecked(not self.isColumnHidden(int(action.data())))
        menu.triggered.connect(self._on_column_chosen)
        return menu

    def sort_menu(self) -> QMenu:
        """What the head does, for the keyboard; the same column again turns the order round."""
        menu = QMenu("Sort by", self)
        choices = [(column.title, at) for at, column in enumerate(COLUMNS)]
        for action in add_choices(menu, SORT, choices):
            is_sorted = action.data() == self.horizontalHeader().sortIndicatorSection()
            action.setChecked(is_sorted)
        menu.triggered.connect(self._on_sort_chosen)
        return menu

    @Slot(QAction)
    def _on_sort_chosen(self, action: QAction) -> None:
        at, head = int(action.data()), self.horizontalHeader()
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        is_down = head.sortIndicatorSection() == at and head.sortIndicatorOrder() == down
        head.setSortIndicator(at, up if is_down else down)

    @Slot(QAction)
    def _on_column_chosen(self, action: QAction) -> None:
        self.show_column(int(action.data()), shown=action.isChecked())
