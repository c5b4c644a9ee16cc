"""Long work of the window, told in one place: what goes on, how far it is, the way out of it.

Whoever does such work begins a task and ends it; the status line lists them
(`widgets/task_bar`). Main thread only.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot


class Task(QObject):
    """One piece of long work; it ends with its owner at the latest.

    Attributes:
        title: `Saving run-12-log.txt`.
        cancel: gives it up; None where that cannot be.
        share: how much is done, from 0 to 1; None while that is not known.
    """

    def __init__(
        self, title: str, owner: QObject, cancel: Callable[[], object] | None = None
    ) -> None:
        super().__init__(owner)
        self.title = title
        self.cancel = cancel
        self.share: float | None = None

    def advance(self, share: float | None) -> None:
        """So much is done."""
        if share != self.share:
            self.share = share
            tasks().advanced.emit()

    def end(self) -> None:
        """It is done, or was given up."""
        tasks().remove(self)


class TaskList(QObject):
    """What is under way.

    Signals:
        changed(): a task began or ended.
        advanced(): one went on.
    """

    changed = Signal()
    advanced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tasks: list[Task] = []

    @property
    def under_way(self) -> list[Task]:
        """The tasks that go on, the oldest first."""
        return [task for task in self._tasks if shiboken6.isValid(task)]

    def begin(
        self, title: str, owner: QObject, cancel: Callable[[], object] | None = None
    ) -> Task:
        """Tell of long work; `end` it."""
        task = Task(title, owner, cancel)
        task.destroyed.connect(self._on_destroyed)
        self._tasks.append(task)
        self.changed.emit()
        return task

    def remove(self, task: Task) -> None:
        """A task has ended; one that has is no fault."""
        if task in self._tasks:
            self._tasks.remove(task)
            task.deleteLater()
            self.changed.emit()

    @Slot()
    def _on_destroyed(self) -> None:
        before = len(self._tasks)
        self._tasks = self.under_way
        if len(self._tasks) != before:
            self.changed.emit()


_list: TaskList | None = None


def tasks() -> TaskList:
    """The one list of this program."""
    global _list
    if _list is None or not shiboken6.isValid(_list):
        _list = TaskList()
    return _list
