"""The output files of a run: open, show in folder, save a copy."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.runs.cells import PADDING_PX, CellDelegate
from jobdesk.ui.runs.words import size_text
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label

_NO_PARENT = QModelIndex()
_TITLES = ("Name", "Size")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractTableModel):
    """Name and size of each file."""

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[RunFile, ...] = ()

    def show_files(self, files: Sequence[RunFile]) -> None:
        """Take other files; more of the same keep selection and place."""
        known = len(self._files)
        if tuple(files[:known]) == self._files:
            if len(files) > known:
                self.beginInsertRows(_NO_PARENT, known, len(files) - 1)
                self._files = tuple(files)
                self.endInsertRows()
            return
        self.beginResetModel()
        self._files = tuple(files)
        self.endResetModel()

    def file(self, row: int) -> RunFile | None:
        """The file of a row."""
        return self._files[row] if 0 <= row < len(self._files) else None

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """One row per file."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Name and size."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _TITLES[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if section else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and the exact size as a tooltip."""
        file = self.file(index.row())
        if file is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return size_text(file.size) if index.column() else file.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{file.size:,} bytes" if index.column() else file.path
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        return None


class FilesPage(QWidget):
    """The files under the run's folder; nothing outside the workspace is opened."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._model = FilesModel()
        self.table = QTableView()
        self.table.setObjectName("plainTable")
        self.table.setModel(self._model)
        self.table.setAccessibleName("Files")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(Theme.current().size("rowList"))
        self.table.setFont(Theme.current().font("body"))
        self.table.setItemDelegate(CellDelegate(self.table))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        widest = self.table.fontMetrics().horizontalAdvance("000 bytes")
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(1, widest + 2 * PADDING_PX + 2)
        head.setHighlightSections(False)
        self._about = label("", "cell", "text2")
        self.open = button("Open", icon="action/open", tip="Open with its program (Return)")
        self.reveal = button("Show in folder", tip="Open the folder it lies in")
        self.save = button("Save as…", icon="action/export", tip="Save a copy elsewhere")
        tools = QHBoxLayout()
        tools.setContentsMargins(20, 8, 20, 8)
        tools.setSpacing(8)
        tools.addWidget(self._about)
        tools.addStretch(1)
        for each in (self.open, self.reveal, self.save):
            tools.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(hairline())
        rows = QHBoxLayout()
        rows.setContentsMargins(10, 0, 10, 0)
        rows.addWidget(self.table)
        column.addLayout(rows, 1)
        self.setFocusProxy(self.table)
        self.open.clicked.connect(self._on_open)
        self.reveal.clicked.connect(self._on_reveal)
        self.save.clicked.connect(self._on_save)
        self.table.activated.connect(self._on_open)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._on_selection_changed()

    def show_files(self, files: Sequence[RunFile]) -> None:
        """Show these files."""
        self._model.show_files(files)
        size = size_text(sum(file.size for file in files))
        self._about.setText(f"{len(files):,} file{'' if len(files) == 1 else 's'}, {size}")
        if files and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self._on_selection_changed()

    def path_of(self, file: RunFile) -> Path | None:
        """Where a file lies; None when it is not there, or not inside the workspace."""
        path = (self._home / file.path).resolve()
        is_ours = path.is_relative_to(self._home.resolve())
        return path if is_ours and path.is_file() else None

    def _selected(self) -> Path | None:
        file = self._model.file(self.table.currentIndex().row())
        if file is None:
            return None
        path = self.path_of(file)
        if path is None:
            messages.show_error(f"{file.name} is not there any more.")
        return path

    @Slot()
    def _on_selection_changed(self) -> None:
        has_file = self.table.selectionModel().hasSelection()
        for each in (self.open, self.reveal, self.save):
            each.setEnabled(has_file)

    @Slot()
    def _on_open(self) -> None:
        path = self._selected()
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            messages.show_error(f"No program opens {path.name}; use Save as.")

    @Slot()
    def _on_reveal(self) -> None:
        path = self._selected()
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    @Slot()
    def _on_save(self) -> None:
        path = self._selected()
        if path is None:
            return
        dialog = QFileDialog(self, f"Save {path.name}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(Path.home() / path.name))
        dialog.setProperty("source", str(path))
        dialog.fileSelected.connect(self._on_save_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_save_chosen(self, name: str) -> None:
        dialog = self.sender()
        source, target = Path(str(dialog.property("source"))), Path(name)

        def work() -> None:
            try:
                shutil.copyfile(source, target)
            except OSError as error:
                reason = error.strerror or str(error)
                raise JobDeskError(f"{source.name} was not saved: {reason}") from None

        def done(_: None) -> None:
            messages.show(f"Saved {target.name}.")

        run_in_background(self, work, done, store="files")
