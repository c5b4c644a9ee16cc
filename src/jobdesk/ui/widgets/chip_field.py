"""A field of chips: chosen values, and behind them a line to type others into."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from jobdesk.ui.widgets.chip_flow import ChipFlow
from jobdesk.ui.widgets.value_chip import ValueChip

_LINE_WIDTH = 150


class ChipField(QFrame):
    """The frame around chips and line; it looks like one field and knows no rules.

    Backspace in the empty line takes the last chip away, Left goes to it.

    Signals:
        removed(str): a person takes this value away; the owner shows the others.
        list_wanted(): Down or a click in the empty line: what could be added?
        left(): the keyboard has left the line.
    """

    removed = Signal(str)
    list_wanted = Signal()
    left = Signal()

    def __init__(self, line: QLineEdit | None = None) -> None:
        super().__init__()
        self.setObjectName("chipField")
        self.chips: list[ValueChip] = []
        self.line = QLineEdit() if line is None else line
        self.line.setObjectName("chipLine")
        self.line.installEventFilter(self)
        self.flow = ChipFlow(self, 4, _LINE_WIDTH)
        self.flow.setContentsMargins(5, 4, 5, 4)
        self.flow.addWidget(self.line)
        self.setFocusProxy(self.line)

    def show_chips(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these values with their labels; chips that stay as they are are left alone."""
        wanted = set(pairs)
        known = {chip.value: chip for chip in self.chips if (chip.value, chip.label) in wanted}
        for chip in [chip for chip in self.chips if chip.value not in known]:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for place, (value, words) in enumerate(pairs):
            chip = known.get(value) or self._make_chip(value, words)
            self._put(place, chip)
            self.chips.append(chip)
        self.updateGeometry()

    def _put(self, place: int, chip: ValueChip) -> None:
        item = self.flow.itemAt(place)
        if item is None or item.widget() is not chip:
            self.flow.removeWidget(chip)
            self.flow.insert(place, chip)

    def _make_chip(self, value: str, words: str) -> ValueChip:
        chip = ValueChip(value, words)
        chip.remove_requested.connect(self._on_chip_remove_requested)
        chip.step_requested.connect(self._on_chip_step_requested)
        return chip

    def focus_chip(self, place: int) -> None:
        """Go to a chip; behind the last one is the line."""
        is_chip = 0 <= place < len(self.chips)
        if is_chip or place >= len(self.chips):
            target: QWidget = self.chips[place] if is_chip else self.line
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_chip_remove_requested(self, value: str) -> None:
        place = next((n for n, chip in enumerate(self.chips) if chip.value == value), 0)
        self.removed.emit(value)
        self.focus_chip(min(place, len(self.chips)))

    @Slot(int)
    def _on_chip_step_requested(self, by: int) -> None:
        chip = self.sender()
        if isinstance(chip, ValueChip):
            self.focus_chip(self.chips.index(chip) + by)

    def _edit_key(self, event: QKeyEvent) -> bool:
        """A key in the line that is about the chips; whether it was one."""
        if self.line.text():
            return False
        if event.key() == Qt.Key.Key_Backspace and self.chips:
            self.removed.emit(self.chips[-1].value)
        elif event.key() == Qt.Key.Key_Left and self.chips:
            self.focus_chip(len(self.chips) - 1)
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            return False
        return True

    def _show_focus(self, *, is_here: bool) -> None:
        """The frame shows where the keyboard is."""
        self.setProperty("focused", is_here)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    @Slot()
    def _look_where_focus_is(self) -> None:
        """A list under the line takes the focus only in passing, and for other reasons too."""
        if not self.line.hasFocus() and QApplication.activePopupWidget() is None:
            self.left.emit()

    def list_place(self) -> QRect:
        """Where a list of the line belongs, as `QCompleter.complete` wants it: under all."""
        return QRect(self.line.mapFrom(self, QPoint(0, 0)), self.size())

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Focus, keys and clicks of the line."""
        if isinstance(event, QFocusEvent):
            is_here = event.type() == QEvent.Type.FocusIn
            self._show_focus(is_here=is_here)
            if not is_here:
                QTimer.singleShot(0, self, self._look_where_focus_is)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._edit_key(event)
        elif event.type() == QEvent.Type.MouseButtonRelease and not self.line.text():
            self.list_wanted.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips is a click into the line."""
        super().mousePressEvent(event)
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
