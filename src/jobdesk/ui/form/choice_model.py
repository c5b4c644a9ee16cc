"""The choices of a field as a model: cheap for ten thousand of them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.ui.form.choices import Choice
from jobdesk.ui.theme import Theme

VALUE_ROLE = Qt.ItemDataRole.UserRole
HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class ChoiceModel(QAbstractListModel):
    """Labels to choose from; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[Choice] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._choices = list(choices)
        self.endResetModel()

    def choice(self, row: int) -> Choice | None:
        """What stands in a row."""
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def row_of(self, value: str) -> int:
        """The row of a value, -1 when it is not offered."""
        rows = enumerate(self._choices)
        return next((n for n, c in rows if c.value == value and not c.is_heading), -1)

    def row_named(self, text: str) -> int:
        """The row whose label is this text, whatever its case; -1 when none is."""
        wanted = text.strip().casefold()
        rows = enumerate(self._choices)
        return next(
            (n for n, c in rows if c.label.casefold() == wanted and not c.is_heading), -1
        )

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Choices and headings."""
        return 0 if parent.isValid() else len(self._choices)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings are only read."""
        choice = self.choice(index.row())
        if choice is None or choice.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        choice = self.choice(index.row())
        if choice is None:
            return None
        if role in _TEXT_ROLES:
            return choice.label
        if role == VALUE_ROLE:
            return choice.value
        if role == HEADING_ROLE:
            return choice.is_heading
        if role == Qt.ItemDataRole.FontRole and choice.is_heading:
            return Theme.current().font("sectionSmall")
        return None
