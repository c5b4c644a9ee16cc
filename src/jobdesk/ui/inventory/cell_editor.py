"""EditingDelegate: a value is edited where it stands; a refusal is told right there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from jobdesk.inventory.desk.records import Value
from jobdesk.ui.inventory.cells import LIST_PX, CellDelegate
from jobdesk.ui.inventory.choice_editors import ChoiceEditor, ChoiceLine
from jobdesk.ui.inventory.editors import make_editor
from jobdesk.ui.inventory.grid_model import GridModel, Typed
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.reference_editors import ReferenceEditor

if TYPE_CHECKING:
    from jobdesk.ui.inventory.grid_view import GridView

_LEAST_PX = 160
_Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(CellDelegate):
    """Makes the editor of a cell by the type of its field.

    Return saves, Tab saves and goes on to the next value, Esc leaves all as it is. What is
    taken from the offered names is saved by the same key or click.
    """

    first_px = LIST_PX

    def __init__(self, view: GridView, asker: Asker) -> None:
        super().__init__(view)
        self._view = view
        self._asker = asker
        self._is_going_on = False  # by Tab, to the next value
        self.kind = ""

    # Qt overrides

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """The editor, over the cell."""
        del option
        model = self._view.grid
        field = model.field(index.column())
        assert field is not None
        made = make_editor(field, self.kind, self._asker)
        made.setParent(parent)
        made.setAutoFillBackground(True)
        made.setProperty("place", "compact")
        if isinstance(made, ChoiceEditor):
            made.activated.connect(self._on_activated)
            QTimer.singleShot(0, made, made.showPopup)
        elif isinstance(made, (ChoiceLine, ReferenceEditor)):
            made.picked.connect(self._on_activated)
        problem = model.problem(index)
        if problem:
            made.setToolTip(problem)
            made.setAccessibleDescription(problem)
            made.setProperty("error", True)
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 -- Qt's name
        """What is there, or what was typed and refused."""
        model: GridModel = self._view.grid
        typed = model.typed(index)
        made: Any = editor
        made.take(
            Value(str(typed), typed) if typed is not None else model.value(index) or Value()
        )
        if hasattr(made, "selectAll"):
            made.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: _Index) -> None:  # noqa: N802 -- Qt's name
        """Hand on what was typed, when it is other than what is there."""
        del model
        made: Any = editor
        grid = self._view.grid
        given, words = made.value(), made.words()
        present = grid.value(index) or Value()
        is_same = words == present.text or (given is not None and given == present.plain)
        field = grid.field(index.column())
        row = grid.row(index.row())
        if is_same and row is not None and field is not None:
            grid.forget(row.key, field.name)
            return
        place = grid.index(index.row(), index.column())
        grid.setData(place, Typed(given, words), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 -- Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """As large as the cell, and at least as wide as a name needs."""
        del index
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        room = self._view.viewport().width()
        rect.setWidth(max(rect.width(), _LEAST_PX))
        if rect.right() > room:
            rect.moveRight(room)
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line that offers names keeps its keys while the list is open."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            offered = getattr(watched, "takes_key", None)
            self._is_going_on = event.key() == Qt.Key.Key_Tab
            if offered is not None and offered(event):
                return True
            self._is_going_on = False
        return super().eventFilter(watched, event)

    @Slot()
    def _on_activated(self) -> None:
        """A choice is the whole edit."""
        editor, hints = self.sender(), QAbstractItemDelegate.EndEditHint
        hint = hints.EditNextItem if self._is_going_on else hints.NoHint
        self._is_going_on = False
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
