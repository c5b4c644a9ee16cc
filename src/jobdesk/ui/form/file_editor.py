"""The editor for an input file: drop, paste or choose; read off the main thread."""

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.actions import (
    CHOOSE_FILE,
    COPY_HASH,
    COPY_PATH,
    PASTE_FILE,
    TAKE_AWAY,
)
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.form.file_drop import DROP_WIDTH, FileDrop
from jobdesk.ui.form.file_facts import FileFacts, read_file_facts
from jobdesk.ui.form.file_menu import FileMenu
from jobdesk.ui.form.file_preview import FilePreviewTable
from jobdesk.ui.tasks import Task, tasks
from jobdesk.ui.widgets.folders import last_folder, remember_folder

_PROGRESS_MS = 250
_PREVIEW_FROM = 560  # the narrowest editor that has room for first rows


class FileEditor(Editor):
    """A drop area beside the first rows of the file."""

    is_wide = True

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.path = ""
        self.facts: FileFacts | None = None
        self.recent: list[str] = []
        self._asked = 0  # generation of the facts that are wanted
        self._read = (0, 0)  # bytes, and of how many; written by the thread that reads
        self._progress = QTimer(self, interval=_PROGRESS_MS)
        self._progress.timeout.connect(self._on_progress_timeout)
        self._task: Task | None = None  # in the status line, of a file that takes long
        self.drop = FileDrop(self.label)
        self.preview = FilePreviewTable()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.drop)
        row.addWidget(self.preview, 1)
        row.addStretch(0)
        self.drop.chosen.connect(self._on_drop_chosen)
        self.drop.choose_requested.connect(self._on_drop_choose_requested)
        self.drop.clear_requested.connect(self._on_drop_clear_requested)
        self.drop.recent_requested.connect(self._on_drop_recent_requested)
        self.drop.stop_requested.connect(self._on_drop_stop_requested)
        self.drop.menu_requested.connect(self._on_drop_menu_requested)
        self._adopt(self.drop)

    def value(self) -> str:
        """The path of the chosen file, empty when none is."""
        return self.path

    def set_value(self, value: Any) -> None:
        """Show a file; of an earlier run only what it was called is known."""
        if isinstance(value, Mapping):
            known = cast("Mapping[str, Any]", value)
            self._take(str(known.get("path") or ""))
            if not self.path and known.get("name"):
                self.drop.show_hint(f"The last run used {known['name']}.")
        else:
            self._take("" if value is None else str(value))

    def offer_recent(self, paths: Sequence[str]) -> None:
        """Offer the files that were given last."""
        self.recent = list(paths)
        self.drop.recent.setVisible(bool(self.recent))

    def stop(self) -> None:
        """Nobody waits for the facts any more."""
        self._asked += 1
        self._end_progress()

    def _end_progress(self) -> None:
        self._progress.stop()
        if self._task is not None:
            self._task.end()
            self._task = None

    def _take(self, path: str) -> None:
        self.path = path
        self.facts = None
        self.stop()
        self.preview.show_preview(None)
        self.preview.hide()
        if not path:
            self.drop.show_empty()
        else:
            file = Path(path)
            self.drop.show_file(file)
            asked, given_up = self._asked, threading.Event()

            def is_wanted() -> bool:
                return asked == self._asked and not given_up.is_set()

            self._read = (0, 0)
            self._progress.start()
            run_in_background(
                self,
                partial(read_file_facts, file, is_wanted, self._tell_read),
                partial(self._on_facts_read, asked),
                store="files",
                name="facts",
                failed=partial(self._on_facts_failed, asked),
                drop=given_up.set,
            )
        self.changed.emit()

    def _on_facts_read(self, asked: int, facts: FileFacts) -> None:
        if asked == self._asked:
            self._end_progress()
            self.facts = facts
            self.drop.show_facts(facts)
            self.preview.show_preview(facts.preview)
            self._fit()

    def _on_facts_failed(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self._end_progress()
            self.drop.show_note(f"It cannot be read: {error}")

    def _tell_read(self, count: int, whole: int) -> None:
        self._read = (count, whole)

    @Slot()
    def _on_progress_timeout(self) -> None:
        """Only a large file takes so long that this is seen."""
        count, size = self._read
        self.drop.show_reading(size, count)
        if self._task is None:
            words, cancel = f"Reading {Path(self.path).name}", self._on_drop_stop_requested
            self._task = tasks().begin(words, self, cancel)
        self._task.advance(count / size if size else None)

    @Slot()
    def _on_drop_stop_requested(self) -> None:
        self.stop()
        self.drop.show_note("Not read to its end; the run reads it itself.")

    @Slot()
    def _on_drop_recent_requested(self) -> None:
        menu = self._menu()
        menu.add_recent(self.recent)
        anchor = self.drop.recent
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    @Slot(QPoint)
    def _on_drop_menu_requested(self, point: QPoint) -> None:
        none = "" if self.path else "No file is chosen"
        menu = self._menu()
        menu.add(CHOOSE_FILE, self._on_drop_choose_requested)
        menu.add(PASTE_FILE, self.drop.paste)
        if self.recent:
            menu.addSeparator()
            menu.add_recent(self.recent)
        menu.addSeparator()
        menu.add(COPY_PATH, self._on_copy_path, none)
        menu.add(COPY_HASH, self._on_copy_hash, none or self._no_hash())
        menu.add(TAKE_AWAY, self._on_drop_clear_requested, none)
        menu.popup(point)

    def _menu(self) -> FileMenu:
        menu = FileMenu(self, self._on_drop_chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _no_hash(self) -> str:
        return "" if self.facts is not None else "The file is not read yet"

    @Slot()
    def _on_copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self.path)

    @Slot()
    def _on_copy_hash(self) -> None:
        if self.facts is not None:
            QGuiApplication.clipboard().setText(self.facts.sha256)

    def _fit(self) -> None:
        has_room = self.width() >= _PREVIEW_FROM
        self.drop.setFixedWidth(min(DROP_WIDTH, max(self.width(), 1)))
        self.preview.setVisible(
            has_room and self.facts is not None and self.facts.preview is not None
        )

    @Slot(str)
    def _on_drop_chosen(self, path: str) -> None:
        remember_folder("input", str(Path(path).parent), is_secret=self.is_secret)
        self._take(path)

    @Slot()
    def _on_drop_clear_requested(self) -> None:
        self._take("")

    @Slot()
    def _on_drop_choose_requested(self) -> None:
        dialog = QFileDialog(self, f"Choose {self.label}", last_folder("input"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(name_filters(self.options))
        dialog.fileSelected.connect(self._on_drop_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room there is; the first rows are left out where they do not fit."""
        super().resizeEvent(event)
        self._fit()


def name_filters(options: Mapping[str, Any]) -> list[str]:
    """The filters of the file dialog: the extensions of the variable first."""
    names = " ".join(f"*.{str(one).lstrip('.')}" for one in options.get("extensions") or ())
    return [f"Fitting files ({names})", "All files (*)"] if names else ["All files (*)"]
