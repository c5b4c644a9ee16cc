"""GridView: a table to sort, filter, copy from and export."""

from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QItemSelectionRange, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, add_choices
from jobdesk.ui.background import forget_question, run_in_background
from jobdesk.ui.runs.cells import PADDING_PX, CellDelegate
from jobdesk.ui.runs.values.actions import COPY_AS, COPY_CELLS
from jobdesk.ui.runs.values.grid_data import (
    ENDINGS,
    FORMS,
    TSV,
    Grid,
    arrange,
    cell_start,
    grid_text,
)
from jobdesk.ui.runs.values.grid_model import GridModel
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.find_line import FindLine
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.saving import ask_where, save_text
from jobdesk.ui.widgets.sort_header import SortHeader

_TYPING_MS = 150
_SAMPLE_ROWS = 60  # measured for the width of a column
_MAX_WIDTH_EM = 44
_STORE = "values"


class GridView(QWidget):
    """Rows and columns; what is long is arranged and written off the main thread."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model = GridModel()
        self.table = QTableView()
        self.finder = FindLine("Filter rows")
        self.copy_as = button("Copy as", icon="action/copy", tip="Copy the selected cells")
        self.export = button("Export…", icon="action/export", tip="Save the table in a file")
        self.file_stem = "table"
        self._asked = 0
        self._sorted_by = (-1, False)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        table = self.table
        table.setObjectName("plainTable")
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table))
        table.setAccessibleName(name)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = table.verticalHeader()
        rows.setDefaultSectionSize(max(26, table.fontMetrics().height() + 9))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)
        table.setHorizontalHeader(SortHeader(table))
        head = table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSectionsMovable(True)
        self.copy_as.setMenu(self._copy_menu(self.copy_as))
        self.finder.tools.addWidget(self.copy_as)
        self.finder.tools.addSpacing(4)
        self.finder.tools.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.finder)
        column.addWidget(table, 1)
        hand_focus(self, table)

    def _connect(self) -> None:
        self.finder.text_changed.connect(self._on_text_changed)
        self.finder.left.connect(self._on_left)
        self.finder.next_requested.connect(self._on_left)
        self._typing.timeout.connect(self._arrange)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort_changed)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.export.clicked.connect(self._on_export)
        ActionRegistry(self).make(COPY_CELLS, self._on_copy, on=self.table)

    @property
    def field(self) -> QLineEdit:
        """Where the filter is typed."""
        return self.finder.field

    def show_grid(self, grid: Grid, file_stem: str = "table") -> None:
        """Show another table."""
        self._asked += 1
        forget_question(self, "arrange")  # its rows are others
        self.file_stem = file_stem
        self._sorted_by = (-1, False)
        head = self.table.horizontalHeader()
        head.blockSignals(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.blockSignals(False)
        self.model.show_grid(grid)
        self._fit_columns()
        if grid.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say()
        if self.field.text():
            self._typing.start()

    def focus_search(self) -> None:
        """Go to the filter."""
        self.field.setFocus()
        self.field.selectAll()

    def _fit_columns(self) -> None:
        theme, grid = Theme.current(), self.model.grid
        self.table.setFont(theme.font("cell"))
        metrics = self.table.fontMetrics()
        widest = metrics.averageCharWidth() * _MAX_WIDTH_EM
        for at, title in enumerate(grid.columns):
            words = [cell_start(row[at], 200) for row in grid.rows[:_SAMPLE_ROWS]]
            need = max(map(metrics.horizontalAdvance, [f"{title}    ", *words]))
            self.table.setColumnWidth(at, min(widest, need) + 2 * PADDING_PX + 4)

    @Slot()
    def _on_text_changed(self) -> None:
        self._typing.start()

    @Slot(int, Qt.SortOrder)
    def _on_sort_changed(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        grid, text, (column, descending) = self.model.grid, self.field.text(), self._sorted_by
        self._asked += 1
        asked = self._asked

        def work() -> list[int]:
            return arrange(grid, text.strip(), column, descending, lambda: asked != self._asked)

        run_in_background(self, work, self._take, store=_STORE, name="arrange")

    def _take(self, order: list[int]) -> None:
        self.model.show_order(order)
        if order:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say()

    def _say(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.grid.rows)
        words = f"{total:,} row{'' if total == 1 else 's'}"
        self.finder.say(words if shown == total else f"{shown:,} of {words}")

    @Slot()
    def _on_left(self) -> None:
        self.table.setFocus()

    def _selected(self, *, whole: bool) -> tuple[list[int], list[int]]:
        """Rows and columns of the selection; everything when one cell or less is selected."""
        selected: Any = self.table.selectionModel().selection()  # the stub forgets its items
        rows, columns = set[int](), set[int]()
        for each in cast("list[QItemSelectionRange]", list(selected)):
            rows.update(range(each.top(), each.bottom() + 1))
            columns.update(range(each.left(), each.right() + 1))
        if whole and len(rows) * len(columns) <= 1:
            rows, columns = (
                set(range(self.model.rowCount())),
                set(range(self.model.columnCount())),
            )
        head = self.table.horizontalHeader()
        return sorted(rows), sorted(columns, key=head.visualIndex)

    @Slot()
    def _on_copy(self) -> None:
        rows, columns = self._selected(whole=False)
        if rows and columns:
            self._copy(rows, columns, TSV, titles=False)

    def copy_form(self, form: str) -> None:
        """Copy the selection, or all when one cell is selected, with titles."""
        self._copy(*self._selected(whole=True), form, titles=True)

    def _copy(self, rows: list[int], columns: list[int], form: str, *, titles: bool) -> None:
        part = self.model.part(rows, columns)

        def work() -> str:
            text = grid_text(part, form, titles=titles)
            return text if titles else text.rstrip("\n")

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            cells = len(rows) * len(columns)
            what = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
            messages.show("Copied the cell." if cells == 1 else f"Copied {what} as {form}.")

        run_in_background(self, work, done, store=_STORE, name="copy")

    @Slot()
    def _on_export(self) -> None:
        filters = [f"{form} (*.{ENDINGS[form]})" for form in FORMS[1:]]
        dialog = ask_where(self, "Export the table", f"{self.file_stem}.csv", filters)
        dialog.fileSelected.connect(self._on_export_chosen)

    @Slot(str)
    def _on_export_chosen(self, name: str) -> None:
        """The ending of the name says the form; CSV without one of ours."""
        target = Path(name)
        forms = {ending: form for form, ending in ENDINGS.items()}
        form = forms.get(target.suffix.lower().removeprefix("."), FORMS[1])
        head = self.table.horizontalHeader()
        columns = sorted(range(self.model.columnCount()), key=head.visualIndex)
        part = self.model.part(range(self.model.rowCount()), columns)
        save_text(self, target, partial(grid_text, part, form))

    def _copy_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        add_choices(menu, COPY_AS, [(form, form) for form in FORMS])
        menu.triggered.connect(self._on_copy_chosen)
        return menu

    @Slot(QAction)
    def _on_copy_chosen(self, action: QAction) -> None:
        self.copy_form(str(action.data()))

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = self._copy_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            action.setText(f"Copy as {action.text()}")
        menu.popup(self.table.viewport().mapToGlobal(point))
