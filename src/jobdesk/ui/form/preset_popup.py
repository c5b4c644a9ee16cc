"""The drop-down of presets: choose, save under a name, rename, delete."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.form.actions import DELETE_PRESET, RENAME_PRESET
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline
from jobdesk.ui.widgets.pick_list import PickItem
from jobdesk.ui.widgets.pick_popup import PickPopup

_EMPTY = "No presets yet. Give the inputs in the form a name to find them again."


class PresetPopup(PickPopup):
    """Presets of one job.

    Signals:
        save_requested(str): keep what stands in the form under this name.
        rename_requested(str, str): from, to.
        delete_requested(str): the preset of this name.
    """

    save_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Presets", _EMPTY)
        self._renamed = ""  # the preset that gets another name; empty: inputs are saved
        self.rename = button("Rename", "ghost", tip="Rename the preset (F2)")
        self.remove = button("Delete", "ghost", tip="Delete the preset (Del)")
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(self.rename)
        tools.addWidget(self.remove)
        tools.addStretch(1)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the preset")
        self.save = button("Save")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        line.addWidget(self.save)
        self.column.addLayout(tools)
        self.column.addWidget(hairline())
        self.column.addLayout(line)
        self.rename.clicked.connect(self._on_rename)
        self.remove.clicked.connect(self._on_remove)
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.name.textChanged.connect(self._on_name_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        commands = ActionRegistry(self)
        commands.make(RENAME_PRESET, self._on_rename, on=self.list)
        commands.make(DELETE_PRESET, self._on_remove, on=self.list)
        self._stop_renaming()

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Offer these presets."""
        super().show_items(items)
        self._tell_what_can_be_done()

    def open_under(self, anchor: QWidget) -> None:
        """Show it, ready to choose; with nothing to choose, ready to save."""
        self._stop_renaming()
        super().open_under(anchor)
        if not self.model.count:
            self.name.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stop_renaming(self) -> None:
        self._renamed = ""
        self.name.clear()
        self.name.setPlaceholderText("Save these inputs as…")
        self.save.setText("Save")
        self._tell_what_can_be_done()

    def _tell_what_can_be_done(self) -> None:
        has_one = bool(self.current_key())
        self.rename.setVisible(has_one)
        self.remove.setVisible(has_one)
        self.save.setEnabled(bool(self.name.text().strip()))

    @Slot(str)
    def _on_name_changed(self) -> None:
        self._tell_what_can_be_done()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self) -> None:
        self._tell_what_can_be_done()

    @Slot()
    def _on_rename(self) -> None:
        if self.current_key():
            self._renamed = self.current_key()
            self.name.setPlaceholderText(f"New name of “{self._renamed}”")
            self.name.setText(self._renamed)
            self.name.selectAll()
            self.save.setText("Rename")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_remove(self) -> None:
        if self.current_key():
            self.delete_requested.emit(self.current_key())

    @Slot()
    def _on_save(self) -> None:
        name, renamed = self.name.text().strip(), self._renamed
        if not name:
            return
        self._stop_renaming()
        if renamed:
            self.rename_requested.emit(renamed, name)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close()
            self.save_requested.emit(name)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the renaming first, then the drop-down."""
        if event.key() == Qt.Key.Key_Escape and self._renamed:
            self._stop_renaming()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
