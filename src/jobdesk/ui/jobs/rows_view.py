"""What table and tiles of the Jobs page share: keys, folding, requests. Both are Qt's tables.

Qt's own views bring keyboard, selection and accessibility; painting is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip

from jobdesk.ui.jobs.groups_model import AnyIndex
from jobdesk.ui.jobs.paint import RowPainter
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.jobs.rows_model import RowsModel
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.sparkline import Bar

_SEEN_DELAY_MS = 60  # scrolling asks for nothing until it rests for a moment


class RowsView(QTableView):
    """Headings that fold, jobs with a switch, a star and a run button.

    Space switches a job on or off, Enter runs it, Left and Right fold its group.

    Signals:
        row_chosen(str): the key of the current row, empty on a heading.
        toggle_requested(str), run_requested(str), star_requested(str): by the key of a row.
        menu_requested(str, QPoint): a context menu for a row, global position; an empty key
            for a heading or the ground.
        folds_changed(): a group was folded or opened.
        rows_seen(list): the keys of the rows in view, once scrolling rests.
        selection_changed(): other rows are selected.
    """

    row_chosen = Signal(str)
    toggle_requested = Signal(str)
    run_requested = Signal(str)
    star_requested = Signal(str)
    menu_requested = Signal(str, QPoint)
    folds_changed = Signal()
    rows_seen = Signal(list)
    selection_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.painter = RowPainter()
        self.rows: RowsModel
        self._hovered = QModelIndex()
        self._heading_places: tuple[int, ...] = ()  # rows that have the height of headings
        self._heights = (0, 0)  # of rows and of headings
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self._seen_timer = QTimer(self, singleShot=True, interval=_SEEN_DELAY_MS)
        self._seen_timer.timeout.connect(self._on_seen)
        self.verticalScrollBar().valueChanged.connect(self._seen_timer.start)
        Theme.current().changed.connect(self._on_theme_changed)

    def _size_rows(self, height: int, headings: Sequence[int], heading_height: int) -> None:
        """Give headings their height and rows theirs; Qt keeps the sizes of other rows."""
        self._heights = (height, heading_height)
        lines = self.verticalHeader()
        lines.setDefaultSectionSize(height)
        for place in self._heading_places:
            if place < lines.count():
                lines.resizeSection(place, height)
        for place in headings:
            lines.resizeSection(place, heading_height)
        self._heading_places = tuple(headings)

    # What the page asks

    def show_history(self, history: Mapping[str, Sequence[Bar]]) -> None:
        """Take the durations of the last runs by job."""
        self.painter.history = history
        self.viewport().update()

    def show_favourites(self, keys: Collection[str]) -> None:
        """Mark these jobs with a star."""
        self.painter.favourites = keys
        self.viewport().update()

    def current_key(self) -> str:
        """The key of the current row; empty on a heading."""
        row = self.current_row()
        return row.key if row else ""

    def current_row(self) -> JobRow | None:
        """The job or broken file that is current."""
        entry = self.rows.entry_at(self.currentIndex())
        return entry if isinstance(entry, JobRow) else None

    def selected_keys(self) -> list[str]:
        """The keys of all selected rows, top down."""
        return [row.key for row in self.selected_rows()]

    def selected_rows(self) -> list[JobRow]:
        """The selected jobs and broken files, top down."""
        return [entry for entry in self._selected() if isinstance(entry, JobRow)]

    def _selected(self) -> list[JobRow | Group | None]:
        """What is selected, top down."""
        return [self.rows.entry(row, column) for row, column in self._selected_cells()]

    def _selected_cells(self) -> list[tuple[int, int]]:
        """Rows and columns, top down; to ask Qt for indexes takes 100 µs for each of many."""
        return sorted(
            {
                (row, column)
                for part in self.selected_parts()
                for row in range(part.top(), part.bottom() + 1)
                for column in range(part.left(), part.right() + 1)
            }
        )

    def selected_parts(self) -> list[QItemSelectionRange]:
        """What is selected, as Qt keeps it."""
        found = self.selectionModel().selection()
        return [found.at(place) for place in range(found.size())]

    def _selection_of(self, keys: Collection[str]) -> QItemSelection:
        raise NotImplementedError

    def choose_again(self, keys: Collection[str], current: str) -> bool:
        """Select these rows as far as they are shown; says whether one of them is.

        For rows that were shown anew: who has selected several does not lose them.
        """
        if len(keys) < 2:
            return bool(current) and self.choose(current)
        found = self._selection_of(frozenset(keys))
        if found.isEmpty():
            return False
        place = self.rows.index_of(current)
        first = self.rows.entry_at(found.at(0).topLeft())
        if not place.isValid() and isinstance(first, JobRow):
            place = self.rows.index_of(first.key)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(found, flags.ClearAndSelect)
        self.selectionModel().setCurrentIndex(place, flags.NoUpdate)
        return True

    def choose(self, key: str) -> bool:
        """Make a row current; says whether it is shown."""
        place = self.rows.index_of(key)
        if place.isValid():
            self.setCurrentIndex(place)
        return place.isValid()

    def choose_near(self, row: int) -> None:
        """Make the job in this row current, or the one above or below; else the first."""
        for place in (row, row - 1, row + 1):
            entry = self.rows.entry(place) if row > 0 else None
            if isinstance(entry, JobRow) and self.choose(entry.key):
                return
        self.choose_first()

    def choose_first(self) -> None:
        """Make the first job current."""
        place = self.rows.first_job()
        if place.isValid():
            self.setCurrentIndex(place)

    # Folding

    def fold(self, names: Collection[str]) -> None:
        """Fold these groups, open all others; what is current stays so or is the heading."""
        key, heading = self.current_key(), self.rows.heading_of(self.currentIndex())
        keys = self.selected_keys()
        self.rows.fold(names)
        if not self.choose_again(keys, key):
            self.setCurrentIndex(self.rows.index_of_group(heading))
        self.folds_changed.emit()

    @Slot()
    def fold_all(self) -> None:
        """Show headings only."""
        self.fold(self.rows.group_names)

    @Slot()
    def open_all(self) -> None:
        """Show the jobs of all groups."""
        self.fold(())

    def _toggle_fold(self, group: Group) -> None:
        self.setCurrentIndex(self.rows.index_of_group(group.name))
        self.fold(self.rows.folded ^ {group.name})

    # Places

    def part_at(self, position: QPoint) -> tuple[QModelIndex, str]:
        """What is there: an index, and switch, run, star, heading, row or nothing."""
        raise NotImplementedError

    def _keys_in_view(self) -> list[str]:
        raise NotImplementedError

    def tip_at(self, position: QPoint) -> str:
        """The tooltip of a place."""
        index, part = self.part_at(position)
        entry = self.rows.entry_at(index)
        if not isinstance(entry, JobRow):
            return ""
        record = entry.record
        if record is not None and part in ("switch", "run", "star"):
            is_favourite = entry.key in self.painter.favourites
            return {
                "switch": "Enabled. Space switches it off."
                if record.enabled
                else "Not enabled.",
                "run": record.not_runnable_reason or "Run (Enter)",
                "star": "A favourite. Ctrl+D takes the star away."
                if is_favourite
                else "Make it a favourite (Ctrl+D)",
            }[part]
        return self._tip_of(entry, index)

    def _tip_of(self, row: JobRow, index: QModelIndex) -> str:
        del index
        return "\n".join(part for part in (row.title, row.subtitle) if part)

    # Slots

    @Slot()
    def _on_theme_changed(self) -> None:
        self.painter.parts.forget()

    @Slot()
    def _on_seen(self) -> None:
        if self.isVisible():
            self.rows_seen.emit(self._keys_in_view())

    def look_again(self) -> None:
        """Say in a moment which rows are in view."""
        self._seen_timer.start()

    # Qt overrides

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 -- Qt's name
        """Tell which row is current."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.row_chosen.emit(self.current_key())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Work switches, stars, run buttons and headings."""
        index, part = self.part_at(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        entry = self.rows.entry_at(index)
        requests = {
            "switch": self.toggle_requested,
            "run": self.run_requested,
            "star": self.star_requested,
        }
        if is_left and isinstance(entry, Group):
            self._toggle_fold(entry)
        elif is_left and isinstance(entry, JobRow) and part in requests:
            self.setCurrentIndex(index)
            requests[part].emit(entry.key)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the rows takes the selection off; Return means the current one."""
        super().mouseReleaseEvent(event)
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Run the job under the pointer."""
        index, part = self.part_at(event.position().toPoint())
        entry = self.rows.entry_at(index)
        if isinstance(entry, JobRow) and part == "row":
            self.run_requested.emit(entry.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips of the part under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or keyboard."""
        index, position = QModelIndex(self.currentIndex()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.part_at(event.pos())[0]
        elif index.isValid():
            position = self.viewport().mapToGlobal(self.visualRect(index).center())
        entry = self.rows.entry_at(index)
        if isinstance(entry, JobRow):
            self.setCurrentIndex(index) if entry.key not in self.selected_keys() else None
        self.menu_requested.emit(entry.key if isinstance(entry, JobRow) else "", position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches, Enter runs; on a heading both fold."""
        entry = self.rows.entry_at(self.currentIndex())
        if isinstance(entry, Group) and event.key() in _FOLD_KEYS:
            self._fold_by_key(entry, event)
        elif isinstance(entry, JobRow) and event.key() == Qt.Key.Key_Space:
            self.toggle_requested.emit(entry.key)
        elif isinstance(entry, JobRow) and event.key() in _ENTER_KEYS:
            self.run_requested.emit(entry.key)
        else:
            super().keyPressEvent(event)

    def _fold_by_key(self, group: Group, event: QKeyEvent) -> None:
        is_folded = group.name in self.rows.folded
        wanted = _FOLD_KEYS[event.key()]
        if wanted is None or wanted != is_folded:
            self._toggle_fold(group)


_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# What a key wants of a heading: True folds it, False opens it, None turns it over.
_FOLD_KEYS: dict[int, bool | None] = {
    Qt.Key.Key_Left: True,
    Qt.Key.Key_Right: False,
    Qt.Key.Key_Space: None,
    Qt.Key.Key_Return: None,
    Qt.Key.Key_Enter: None,
}
