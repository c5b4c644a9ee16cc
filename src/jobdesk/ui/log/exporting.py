"""Copies and saves lines of the log; what is long is read off the main thread."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QDir, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.log.copying import (
    COPY_LIMIT,
    DRAG_LIMIT,
    ENDINGS,
    FORMS,
    Cancelled,
    pages,
    table_of,
    text_of,
    write_file,
)
from jobdesk.ui.log.export_bar import ExportBar
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.selection import RowSelection, Spans, first_rows
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.text_drag import TextDrag
from jobdesk.ui.widgets.focus import tab_into
from jobdesk.ui.widgets.folders import is_folder

_STORE = "logs"
_SAVING = "exports"  # a thread of its own: saving takes minutes and others read meanwhile
_TELL_SECONDS = 0.1

Read = Callable[[int, int], Sequence[LogLine]]


@dataclass(slots=True)
class _Wanted:
    """What is to be saved."""

    form: str
    read: Read
    spans: Spans
    is_given_up: threading.Event = field(default_factory=threading.Event)


class LogExporter(QObject):
    """Copies and saves for one panel; a bar under it tells how far a file is."""

    _written = Signal(int)  # from the saving thread

    def __init__(
        self,
        panel: QWidget,
        column: QBoxLayout,
        no: ResultNo,
        what: str,
        memory: LogMemory,
    ) -> None:
        super().__init__(panel)
        self._column = column
        self._panel = panel
        self._what = what
        self._no = no
        self._memory = memory
        self._wanted: _Wanted | None = None
        self._saving: _Wanted | None = None

    @cached_property
    def bar(self) -> ExportBar:
        """How far a file is written; made for the first file."""
        made = ExportBar(self._panel)
        self._column.addWidget(made)
        tab_into(self._panel, made)
        made.cancelled.connect(self.cancel)
        self._written.connect(made.advance)
        return made

    @property
    def is_saving(self) -> bool:
        """A file is being written."""
        return self._saving is not None

    def copy(self, source: LogSource, rows: RowSelection, form: str) -> None:
        """Put rows on the clipboard, at most COPY_LIMIT."""
        count = len(rows)
        if not count:
            return
        read = source.snapshot()
        some, left = first_rows(rows.spans, COPY_LIMIT), max(0, count - COPY_LIMIT)

        def work() -> tuple[str, str]:
            lines = list(chain.from_iterable(pages(read, some)))
            return text_of(lines, form), table_of(lines) if form == "tsv" else ""

        def done(found: tuple[str, str]) -> None:
            _put(*found)
            if left:
                messages.show(
                    f"Copied the first {COPY_LIMIT:,} of {count:,} lines; "
                    "Export saves all of them."
                )
            else:
                messages.show(f"Copied {count:,} line{'s' if count > 1 else ''}.")

        run_in_background(self, work, done, store=_STORE, name="copy")

    def drag(self, source: LogSource, rows: RowSelection, form: str) -> None:
        """Let rows be dragged away as text, at most DRAG_LIMIT; one bounded read."""
        count = len(rows)
        if not count:
            return
        try:
            some = pages(source.rows, first_rows(rows.spans, DRAG_LIMIT))
            text = text_of(list(chain.from_iterable(some)), form)
        except JobDeskError as error:
            messages.show_error(str(error))
            return
        if count > DRAG_LIMIT:
            messages.show(
                f"Dragging the first {DRAG_LIMIT:,} of {count:,} lines; Export saves all."
            )
        words = f"{min(count, DRAG_LIMIT):,} line{'s' if count > 1 else ''}"
        self.dragged.drag(words, text)

    @cached_property
    def dragged(self) -> TextDrag:
        """What is dragged; made for the first drag."""
        return TextDrag(self._panel)

    def ask(
        self, form: str, source: LogSource, suffix: str, rows: RowSelection | None = None
    ) -> QFileDialog | None:
        """Ask where to save rows, or all that the source has now; None while that cannot be."""
        if problem := self._problem(source):
            messages.show(problem)
            return None
        words, ending = FORMS.get(form, ("Text", ""))[0], ENDINGS[form]
        wanted = (range(source.count),) if rows is None else rows.spans
        self._wanted = _Wanted(form, source.snapshot(), wanted)
        dialog = QFileDialog(self._panel, f"Export {self._what}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{words} (*.{ending})", "All files (*)"])
        dialog.setDefaultSuffix(ending)
        folder = self._memory.word("export_folder", "")
        name = f"run-{self._no}-{self._what}{suffix}.{ending}"
        usual = Path(folder if is_folder(folder) else QDir.homePath())
        dialog.selectFile(str(usual / name))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def cancel(self) -> None:
        """Stop saving; what was written so far goes."""
        if self._saving is not None:
            self._saving.is_given_up.set()

    def _problem(self, source: LogSource) -> str:
        if self._saving is not None:
            return f"The {self._what} is being saved; wait for it, or cancel it first."
        if source.is_catching_up:
            return "The search is still going through the log; export when it is done."
        return ""

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        wanted, path = self._wanted, Path(name)
        if wanted is None or self._saving is not None:
            return
        self._saving = wanted
        self._memory.keep("export_folder", str(path.parent))
        total = sum(map(len, wanted.spans))
        self.bar.begin(path.name, total, self.cancel)
        go_on = self._teller(wanted.is_given_up)

        def work() -> int:
            try:
                return write_file(path, wanted.read, wanted.spans, wanted.form, go_on)
            except OSError as error:
                reason = error.strerror or str(error)
                raise JobDeskError(
                    f"The {self._what} was not saved: {path}: {reason}"
                ) from None

        def done(written: int) -> None:
            self._end()
            lost = total - written
            words = f"Saved {written:,} lines in {path.name}."
            messages.show(words + (f" {lost:,} are not there any more." if lost else ""))

        def failed(error: BaseException) -> None:
            self._end()
            if isinstance(error, Cancelled):
                messages.show(str(error))
            else:
                report_error(error)

        run_in_background(self, work, done, store=_SAVING, failed=failed)

    def _teller(self, is_given_up: threading.Event) -> Callable[[int], bool]:
        """Tells the bar now and then, from the saving thread."""
        told, tell = [time.monotonic()], self._written

        def go_on(written: int) -> bool:
            if is_given_up.is_set():
                return False
            if time.monotonic() - told[0] >= _TELL_SECONDS:
                told[0] = time.monotonic()
                tell.emit(written)
            return True

        return go_on

    def _end(self) -> None:
        self._saving = None
        self.bar.end()


def _put(text: str, table: str) -> None:
    """Put text on the clipboard, and as a table for programs that prefer one."""
    if not table:
        QGuiApplication.clipboard().setText(text)
        return
    data = QMimeData()
    data.setText(text)
    data.setHtml(table)
    QGuiApplication.clipboard().setMimeData(data)
