"""ObjectDialog: makes an object or edits one; refusals stand at the fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.inventory.desk.edit_records import Edited
from jobdesk.inventory.desk.records import KindShape, ObjectDetail, Value
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory.actions import SAVE
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.object_form import ObjectForm
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.labels import label

_WIDTH_PX, _HEIGHT_PX = 760, 680


class ObjectDialog(QDialog):
    """Not modal, deleted when closed; what is typed is not lost without a question.

    Signals:
        saved(object): an `Edited`.
    """

    saved = Signal(object)

    def __init__(
        self,
        shape: KindShape,
        detail: ObjectDetail | None,
        asker: Asker,
        edits: InventoryEdits,
        parent: QWidget | None = None,
    ) -> None:
        """Edit `detail`, or make a new object when it is None."""
        super().__init__(parent)
        self._shape = shape
        self._detail = detail
        self._edits = edits
        self._is_busy = False
        self._may_close = False
        name = shape.kind.name
        title = f"Edit {name}" if detail is not None else f"Add {_article(name)} {name}"
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        fields = [field for field in shape.columns if field.is_editable]
        self.form = ObjectForm(fields, shape.kind.label, asker)
        self.banner = Banner("bad")
        self.banner.hide()
        self._build(title)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.form.changed.connect(self._on_changed)
        actions = ActionRegistry(self, SAVE.context)
        actions.make(SAVE, self.save)
        self._fill()
        self._on_changed()

    def _build(self, title: str) -> None:
        header = QFrame()
        header.setObjectName("dialogHeader")
        words = QVBoxLayout(header)
        words.setContentsMargins(24, 12, 24, 12)
        words.setSpacing(2)
        words.addWidget(label(title, "pane"))
        self._sentence = label("", "cell", "text2")
        words.addWidget(self._sentence)
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        self.cancel = button("Cancel")
        self.save_button = button("Save", "primary")
        self.save_button.setDefault(True)
        make_dialog_size(self.cancel, self.save_button)
        self.cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._why = label("", "cell", "text2")
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addWidget(self._why, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.banner)
        column.addWidget(self.form, 1)
        column.addWidget(footer)

    def _fill(self) -> None:
        if self._detail is None:
            self._sentence.setText("Fields without “optional” are required.")
            defaults = {
                name: Value(str(made.field.default), made.field.default)
                for name, made in self.form.fields.items()
                if made.field.default not in (None, "")
            }
            self.form.take(defaults)
        else:
            self._sentence.setText(self._detail.name)
            self.form.take({field.name: value for field, value in self._detail.fields})
            self._hold_what_stays()
        first = (name for name, one in self.form.fields.items() if one.editor.isEnabled())
        self.form.focus_field(next(first, ""))

    def _hold_what_stays(self) -> None:
        name = self._shape.kind.name
        for made in self.form.fields.values():
            if made.field.is_set_once:
                made.hold(f"It stays: to change it, delete the {name} and make another one.")

    def copy_values(self, detail: ObjectDetail) -> None:
        """Begin a new object with the values of another; what must be unique stays empty."""
        values = {
            field.name: value
            for field, value in detail.fields
            if field.is_editable and not field.is_unique and field.name != self._shape.title
        }
        self.preset(values)
        self._sentence.setText(f"With the values of {detail.name}.")

    def preset(self, values: Mapping[str, Value]) -> None:
        """Begin with these values; they are saved too."""
        self.form.take(values)
        for name, value in values.items():
            if name in self.form.fields and value.plain not in (None, "", []):
                self.form.fields[name].is_touched = True
        self._on_changed()

    # Saving

    @Slot()
    def save(self) -> None:
        """Save what was typed."""
        if self._is_busy or not self.save_button.isEnabled():
            return
        self._show_busy(is_busy=True)
        kind, given = self._shape.kind, self.form.given()
        if self._detail is None:
            words = f"{kind.name} {given.get(self._shape.title) or ''}".strip()
            self._edits.create(kind.label, words, given, self._on_saved, self._on_failed)
        else:
            one = self._detail
            self._edits.update(
                kind.label,
                one.key,
                f"{kind.name} {one.name}",
                given,
                one.version,
                self._on_saved,
                self._on_failed,
            )

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.save_button.setEnabled(not is_busy)
        self._why.setText("Saving…" if is_busy else "")

    def _on_saved(self, edited: Edited) -> None:
        self._may_close = True
        self.saved.emit(edited)
        verb = "Saved" if self._detail is not None else "Added"
        self._edits.offer_undo(f"{verb} {edited.name}.")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._show_busy(is_busy=False)
        if isinstance(error, InputErrors):
            rest = self.form.show_errors(error.fields)
            count = len(error.fields)
            bold = "1 field is not right." if count == 1 else f"{count} fields are not right."
            self.banner.say("bad", bold, rest)
        elif isinstance(error, JobDeskError):
            self.banner.say("bad", "Not saved.", str(error))
        else:
            report_error(error)
            return
        self.banner.show()

    @Slot()
    def _on_changed(self) -> None:
        is_changed = bool(self.form.given())
        self.save_button.setEnabled(is_changed and not self._is_busy)
        nothing = (
            "Nothing is filled in yet." if self._detail is None else "Nothing was changed yet."
        )
        reason = "" if is_changed else nothing
        self._why.setText(reason)
        self.save_button.setToolTip(reason)

    # Closing

    def _ask_or_close(self) -> bool:
        """True when nothing would be lost; else asks first."""
        given: dict[str, Any] = self.form.given()
        if self._may_close or not given or self._is_busy:
            return not self._is_busy
        messages.ask(
            self,
            "Throw away what you typed?",
            "It has not been saved.",
            "Throw away",
            self._throw_away,
            is_danger=True,
            no="Go on editing",
        )
        return False

    def _throw_away(self) -> None:
        self._may_close = True
        self.reject()

    # Qt overrides

    def reject(self) -> None:
        """Esc and Cancel ask before something is lost."""
        if self._ask_or_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does the cross."""
        if self._may_close or self._ask_or_close():
            super().closeEvent(event)
        else:
            event.ignore()


def _article(name: str) -> str:
    return "an" if name[:1].lower() in "aeio" else "a"
