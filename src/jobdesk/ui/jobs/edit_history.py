"""Undo and redo, for the page in front: of what is typed there, then of saved edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QUndoStack

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.jobs.admin_actions import REDO, UNDO
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.models.records import EditRecord

_ELSEWHERE = (
    "Saved edits are undone where they were made: on the Jobs page, in the settings of a job, "
    "in the inventory."
)


class EditHistory(QObject):
    """The actions Undo and Redo of a window.

    A page that takes part has an attribute `typed_edits`: the QUndoStack of what is typed and
    not saved, or None where nothing is typed. Where it says `are_edits_own`, the stack is all
    that there is to undo: saved edits of jobs are not meant there.
    """

    def __init__(self, session: Session, actions: ActionRegistry) -> None:
        super().__init__(actions)
        self._session = session
        self._undo = actions.make(UNDO, self._on_undo)
        self._redo = actions.make(REDO, self._on_redo)
        self._typed: QUndoStack | None = None
        self._takes_part = False
        self._is_own = False
        self._is_busy = False
        self._steps: tuple[EditRecord | None, EditRecord | None] = (None, None)
        window = actions.parent()
        if window is not None:
            window.installEventFilter(self)
        session.loaded.connect(self.reload)
        session.jobs_changed.connect(self.reload)
        self.reload()

    @Slot(object)
    def use_page(self, page: QObject) -> None:
        """Another page is in front."""
        if self._typed is not None and shiboken6.isValid(self._typed):
            self._typed.indexChanged.disconnect(self._show)
            self._typed.destroyed.disconnect(self._on_typed_gone)
        missing = object()
        typed = getattr(page, "typed_edits", missing)
        self._takes_part = typed is not missing
        self._is_own = bool(getattr(page, "are_edits_own", False))
        self._typed = typed if isinstance(typed, QUndoStack) else None
        if self._typed is not None:
            self._typed.indexChanged.connect(self._show)
            self._typed.destroyed.connect(self._on_typed_gone)
        self._show()

    @Slot()
    def reload(self) -> None:
        """Ask for this person's saved edits."""
        services, actor = self._session.services, self._session.actor
        if services is None or actor is None:
            self._show()
            return

        def work() -> tuple[EditRecord | None, EditRecord | None]:
            from jobdesk.operations.edits import next_edits

            return next_edits(services, actor)

        run_in_background(self, work, self._take, name="edits")

    def _take(self, steps: tuple[EditRecord | None, EditRecord | None]) -> None:
        self._steps = steps
        self._show()

    @Slot()
    def _show(self) -> None:
        """Put what would happen into the texts of the actions."""
        undo, redo = (None, None) if self._is_own else self._steps
        typed = self._typed
        if typed is not None and not shiboken6.isValid(typed):
            typed = self._typed = None  # its page was closed
        undo_text = undo.title if undo is not None else ""
        redo_text = redo.title if redo is not None else ""
        if typed is not None and typed.canUndo():
            undo_text = typed.undoText()
        if typed is not None and typed.canRedo():
            redo_text = typed.redoText()
        self._show_action(self._undo, UNDO.text, undo_text, "There is nothing to undo.")
        self._show_action(self._redo, REDO.text, redo_text, "There is nothing to redo.")

    def _show_action(self, action: QAction, verb: str, title: str, nothing: str) -> None:
        reason = "" if title else nothing
        if not self._takes_part:
            reason, title = _ELSEWHERE, ""
        shown = title.replace("&", "&&")
        action.setText(f"{verb} {shown}" if shown else verb)
        set_usable(action, reason)
        if title:
            action.setToolTip(f"{verb.replace('&', '')} {title}")

    @Slot()
    def _on_undo(self) -> None:
        if self._typed is not None and self._typed.canUndo():
            self._typed.undo()
        else:
            self._turn(is_undo=True)

    @Slot()
    def _on_redo(self) -> None:
        if self._typed is not None and self._typed.canRedo():
            self._typed.redo()
        else:
            self._turn(is_undo=False)

    def _turn(self, *, is_undo: bool) -> None:
        step = self._steps[0 if is_undo else 1]
        if step is None or self._is_busy or self._is_own:
            return
        services, actor = self._session.ready, self._session.user
        self._is_busy = True

        def work() -> EditRecord:
            from jobdesk.operations.edits import redo_edit, undo_edit

            return (undo_edit if is_undo else redo_edit)(services, actor, step.no)

        def done(turned: EditRecord) -> None:
            self._is_busy = False
            self._session.jobs_changed.emit()
            messages.show(f"{'Undone' if is_undo else 'Done again'}: {turned.title}.")

        def failed(error: BaseException) -> None:
            self._is_busy = False
            self.reload()
            report_error(error)

        run_in_background(self, work, done, failed=failed)

    @Slot()
    def _on_typed_gone(self) -> None:
        self._typed = None
        self._show()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that has nothing to do is answered; fields have taken theirs before."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            for action, key in ((self._undo, keys.Undo), (self._redo, keys.Redo)):
                if event.matches(key) and not action.isEnabled():
                    messages.show(action.toolTip())
                    return True
        return super().eventFilter(watched, event)
