"""The bar under settings: what is not saved, undo, discard, save, and why not."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role


class SaveBar(QFrame):
    """Shown while there is something to save or to redo.

    Signals:
        discard_requested(), save_requested().
    """

    discard_requested = Signal()
    save_requested = Signal()

    def __init__(self, verb: str = "Save", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialogFooter")
        self._verb = verb
        self._edits: QUndoStack | None = None
        self._has_changes = False
        self._bad = IconLabel("x-circle-fill", "bad")
        self.said = label("", "section")
        self.named = ElidedLabel("", "cell", "text2")
        self.undo = button("Undo", "ghost", icon="action/undo")
        self.redo = button("Redo", "ghost", icon="arrow-u-up-right")
        self.discard = button("Discard", tip="Take back all that is not saved")
        self.save = button(verb, "primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(28, 10, 28, 10)
        line.setSpacing(10)
        line.addWidget(self.said)
        line.addWidget(self._bad)
        line.addWidget(self.named, 1)
        for each in (self.undo, self.redo, self.discard, self.save):
            line.addWidget(each)
        self.discard.clicked.connect(self.discard_requested)
        self.save.clicked.connect(self.save_requested)
        self.hide()

    def follow(self, edits: QUndoStack) -> None:
        """Let Undo and Redo work on these steps."""
        self._edits = edits
        self.undo.clicked.connect(edits.undo)
        self.redo.clicked.connect(edits.redo)
        for news in (edits.canUndoChanged, edits.canRedoChanged, edits.undoTextChanged):
            news.connect(self._on_steps_changed)
        self._on_steps_changed()

    def show_changes(
        self,
        titles: Sequence[str],
        reason: str = "",
        *,
        is_saving: bool = False,
        is_waiting: bool = False,
    ) -> None:
        """Say what is not saved.

        Args:
            titles: the fields.
            reason: why it cannot be saved; empty when it can.
            is_saving: it is being saved right now.
            is_waiting: it is not known yet whether it can be saved.
        """
        number = len(titles)
        self._has_changes = bool(titles)
        words = f"{number} change{'s' if number != 1 else ''} not saved"
        self.said.setText(words if titles else "Nothing to save")
        self.named.setText(reason or ", ".join(titles))
        set_role(self.named, "bad" if reason else "text2")
        self._bad.setVisible(bool(reason))
        self.discard.setEnabled(bool(titles))
        is_ready = not is_saving and not is_waiting
        self.save.setEnabled(bool(titles) and not reason and is_ready)
        self.save.setText("Saving…" if is_saving else self._verb)
        self.save.setToolTip(reason or f"{self._verb} (Ctrl+S)")
        self.save.setAccessibleDescription(reason)
        self._show()

    def _show(self) -> None:
        can_redo = self._edits is not None and self._edits.canRedo()
        self.setVisible(self._has_changes or can_redo)

    @Slot()
    def _on_steps_changed(self) -> None:
        if self._edits is None or not shiboken6.isValid(self._edits):
            return  # a stack that is deleted says once more that it is empty
        for each, can, text, keys in (
            (self.undo, self._edits.canUndo(), self._edits.undoText(), "Ctrl+Z"),
            (self.redo, self._edits.canRedo(), self._edits.redoText(), "Ctrl+Shift+Z"),
        ):
            verb = each.text()
            each.setEnabled(can)
            each.setToolTip(
                f"{verb} {text} ({keys})" if can else f"There is nothing to {verb.lower()}."
            )
        self._show()
