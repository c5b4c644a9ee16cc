"""ProfileModel: the functions of a profile as a table to sort and filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.ui.runs.cells import QUIET_ROLE, STRONG_ROLE
from jobdesk.ui.runs.profile.data import Compared, Function

_NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    tip: str
    value: Callable[[Compared], float | str]
    text: Callable[[float | str], str] = str


def _seconds(value: float | str) -> str:
    return f"{float(value):,.4f}"


def _number(value: float | str) -> str:
    return f"{int(value):,}"


def _difference(value: float | str) -> str:
    return "0" if abs(float(value)) < 0.00005 else f"{float(value):+,.4f}"


def _more(value: float | str) -> str:
    return f"{int(value):+,}" if value else "0"


def _per(seconds: float, times: int) -> float:
    return seconds / times if times else 0.0


def _old(row: Compared, name: str) -> float:
    return 0.0 if row.before is None else float(getattr(row.before, name))


_FUNCTION = _Column("Function", "What was called", lambda r: r.now.title)
_PLACE = _Column("Place", "File and line; Return opens the code", lambda r: r.now.place)
_CALLS = _Column("Calls", "How often it was called", lambda r: r.now.calls, _number)
_OWN = _Column("Own s", "Seconds in it alone", lambda r: r.now.own, _seconds)
_CUMULATIVE = _Column(
    "Cumulative s", "Seconds in it and in what it called", lambda r: r.now.cumulative, _seconds
)
PLAIN = (
    _FUNCTION,
    _CALLS,
    _OWN,
    _Column("Own per call", "", lambda r: _per(r.now.own, r.now.calls), _seconds),
    _CUMULATIVE,
    _Column("Per call", "", lambda r: _per(r.now.cumulative, r.now.primitive), _seconds),
    _PLACE,
)
WITH_OTHER = (
    _FUNCTION,
    _CALLS,
    _Column(
        "Calls more",
        "Than in the other run",
        lambda r: r.now.calls - _old(r, "calls"),
        _more,
    ),
    _OWN,
    _Column(
        "Own longer",
        "Seconds more than in the other run",
        lambda r: r.now.own - _old(r, "own"),
        _difference,
    ),
    _CUMULATIVE,
    _Column(
        "Cumulative longer",
        "Seconds more than in the other run",
        lambda r: r.now.cumulative - _old(r, "cumulative"),
        _difference,
    ),
    _PLACE,
)


class ProfileModel(QAbstractTableModel):
    """Rows in the order of a column; the longest first at the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[_Column] = PLAIN
        self._all: Sequence[Compared] = ()
        self._rows: list[Compared] = []
        self._text = ""
        self._sort = (self.place_of("Cumulative s"), True)

    @property
    def total(self) -> int:
        """All functions, shown or not."""
        return len(self._all)

    def place_of(self, title: str) -> int:
        """The place of a column."""
        return next(at for at, column in enumerate(self.columns) if column.title == title)

    def show_functions(self, functions: Sequence[Function]) -> None:
        """Take the functions of one profile."""
        self._take(PLAIN, [Compared(function, None) for function in functions])

    def show_compared(self, rows: Sequence[Compared]) -> None:
        """Take functions with those of another run."""
        self._take(WITH_OTHER, rows)

    def _take(self, columns: Sequence[_Column], rows: Sequence[Compared]) -> None:
        self.beginResetModel()
        self.columns, self._all = columns, rows
        self._sort = (self.place_of("Cumulative s"), True)
        self._arrange()
        self.endResetModel()

    def filter_by(self, text: str) -> None:
        """Show the functions with this text in name or place."""
        self.beginResetModel()
        self._text = text.strip().lower()
        self._arrange()
        self.endResetModel()

    def row(self, row: int) -> Compared | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, function: Function) -> int:
        """The row of a function; -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.now == function), -1)

    def _arrange(self) -> None:
        wanted = self._text
        self._rows = [
            row
            for row in self._all
            if not wanted
            or wanted in row.now.name.lower()
            or wanted in f"{row.now.file}:{row.now.line}".lower()
        ]
        column, descending = self._sort
        if 0 <= column < len(self.columns):
            value = self.columns[column].value
            self._rows.sort(key=value, reverse=descending)  # pyright: ignore[reportArgumentType, reportCallIssue]  # a column is all text or all numbers

    # Qt overrides

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self.beginResetModel()
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The functions that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """More columns when two runs are compared."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.text is str else _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell."""
        row = self.row(index.row())
        if row is None or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(column.value(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.text is str else _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.now.title}\n{row.now.file}:{row.now.line}"
        if role == STRONG_ROLE:
            return column is _FUNCTION and not row.now.name.startswith("<")
        if role == QUIET_ROLE:
            return column is _PLACE or not row.now.calls
        return None
