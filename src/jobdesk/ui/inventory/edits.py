"""Edits: what somebody changed here, each a step that Undo takes back and Redo does again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from jobdesk.inventory.desk.edit_records import Edited, Values
from jobdesk.ui import messages
from jobdesk.ui.background import is_alive, report_error
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.questions import Asker

Failed = Callable[[BaseException], None]


class _Step(QUndoCommand):
    """One edit; it was done already when it is pushed."""

    def __init__(self, edits: InventoryEdits, title: str, step: str) -> None:
        super().__init__(title)
        self._edits = edits
        self.step = step  # that takes it back, or brings it again
        self._is_new = True

    # Qt overrides

    def undo(self) -> None:
        """Take it back."""
        self._edits.turn(self, "Undone")

    def redo(self) -> None:
        """Do it again."""
        if self._is_new:
            self._is_new = False
            return
        self._edits.turn(self, "Done again")


class InventoryEdits(QObject):
    """Writes, keeps the way back, tells what is other now. Main thread only.

    A form may outlive the page whose edits these are: it is answered all the same.

    Signals:
        changed(): objects are other than before.
    """

    changed = Signal()

    def __init__(self, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._asker = asker
        self.stack = QUndoStack(self)
        self._versions: dict[tuple[str, str], str] = {}  # of objects: seen to edited here since

    def create(
        self,
        kind: str,
        words: str,
        values: Values,
        done: Callable[[Edited], None],
        failed: Failed,
    ) -> None:
        """Make an object; `words` is what it is called."""
        work = partial(questions.create, kind, dict(values))
        self._write(f"adding {words}", work, done, failed)

    def update(
        self,
        kind: str,
        key: str,
        words: str,
        values: Values,
        version: str,
        done: Callable[[Edited], None],
        failed: Failed,
    ) -> None:
        """Change an object that was seen in this version, or edited here since."""
        given = dict(values)

        def work() -> Edited:
            seen = self._versions.get((key, version), version)
            edited = questions.update(kind, key, given, seen)
            self._versions[key, version] = self._versions[key, seen] = edited.version
            return edited

        self._write(f"edit of {words}", work, done, failed)

    def update_many(
        self,
        kind: str,
        versions: Mapping[str, str],
        words: str,
        values: Values,
        done: Callable[[Edited], None],
        failed: Failed,
    ) -> None:
        """Change several objects in one step."""
        work = partial(questions.update_many, kind, dict(versions), dict(values))
        self._write(f"edit of {words}", work, done, failed)

    def delete(
        self,
        kind: str,
        keys: list[str],
        words: str,
        done: Callable[[Edited], None],
        failed: Failed,
    ) -> None:
        """Delete objects."""

        def finished(edited: Edited) -> None:
            if is_alive(done):
                done(edited)
            self.offer_undo(f"Deleted {words}.")

        work = partial(questions.delete, kind, keys)
        self._write(f"deletion of {words}", work, finished, failed)

    def remember(self, title: str, step: str, said: str) -> None:
        """Something else was done in one step: say so, and offer to take it back."""
        self.stack.push(_Step(self, title, step))
        self.offer_undo(said)

    def offer_undo(self, said: str) -> None:
        """Say what the last step did, and offer to take that back, not what came after it."""
        if not shiboken6.isValid(self.stack):
            messages.show(said)
            return
        place = self.stack.index()

        def undo() -> None:
            if not shiboken6.isValid(self.stack):
                return
            if self.stack.index() == place:
                self.undo_last()
            else:
                messages.show("Other edits came after it: undo those first.")

        messages.offer_undo(said, undo)

    def undo_last(self) -> None:
        """Take the last step back."""
        if self.stack.canUndo():
            self.stack.undo()

    def _write(
        self,
        detail: str,
        work: Callable[[], Edited],
        done: Callable[[Edited], None],
        failed: Failed,
    ) -> None:
        def take(edited: Edited) -> None:
            if edited.step and shiboken6.isValid(self):
                self.stack.push(_Step(self, detail, edited.step))
            if is_alive(done):
                done(edited)
            if shiboken6.isValid(self):
                self.changed.emit()

        def refused(error: BaseException) -> None:
            (failed if is_alive(failed) else report_error)(error)

        self._asker.change(self._asker.session, detail, work, take, refused)

    def turn(self, step: _Step, words: str) -> None:
        """Take a step back, or do it again: the change log knows how."""
        said = step.text()  # the step itself may be gone when the answer is here

        def work() -> Edited:
            edited = questions.undo(step.step)
            step.step = edited.step  # here: who presses again at once means what comes now
            return edited

        def take(edited: Edited) -> None:
            del edited
            messages.show(f"{words}: {said}.")
            self.changed.emit()

        def failed(error: BaseException) -> None:
            self.stack.clear()  # what is older builds on what cannot be taken back
            report_error(error)

        self._asker.change(self, f"{words.lower()}: {said}", work, take, failed)
