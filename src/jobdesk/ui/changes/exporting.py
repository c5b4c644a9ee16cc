"""Saves changes to a file: asks where, writes in a thread, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from jobdesk.ui import messages
from jobdesk.ui.widgets.long_work import LongWork, Progress
from jobdesk.ui.widgets.saving import ask_where, whole_file

Export = Callable[[Path, Callable[[int], None]], int]
"""Writes a file, tells how far it is; how many changes there are in it."""

_FILTERS = {"csv": "Comma-separated values (*.csv)", "json": "JSON (*.json)"}


class _Saver(QObject):
    """Waits for the dialog; lives as long as it."""

    def __init__(self, dialog: QFileDialog, owner: QWidget, export: Export) -> None:
        super().__init__(dialog)
        self._owner = owner
        self._export = export
        dialog.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, name: str) -> None:
        save(self._owner, Path(name), self._export)


def ask_export(owner: QWidget, name: str, export: Export) -> QFileDialog:
    """Ask where to save; `name` is proposed, its ending says the form."""
    form = name.rpartition(".")[2]
    dialog = ask_where(owner, "Export changes", name, [_FILTERS[form]])
    _Saver(dialog, owner, export)
    return dialog


def save(owner: QWidget, target: Path, export: Export) -> None:
    """Write a file in a thread and say how it went."""

    def work(progress: Progress) -> int:
        with whole_file(target) as part:
            return export(part, lambda written: progress(written, 0))

    def done(count: int) -> None:
        words = "1 change" if count == 1 else f"{count:,} changes"
        messages.show(f"Saved {words} to {target.name}.")

    LongWork(
        f"Saving {target.name}", work, done, f"{target.name} was not saved.", owner.window()
    )
