"""The editor for several objects of the inventory: chips, a list to add from, pasted lists."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jobdesk.ui.form.chosen import listed_names
from jobdesk.ui.form.first_few import FEW
from jobdesk.ui.form.object_editor import ObjectField
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.chip_field import ChipField
from jobdesk.ui.widgets.labels import label

_CHIPS_SHOWN = 40  # more than these are only counted


class NamesLine(QLineEdit):
    """A line that hands on a pasted list instead of taking it.

    Signals:
        pasted(str): a text of several names, or a key.
    """

    pasted = Signal(str)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V hands the clipboard on."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)


class ObjectsEditor(ObjectField):
    """Chosen objects as chips; wrong ones stand in front.

    Typing opens the list, Backspace takes the last one away, Ctrl+V adds a list of names.

    Signals:
        few_wanted(str): run on the first ones of the field of this name.
    """

    few_wanted = Signal(str)

    is_wide = True
    takes_several = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.line = NamesLine()
        self.field = ChipField(self.line)
        self.line.setPlaceholderText("Add objects, or paste a list of names…")
        self.line.setAccessibleName(f"Add to {self.label}")
        self.more = label("", "cell", "text2")
        self.few = button(f"Run on the first {FEW}", "link")
        self.few.setToolTip("Then go on with the others (Ctrl+Shift+Return)")
        self.clear = button("Take all away", "link", name=f"Take all {self.label} away")
        self._below = QWidget()
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.more)
        row.addWidget(self.few)
        row.addWidget(self.clear)
        row.addStretch(1)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self._below)
        self.field.removed.connect(self._on_field_removed)
        self.field.list_wanted.connect(self.open_list)
        self.line.textEdited.connect(self._on_line_text_edited)
        self.line.pasted.connect(self.paste)
        self.few.clicked.connect(self._on_few_clicked)
        self.clear.clicked.connect(self._on_clear_clicked)
        self._adopt(self.field)

    def value(self) -> list[Any]:
        """The keys, in the order in which they were chosen."""
        return self.chosen.values()

    def anchor(self) -> QWidget:
        """The frame around the chips."""
        return self.field

    def meant_key(self) -> str:
        """The chip that has the keyboard or is under the pointer; else the first one."""
        for chip in self.field.chips:
            if chip.hasFocus() or chip.underMouse():
                entry = next(one for one in self.chosen.entries if one.key == chip.value)
                return entry.key if entry.shown is not None else ""
        return super().meant_key()

    @Slot(str)
    def paste(self, text: str) -> None:
        """Add what a list names; what it does not find is told."""
        names = listed_names(text)
        if names:
            self.set_value([*self.value(), *names])

    def _show_chosen(self) -> None:
        wrong = self.chosen.wrong()
        keys = {entry.key for entry in wrong}
        ordered = [*wrong, *(one for one in self.chosen.entries if one.key not in keys)]
        shown = ordered[:_CHIPS_SHOWN]
        self.field.show_chips([(entry.key, entry.text) for entry in shown])
        more = len(ordered) - len(shown)
        self.more.setText(f"and {more:,} more, {len(ordered):,} in all")
        self.more.setVisible(more > 0)
        self.few.setVisible(len(ordered) > FEW)
        self._below.setVisible(len(ordered) > 1)
        if self._popup is not None:
            self._popup.model.mark(self.chosen.all_keys())

    @Slot(str)
    def _on_popup_picked(self, key: str) -> None:
        shown = self._offered.get(key)
        if shown is None:
            return
        if key in self.chosen.all_keys():
            self.chosen.remove([key])
        else:
            self.chosen.add([shown])
        self._show_chosen()
        self.changed.emit()

    @Slot(str)
    def _on_field_removed(self, key: str) -> None:
        self.chosen.remove([key])
        self._show_chosen()
        self.changed.emit()

    @Slot()
    def _on_few_clicked(self) -> None:
        self.few_wanted.emit(self.name)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.set_value([])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_line_text_edited(self, text: str) -> None:
        self.line.clear()
        self.open_list(text)
