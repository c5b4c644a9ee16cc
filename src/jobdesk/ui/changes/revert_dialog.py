"""RevertDialog: what taking changes back would do, object by object, before it is done."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.inventory.history.records import (
    BESIDE,
    NOTHING,
    READY,
    REFUSED,
    RevertItem,
    RevertPlan,
)
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.changes.words import WORDS, count_of, full_name
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.row_menu import RowMenu

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_SIZE = (820, 560)
_LEFT_PX, _GAP_PX, _ICON_PX = 24, 12, 13
_STATES = {  # state: icon, token, word
    READY: ("check-bold", "ok", "Will be done"),
    BESIDE: ("warning-fill", "warn", "Left out"),
    REFUSED: ("prohibit", "bad", "Not possible"),
    NOTHING: ("minus-circle", "text2", "Nothing to do"),
}
_ORDER = (REFUSED, BESIDE, READY, NOTHING)


def item_words(item: RevertItem) -> str:
    """An item as one line of text."""
    state = _STATES[item.state][2]
    fields = f" ({', '.join(item.fields)})" if item.fields else ""
    words = f"{WORDS[item.does]} {item.row.kind} {full_name(item.row)}{fields}: {state}"
    return f"{words}. {item.reason}" if item.reason else words


class RevertModel(QAbstractTableModel):
    """The items of a plan; what needs a look comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[RevertItem, ...] = ()

    def show_plan(self, plan: RevertPlan) -> None:
        """Show another plan."""
        self.beginResetModel()
        self.items = tuple(sorted(plan.items, key=lambda one: _ORDER.index(one.state)))
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The items."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What an item says."""
        if role in (*_TEXT_ROLES, Qt.ItemDataRole.ToolTipRole):
            return item_words(self.items[index.row()])
        return None


class _Items(PaintedRows):
    """What is done to which object, and why not."""

    def __init__(self, model: RevertModel) -> None:
        super().__init__("What would be done")
        self._plan = model
        self.setModel(model)

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw an item."""
        del look
        item, pen = self._plan.items[row], self.pen
        icon, token = Theme.current().token("icons", "names", "change", item.does)
        state_icon, state_token, word = _STATES[item.state]
        x = pen.picture(painter, rect.left() + _LEFT_PX, rect, icon, token, _ICON_PX)
        verb = max(pen.width(one, "label") for one in WORDS.values())
        room = QRectF(x + 6, rect.top(), verb + 2, rect.height())
        pen.write(painter, room, WORDS[item.does], "label", token)
        last = max(pen.width(one[2], "label") for one in _STATES.values())
        end = rect.right() - _LEFT_PX - last - _ICON_PX - 6
        room = QRectF(room.right() + _GAP_PX, rect.top(), 0, rect.height())
        room.setRight(end - _GAP_PX)
        told = item.reason or ", ".join(item.fields)
        middle = room.left() + room.width() * (0.45 if told else 1)
        name = QRectF(room)
        name.setRight(middle)
        x = pen.write(painter, name, full_name(item.row), "rowTitle", "text")
        kind = QRectF(name)
        kind.setLeft(x + 8)
        pen.write(painter, kind, item.row.kind, "cell", "text2")
        room.setLeft(middle + _GAP_PX)
        pen.write(painter, room, told, "cell", "text2")
        x = pen.picture(painter, end, rect, state_icon, state_token, _ICON_PX)
        room = QRectF(x + 6, rect.top(), last + 2, rect.height())
        pen.write(painter, room, word, "label", state_token)


class RevertDialog(QDialog):
    """Shows a plan; nothing is done before its button is pressed. Not modal.

    Signals:
        plan_requested(): make the plan anew.
        go_requested(): do what the plan says.
    """

    plan_requested = Signal()
    go_requested = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.plan: RevertPlan | None = None
        self.setObjectName("revertDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Revert {what}")
        self.resize(*_SIZE)
        self.model = RevertModel()
        self.list = _Items(self.model)
        RowMenu(self.list)
        self.said = label("Looking at what has changed since…", "cell", "text2", wrap=True)
        self.banner = Banner("bad")
        self.banner.hide()
        self.beside = QCheckBox("Also objects of which only other fields have changed since")
        self.beside.toggled.connect(self.plan_requested)
        self.beside.hide()
        self.cancel = button("Cancel")
        self.go = button("Revert", "primary", icon="action/undo")
        make_dialog_size(self.cancel, self.go)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.go.setEnabled(False)
        self._build()
        self.cancel.setFocus()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(6)
        head.addWidget(label(f"Revert {self._what}?", "pane"))
        head.addWidget(self.said)
        head.addWidget(self.banner)
        foot = QFrame()
        foot.setObjectName("dialogFooter")
        line = QHBoxLayout(foot)
        line.setContentsMargins(24, 12, 20, 12)
        line.setSpacing(10)
        line.addWidget(self.beside)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addWidget(foot)

    @property
    def takes_beside(self) -> bool:
        """Also objects of which other fields have changed since."""
        return self.beside.isChecked()

    def show_plan(self, plan: RevertPlan) -> None:
        """Show what would be done."""
        self.plan = plan
        self.model.show_plan(plan)
        ready, beside = len(plan.those(READY)), len(plan.those(BESIDE))
        refused, nothing = len(plan.those(REFUSED)), len(plan.those(NOTHING))
        parts = [f"{count_of(ready, 'change')} can be taken back"]
        if refused:
            parts.append(f"{refused:,} cannot: the objects have changed or are used since")
        if beside:
            parts.append(f"{beside:,} left out, because other fields have changed since")
        if nothing:
            parts.append(f"{nothing:,} already as before")
        self.said.setText(
            f"{'; '.join(parts)}. All of it is done in one step, as changes of your own."
        )
        self.beside.setVisible(bool(beside) or self.takes_beside)
        verb = f"Revert {count_of(ready, 'change')}"
        self.go.setText(f"&{verb}")
        self.go.setAccessibleName(verb)
        self.go.setEnabled(bool(ready))
        self.go.setToolTip("" if ready else "There is nothing that can be reverted.")

    def show_busy(self) -> None:
        """It is being done."""
        self.banner.hide()
        self.go.setEnabled(False)
        self.go.setText("Reverting…")

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """It could not be done; a plan that is true now is asked for."""
        self.banner.say("bad", "Nothing was reverted.", str(error))
        self.banner.show()
        self.go.setEnabled(False)
        if self.plan is not None:
            self.plan = None
            self.plan_requested.emit()

    @Slot()
    def _on_go(self) -> None:
        self.go_requested.emit()
