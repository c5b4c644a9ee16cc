"""Copies and saves lines of the log; what is long is read off the main thread."""

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.log.copying import COPY_LIMIT, ENDINGS, FORMS, pages, text_of, write_file
from jobdesk.ui.log.source import LogSource

_STORE = "logs"

Read = Callable[[int, int], Sequence[LogLine]]


class LogExporter(QObject):
    """Copies and saves for one panel."""

    def __init__(self, panel: QWidget, no: ResultNo, what: str) -> None:
        super().__init__(panel)
        self._panel = panel
        self._what = what
        self._no = no
        self._wanted: tuple[str, Read, int] | None = None

    def copy(self, source: LogSource, rows: range, form: str) -> None:
        """Put rows on the clipboard, at most COPY_LIMIT."""
        if not rows:
            return
        read = source.snapshot()
        some = rows[:COPY_LIMIT]

        def work() -> str:
            return text_of(list(chain.from_iterable(pages(read, some))), form)

        left = len(rows) - len(some)

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            if left:
                messages.show(
                    f"Copied the first {len(some):,} of {len(rows):,} lines; "
                    "Export saves all of them."
                )
            else:
                messages.show(f"Copied {len(rows):,} line{'s' if len(rows) > 1 else ''}.")

        run_in_background(self, work, done, store=_STORE, name="copy")

    def ask(self, form: str, source: LogSource, suffix: str) -> QFileDialog:
        """Ask where to save the rows that the source has now."""
        words, ending = FORMS.get(form, ("Text", ""))[0], ENDINGS[form]
        self._wanted = (form, source.snapshot(), source.count)
        dialog = QFileDialog(self._panel, f"Export {self._what}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{words} (*.{ending})", "All files (*)"])
        dialog.setDefaultSuffix(ending)
        name = f"run-{self._no}-{self._what}{suffix}.{ending}"
        dialog.selectFile(str(Path(QDir.homePath()) / name))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        if self._wanted is None:
            return
        (form, read, count), path = self._wanted, Path(name)

        def work() -> int:
            try:
                return write_file(path, read, count, form)
            except OSError as error:
                reason = error.strerror or str(error)
                raise JobDeskError(
                    f"The {self._what} was not saved: {path}: {reason}"
                ) from None

        def done(written: int) -> None:
            messages.show(f"Saved {written:,} lines in {path.name}.")

        run_in_background(self, work, done, store=_STORE, name="export")
