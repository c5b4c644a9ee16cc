"""GridView: the list of one kind; its head sorts and chooses columns, its cells are edited."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from jobdesk.inventory.desk.records import GridRow, Kind
from jobdesk.ui.inventory.cell_editor import EditingDelegate
from jobdesk.ui.inventory.cells import LIST_PX, LOOK_ROLE, PADDING_PX
from jobdesk.ui.inventory.connecting import PEER
from jobdesk.ui.inventory.grid_model import GridModel
from jobdesk.ui.inventory.looks import CellLook
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.long_texts import one_line
from jobdesk.ui.widgets.painted_table import PaintedTable
from jobdesk.ui.widgets.sort_header import SortHeader

_SEEN_MS = 40  # scrolling asks once it rests for a moment
_USUAL_PX = 110
_LEAST_PX, _MOST_PX = 64, 230
_MEASURED = 6  # of the longest words, which give a column its width
_SORT_PX, _ICON_PX = 18, 22  # of the arrow of an order, of a sign before words
_GIVES_WAY = 0.22  # of the width of columns
_AnyIndex = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(PaintedTable):
    """Rows of one kind. Return shows the detail, F2 or typing edits a value.

    Signals:
        row_chosen(str): the key of the current object, empty for none.
        selection_changed(): other rows are selected.
        sort_chosen(str): a field, with `-` for downwards.
        show_requested(): the detail of the current object is wanted.
        form_requested(str): a field that has no room in a cell is to be edited.
        cable_requested(): the port is to be connected.
        head_menu_requested(int, QPoint): of a column; global position.
        columns_moved(): they stand in another order or have other widths.
    """

    row_chosen = Signal(str)
    selection_changed = Signal()
    sort_chosen = Signal(str)
    show_requested = Signal()
    form_requested = Signal(str)
    cable_requested = Signal()
    head_menu_requested = Signal(int, QPoint)
    columns_moved = Signal()

    def __init__(self, model: GridModel, asker: Asker) -> None:
        super().__init__()
        self.grid = model
        self.sortable: frozenset[str] = frozenset()
        self._is_arranging = False
        self._unmeasured: list[int] = []
        self._fitted: dict[int, int] = {}  # columns that nobody gave a width: what they need
        self._editors = EditingDelegate(self, asker)
        self.setObjectName("plainTable")
        self.setProperty("edge", "list")
        self.setModel(model)
        self.setItemDelegate(self._editors)
        self.setAccessibleName("Objects")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        height = max(Theme.current().size("rowList"), self.fontMetrics().height() + 12)
        self.verticalHeader().setDefaultSectionSize(height)
        self._build_head()
        self._seen = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._seen.timeout.connect(self.look)
        self.verticalScrollBar().valueChanged.connect(self._seen.start)
        self.doubleClicked.connect(self._on_double_clicked)

    def _build_head(self) -> None:
        self.setHorizontalHeader(SortHeader(self, LIST_PX))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(False)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(48)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.sectionClicked.connect(self._on_head_clicked)
        head.customContextMenuRequested.connect(self._on_head_menu)
        head.sectionResized.connect(self._on_section_resized)
        head.sectionMoved.connect(self._on_columns_moved)

    def set_kind(self, kind: Kind) -> None:
        """Objects of this kind are shown."""
        self._editors.kind = kind.label
        self.setAccessibleName(kind.plural)

    # Columns and order

    def arrange(self, widths: dict[str, int], sort: str) -> None:
        """Give the columns of the model their widths, and mark the one that is sorted by."""
        self._is_arranging = True
        self._unmeasured = [
            at for at, field in enumerate(self.grid.fields) if field.name not in widths
        ]
        self._fitted = {}
        for at, field in enumerate(self.grid.fields):
            self.setColumnWidth(at, widths.get(field.name, _USUAL_PX))
        self._is_arranging = False
        self.mark_sort(sort)

    def fit_columns(self) -> None:
        """Columns that nobody gave a width get that of their words; once there are any."""
        if not self.grid.rowCount():
            return
        theme, head = Theme.current(), self.horizontalHeader()
        plain, strong = QFontMetrics(theme.font("cell")), QFontMetrics(theme.font("rowTitle"))
        for at in self._unmeasured:
            title = str(self.grid.headerData(at, Qt.Orientation.Horizontal) or "")
            least = head.fontMetrics().horizontalAdvance(title) + 2 * PADDING_PX + _SORT_PX
            rows = self.grid.longest(at, _MEASURED)
            widest = max((self._cell_px(plain, strong, row, at) for row in rows), default=0)
            self._fitted[at] = min(max(least, widest, _LEAST_PX), _MOST_PX)
        self._unmeasured = []
        self._spread()

    def _spread(self) -> None:
        """Where a little room is missing, columns give way; no scroll bar for some pixels."""
        if not self._fitted:
            return
        self._is_arranging = True
        others = [at for at in range(len(self.grid.fields)) if at not in self._fitted]
        room = self.viewport().width() - sum(self.columnWidth(at) for at in others)
        giving = {at: width for at, width in self._fitted.items() if at}
        whole = sum(giving.values())
        over = sum(self._fitted.values()) - room
        share = 1 - over / whole if giving and 0 < over < whole * _GIVES_WAY else 1
        for at, width in self._fitted.items():
            self.setColumnWidth(at, int(width * share) if at else width)
        self._is_arranging = False

    def _cell_px(self, plain: QFontMetrics, strong: QFontMetrics, row: int, column: int) -> int:
        look = self.grid.index(row, column).data(LOOK_ROLE)
        if not isinstance(look, CellLook):
            return 0
        extra = _ICON_PX if look.look is not None or look.colour else 0
        left = LIST_PX if not column else PADDING_PX
        metrics = strong if look.is_strong else plain
        return metrics.horizontalAdvance(one_line(look.words)) + left + PADDING_PX + extra + 2

    def mark_sort(self, sort: str) -> None:
        """Show the arrow of the order."""
        name = sort.removeprefix("-")
        names = [field.name for field in self.grid.fields]
        way = (
            Qt.SortOrder.DescendingOrder
            if sort.startswith("-")
            else Qt.SortOrder.AscendingOrder
        )
        self.horizontalHeader().setSortIndicator(
            names.index(name) if name in names else -1, way
        )

    def widths(self) -> dict[str, int]:
        """The width of each column."""
        return {field.name: self.columnWidth(at) for at, field in enumerate(self.grid.fields)}

    def column_names(self) -> list[str]:
        """The columns as they stand, from left to right."""
        head = self.horizontalHeader()
        places = sorted(range(len(self.grid.fields)), key=head.visualIndex)
        return [self.grid.fields[at].name for at in places]

    # Rows

    def current_row(self) -> GridRow | None:
        """The object where the keyboard is."""
        return self.grid.row(self.currentIndex().row())

    def spans(self) -> list[tuple[int, int]]:
        """The selected rows: first and last of each stretch, from top to bottom."""
        chosen = self.selectionModel().selection()
        parts = sorted(
            (chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.size())
        )
        merged: list[tuple[int, int]] = []
        for top, bottom in parts:
            if merged and top <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
            else:
                merged.append((top, bottom))
        return merged

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self.spans())

    def choose_row(self, at: int, column: int | None = None) -> None:
        """Make a row current."""
        if 0 <= at < self.grid.rowCount():
            now = max(0, self.currentIndex().column()) if column is None else column
            is_told = at != self.currentIndex().row()
            self.setCurrentIndex(self.grid.index(at, now))
            row = self.grid.row(at)
            if not is_told and row is not None:
                self.row_chosen.emit(row.key)

    @Slot()
    def look(self) -> None:
        """Ask for what is in view and not here, or not fresh."""
        count = self.grid.rowCount()
        if not count or not self.isVisible():
            return
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self.grid.want_seen(first, last if last >= 0 else count - 1)

    def edit_current(self) -> None:
        """Edit the value where the keyboard is."""
        index = self.currentIndex()
        self._on_double_clicked(index)

    # Slots

    @Slot(int)
    def _on_head_clicked(self, section: int) -> None:
        field = self.grid.field(section)
        if field is None or field.name not in self.sortable:
            return
        head = self.horizontalHeader()
        is_down = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.sort_chosen.emit(f"-{field.name}" if is_down else field.name)

    @Slot(QPoint)
    def _on_head_menu(self, point: QPoint) -> None:
        head = self.horizontalHeader()
        self.head_menu_requested.emit(head.logicalIndexAt(point), head.mapToGlobal(point))

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, before: int, now: int) -> None:
        """The last one takes what is left: nobody gave it that width."""
        del before, now
        if self.horizontalHeader().visualIndex(section) < len(self.grid.fields) - 1:
            self._on_columns_moved()

    @Slot()
    def _on_columns_moved(self) -> None:
        if not self._is_arranging:
            self._fitted = {}  # from now on each has the width that somebody gave it
            self.columns_moved.emit()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        """Edit the value where it stands, or where there is room for it."""
        field = self.grid.field(index.column())
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif field is not None and field.name == PEER:
            self.cable_requested.emit()
        elif field is not None and field.is_editable:
            self.form_requested.emit(field.name)

    # Qt overrides

    def moveCursor(  # noqa: N802  # Qt's spelling
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row."""
        ends = QAbstractItemView.CursorAction
        if action in (ends.MoveHome, ends.MoveEnd) and self.grid.rowCount():
            row = 0 if action == ends.MoveHome else self.grid.rowCount() - 1
            return self.grid.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: _AnyIndex, previous: _AnyIndex) -> None:  # noqa: N802 -- Qt's name
        """Tell which object is current."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            row = self.current_row()
            self.row_chosen.emit(row.key if row is not None else "")

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def selectAll(self) -> None:  # noqa: N802 -- Qt's name
        """Select all rows; the current one stays where it is."""
        if not self.grid.rowCount():
            return
        last = self.grid.index(self.grid.rowCount() - 1, self.grid.columnCount() - 1)
        whole = QItemSelection(self.grid.index(0, 0), last)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(whole, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return shows the detail; letters do not search: the filter line does."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # of the editor, which does not keep Return to itself
        elif event.key() in _ENTER and not event.modifiers():
            self.show_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_current()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: a list of a million rows is filtered, not searched letter by letter."""
        del search

    def closeEditor(  # noqa: N802 -- Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """The keyboard goes back to the cell; Tab goes on to the next one."""
        hints = QAbstractItemDelegate.EndEditHint
        step = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, hints.NoHint)
        if step:
            self._step(step)

    def _step(self, by: int) -> None:
        """Edit the next value of the row that can be."""
        index = self.currentIndex()
        column = index.column() + by
        while 0 <= column < self.grid.columnCount():
            found = self.grid.index(index.row(), column)
            if found.flags() & Qt.ItemFlag.ItemIsEditable and not self.isColumnHidden(column):
                self.setCurrentIndex(found)
                self.edit(found)
                return
            column += by

    def viewportEvent(self, event: QEvent) -> bool:
        """Look again when there is another amount of room."""
        if event.type() == QEvent.Type.Resize:
            self._seen.start()
            self._spread()
        return super().viewportEvent(event)
