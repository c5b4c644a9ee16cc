"""The table of runs: its head sorts, chooses columns and remembers them."""

from PySide6.QtCore import QPoint, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from jobdesk.ui.actions import add_choices
from jobdesk.ui.runs.actions import COLUMN, SORT
from jobdesk.ui.runs.cells import CellDelegate
from jobdesk.ui.runs.history import NEWEST, RunOrder
from jobdesk.ui.runs.model import COLUMNS, RunsModel
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.remembering import remember_columns

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


class RunsTable(QTableView):
    """Rows of runs.

    Signals:
        order_changed(): another column, or the other way round.
    """

    order_changed = Signal()

    def __init__(self, model: RunsModel, store: QSettings) -> None:
        super().__init__()
        self.setObjectName("plainTable")
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
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
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(point))

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
