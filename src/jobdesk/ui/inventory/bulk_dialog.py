"""BulkDialog: the same fields of several objects; what would change is shown before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.inventory.desk.edit_records import Common, Difference, Edited
from jobdesk.inventory.desk.records import Kind, Value
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.choice_editors import ChoiceEditor
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.lines import Line, LinesTable
from jobdesk.ui.inventory.looks import NOTHING, CellLook
from jobdesk.ui.inventory.object_form import ObjectForm
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.labels import label

_SIZE = (1080, 700)
_PREVIEW_MS = 250
_SHOWN = 100  # objects whose difference is told


class BulkDialog(QDialog):
    """Ticked fields are changed in all; not modal, deleted when closed."""

    def __init__(
        self,
        kind: Kind,
        common: Sequence[Common],
        versions: Mapping[str, str],
        asker: Asker,
        edits: InventoryEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._versions = dict(versions)
        self._asker = asker
        self._edits = edits
        self._is_busy = False
        self._count = len(self._versions)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plural = kind.plural[:1].lower() + kind.plural[1:]
        self._words = f"{self._count:,} {plural}"
        self.setWindowTitle(f"Edit {self._words}")
        fields = [one.field for one in common]
        self.form = ObjectForm(fields, kind.label, asker, is_bulk=True)
        self._show_common(common)
        self.preview = LinesTable("What would change", ("Object", "Field", "Before", "After"))
        self.preview.set_widths(128, 96, 90, 0)
        self.preview.fit_words()
        self.banner = Banner("bad")
        self.banner.hide()
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._timer.timeout.connect(self._on_late)
        self._build()
        self.resize(*_SIZE)
        self.form.changed.connect(self._on_changed)
        self._show_differences(())

    def _show_common(self, common: Sequence[Common]) -> None:
        for one in common:
            made = self.form.fields[one.field.name]
            if one.is_mixed:
                made.take(Value())
                if hasattr(made.editor, "setPlaceholderText"):
                    made.editor.setPlaceholderText("mixed")
                if isinstance(made.editor, ChoiceEditor):
                    made.editor.setCurrentIndex(-1)
            else:
                made.take(one.value)

    def _build(self) -> None:
        header = QFrame()
        header.setObjectName("dialogHeader")
        words = QVBoxLayout(header)
        words.setContentsMargins(24, 12, 24, 12)
        words.setSpacing(2)
        words.addWidget(label(f"Edit {self._words}", "pane"))
        words.addWidget(
            label("What you tick is changed in all of them, as one step.", "cell", "text2")
        )
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 16, 0, 0)
        self._head = label("", "section")
        self._head.setContentsMargins(12, 0, 12, 0)
        side.addWidget(self._head)
        side.addWidget(self.preview, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.form)
        splitter.addWidget(right)
        splitter.setSizes([640, 440])
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        self.cancel = button("Cancel")
        self.go = button("Change", "primary")
        make_dialog_size(self.cancel, self.go)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.save)
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.banner)
        column.addWidget(splitter, 1)
        column.addWidget(footer)

    # Preview

    @Slot()
    def _on_changed(self) -> None:
        self.banner.hide()
        self._asker.forget(self, "differences")  # they are of what was typed before
        self._timer.start()
        self.go.setEnabled(False)

    @Slot()
    def _on_late(self) -> None:
        given = self.form.given()
        if not given:
            self._show_differences(())
            return
        keys = list(self._versions)[:_SHOWN]
        work = partial(questions.differences, self._kind.label, keys, given)
        self._asker.ask(self, "differences", work, self._show_differences, self._on_failed)

    def _show_differences(self, found: Sequence[Difference]) -> None:
        lines = [
            Line(
                (
                    CellLook(one.name if not place else "", is_strong=True),
                    CellLook(title, is_quiet=True),
                    CellLook(before or NOTHING, is_quiet=True),
                    CellLook(after or NOTHING),
                ),
                tip=f"{one.name}: {title}: {before or NOTHING} → {after or NOTHING}",
            )
            for one in found
            for place, (title, before, after) in enumerate(one.changes)
        ]
        changed = sum(bool(one.changes) for one in found)
        self.preview.show_lines(lines)
        more = f" of the first {_SHOWN}" if self._count > _SHOWN else f" of {self._count:,}"
        nothing = (
            "What is ticked has to be right first" if self.form.given() else "Nothing is ticked"
        )
        self._head.setText(f"{changed:,}{more} would change" if found else nothing)
        self.go.setText(f"C&hange {self._words}")
        self.go.setAccessibleName(f"Change {self._words}")
        reason = "" if changed else "Nothing would change."
        self.go.setEnabled(not reason and not self._is_busy)
        self.go.setToolTip(reason)

    # Saving

    @Slot()
    def save(self) -> None:
        """Change all of them, or none."""
        if self._is_busy or not self.go.isEnabled():
            return
        self._is_busy = True
        self._timer.stop()
        self._asker.forget(self, "differences")
        self.go.setEnabled(False)
        self._edits.update_many(
            self._kind.label,
            self._versions,
            self._words,
            self.form.given(),
            self._on_saved,
            self._on_failed,
        )

    def _on_saved(self, edited: Edited) -> None:
        self._is_busy = False
        del edited
        self._edits.offer_undo(f"Changed {self._words}.")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._is_busy = False
        self.go.setEnabled(bool(self.form.given()))
        if isinstance(error, InputErrors):
            rest = self.form.show_errors(error.fields)
            self.banner.say("bad", "Nothing was changed.", rest)
        elif isinstance(error, JobDeskError):
            self.banner.say("bad", "Nothing was changed.", str(error))
        else:
            report_error(error)
            return
        self.banner.show()

    # Qt overrides

    def reject(self) -> None:
        """Leave them as they are; while they are being changed the answer is waited for."""
        if not self._is_busy:
            super().reject()
