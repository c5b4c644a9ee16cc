"""The output files of a run as a table model; rows are dragged out as files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui.runs.plain_files import place_of
from jobdesk.ui.runs.words import size_text

_NO_PARENT = QModelIndex()
_TITLES = ("Name", "Size")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractTableModel):
    """Name and size of each file."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
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

    @property
    def files(self) -> tuple[RunFile, ...]:
        """All of them."""
        return self._files

    def file(self, row: int) -> RunFile | None:
        """The file of a row."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def row_of(self, file: RunFile | None) -> int:
        """The row of a file, however large it is now; the first one when it is not there."""
        path = "" if file is None else file.path
        return next((row for row, each in enumerate(self._files) if each.path == path), 0)

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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be dragged."""
        drag = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | drag

    def mimeTypes(self) -> list[str]:
        """What a file manager takes."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The places of the dragged files; those that are gone stay away."""
        urls: list[QUrl] = []
        for row in sorted({index.row() for index in indexes}):
            try:
                urls.append(QUrl.fromLocalFile(str(place_of(self._home, self._files[row]))))
            except JobDeskError:
                continue
        data = QMimeData()
        data.setUrls(urls)
        return data
