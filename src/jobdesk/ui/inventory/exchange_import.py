"""ImportDialog: what the objects of a file would do; all of them, or nothing, is done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError, Superseded
from jobdesk.inventory.desk.records import Kind
from jobdesk.inventory.exchange import calls
from jobdesk.inventory.exchange.documents import Sheet, read_sheet
from jobdesk.inventory.exchange.report import Action, ImportReport, RowError, RowReport
from jobdesk.operations.inventory_threads import Question
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.inventory.lines import Line, LinesTable
from jobdesk.ui.inventory.looks import NOTHING, CellLook
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.theme import Look
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.long_work import STORE, Progress, teller, work_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobdesk.operations.services import Services

_SIZE = (940, 640)
_MOST_MAPPED = 6  # columns that are asked for at once
_LOOKS = {
    Action.CREATED: Look("plus-circle", "ok", "New"),
    Action.UPDATED: Look("pencil-simple", "warn", "Changed"),
    Action.UNCHANGED: Look("equals", "idle", "The same"),
}
_WRONG = Look("x-circle-fill", "bad", "Wrong")
_LEAVE_OUT = "Leave it out"


class ImportDialog(QDialog):
    """Reads a file, shows what each row does, and does it on demand. Not modal.

    What is under way ends when the dialog or the window is closed: an import is one
    transaction, so nothing is left of it.

    Signals:
        imported(object): an `ImportReport`.
    """

    imported = Signal(object)
    _advanced = Signal(int, int)  # from the inventory's thread

    def __init__(
        self, kind: Kind, file: Path, asker: Asker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._file, self._asker = kind, file, asker
        self._sheet: Sheet | None = None
        self._targets: tuple[tuple[str, str], ...] = ()
        self._mapping: dict[str, str] = {}
        self._choices: dict[str, QComboBox] = {}
        self._question = Question()  # of what is under way
        self._is_importing = False
        self.report: ImportReport | None = None
        plural = kind.plural[:1].lower() + kind.plural[1:]
        self._words = f"{plural} from {file.name}"
        self.setWindowTitle(f"Import {self._words}")
        self._build()
        self.resize(*_SIZE)
        self._advanced.connect(self._on_advanced)
        self.read()

    def _build(self) -> None:
        header = QFrame()
        header.setObjectName("dialogHeader")
        words = QVBoxLayout(header)
        words.setContentsMargins(24, 12, 24, 12)
        words.setSpacing(2)
        words.addWidget(label(f"Import {self._words}", "pane", wrap=True))
        hint = "Rows are found by their key (id) or name; all of them are taken, or none."
        words.addWidget(label(hint, "cell", "text2", wrap=True))
        self.banner = Banner("info", "Reading the file…")
        self.mapping = QWidget()
        self._form = QFormLayout(self.mapping)
        self._form.setContentsMargins(24, 10, 24, 10)
        self.mapping.hide()
        self.table = LinesTable("What each row does", ("Row", "What", "Object", "In detail"))
        self.table.set_widths(56, 104, 200, 0)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How many rows are done")
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        again = "Read the file again, after it was put right"
        self.again = button("Read again", icon="action/refresh", tip=again)
        self.cancel = button("Cancel")
        self.go = button("Import", "primary")
        self.go.setEnabled(False)
        make_dialog_size(self.again, self.cancel, self.go)
        self.again.clicked.connect(self.read)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.save)
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addWidget(self.bar, 1)
        line.addStretch(1)
        line.addWidget(self.again)
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.banner)
        column.addWidget(self.mapping)
        column.addWidget(self.table, 1)
        column.addWidget(footer)

    # Reading and looking

    @Slot()
    def read(self) -> None:
        """Read the file, and look at what its rows would do."""
        self._begin("Reading the file…")
        kind, door = self._kind.label, self._services.inventory
        file = self._file

        def work(progress: Progress) -> tuple[Sheet, tuple[tuple[str, str], ...]]:
            sheet = read_sheet(file, require=partial(progress, 0, 0))
            return sheet, door.call(calls.targets, kind)

        self._start("read", work, self._take_sheet)

    def _start(
        self,
        name: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Do something that stops when it is asked anew, or when nobody waits for it."""
        asked = self._question = Question()
        told = teller(asked, self._advanced)
        run_in_background(
            self,
            partial(work_on, asked, partial(work, told)),
            done,
            store=STORE,
            name=name,
            failed=self._on_failed,
            drop=asked.drop,
        )

    @property
    def _services(self) -> Services:
        return self._asker.session.ready

    def _take_sheet(self, found: tuple[Sheet, tuple[tuple[str, str], ...]]) -> None:
        self._sheet, self._targets = found
        self._look()

    def _look(self) -> None:
        from jobdesk.operations.exchange import preview_import

        sheet = self._sheet
        if sheet is None:
            return
        self._begin(f"Looking at {len(sheet.rows):,} rows…")
        work = partial(
            preview_import, self._services, self._kind.label, sheet, dict(self._mapping)
        )
        self._start("look", work, self.show_report)

    def _begin(self, words: str) -> None:
        self.banner.say("info", words)
        self.go.setEnabled(False)
        self.again.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()

    @Slot(int, int)
    def _on_advanced(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def show_report(self, report: ImportReport) -> None:
        """Show what the rows would do."""
        self.report = report
        self.bar.hide()
        self.again.setEnabled(True)
        self._ask_columns(report)
        lines = [_wrong(error) for error in report.errors]
        lines += [_line(row) for row in report.rows]
        self.table.show_lines(lines)
        count = report.created + report.updated
        if report.failed:
            self.banner.say("bad", "Not possible yet.", report.sentence)
        elif not count:
            self.banner.say("ok", "Nothing to do.", "All objects are there as the file says.")
        else:
            left = f" Not read: {', '.join(report.ignored)}." if report.ignored else ""
            self.banner.say("info", report.sentence, left.strip())
        self.go.setText(f"&Import {count:,}" if report.is_good and count else "&Import")
        self.go.setEnabled(report.is_good and count > 0)
        reason = "Some rows are wrong." if report.failed else "Nothing would change."
        self.go.setToolTip("" if self.go.isEnabled() else reason)

    # Columns

    def _ask_columns(self, report: ImportReport) -> None:
        """For each column that means nothing, what it means."""
        unknown = [error.field for error in report.errors if error.row == 1 and error.field]
        for column in unknown[:_MOST_MAPPED]:
            if column not in self._choices:
                self._add_choice(column)
        self.mapping.setVisible(bool(self._choices))

    def _add_choice(self, column: str) -> None:
        choice = QComboBox()
        choice.setPlaceholderText("What does it mean?")
        choice.addItem(_LEAVE_OUT, "")
        for name, words in self._targets:
            choice.addItem(f"{words} ({name})", name)
        choice.setCurrentIndex(-1)
        choice.setAccessibleName(f"What the column {column} means")
        choice.activated.connect(self._on_chosen)
        self._choices[column] = choice
        self._form.addRow(label(f"Column “{column}”", "body"), choice)

    @Slot()
    def _on_chosen(self) -> None:
        for column, choice in self._choices.items():
            if choice.currentIndex() >= 0:
                self._mapping[column] = str(choice.currentData())
        self._look()

    # Doing it

    @Slot()
    def save(self) -> None:
        """Take all rows, or none."""
        from jobdesk.operations.exchange import import_objects

        if self._sheet is None or not self.go.isEnabled():
            return
        self._begin("Importing…")
        self.banner.say("info", "Importing…", "Closed before the end, nothing is imported.")
        self._is_importing = True
        self.mapping.setEnabled(False)
        work = partial(
            import_objects,
            self._services,
            self._kind.label,
            self._sheet,
            dict(self._mapping),
            source=self._file.name,
        )
        self._start("import", work, self._take_done)

    def _take_done(self, report: ImportReport) -> None:
        self._is_importing = False
        if not report.is_done:
            self.mapping.setEnabled(True)
            self.show_report(report)
            return
        self.imported.emit(report)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        was_importing, self._is_importing = self._is_importing, False
        self.bar.hide()
        if isinstance(error, Superseded):
            if was_importing:
                messages.show(f"Stopped: nothing of {self._file.name} was imported.")
                self.reject()
            return
        self.mapping.setEnabled(True)
        self.again.setEnabled(True)
        if isinstance(error, JobDeskError):
            self.banner.say("bad", "Nothing was changed.", str(error))
        else:
            report_error(error)

    # Qt overrides

    def reject(self) -> None:
        """Who closes it while it imports stops that; what became of it is told."""
        if not self._is_importing:
            super().reject()
            return
        self._question.drop()
        self.banner.say("info", "Stopping…")

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does the cross."""
        if self._is_importing:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        """Nobody waits for what is under way."""
        self._question.drop()
        super().done(result)
        self.deleteLater()


def _wrong(error: RowError) -> Line:
    where = f"{error.field}: " if error.field else ""
    name = (
        CellLook(error.name, is_strong=True) if error.name else CellLook(NOTHING, is_quiet=True)
    )
    return Line(
        (
            CellLook(str(error.row), is_right=True),
            CellLook(_WRONG.word, look=_WRONG),
            name,
            CellLook(f"{where}{error.reason}"),
        ),
        tip=str(error),
    )


def _line(row: RowReport) -> Line:
    told = ", ".join(
        f"{one.field}: {one.before or NOTHING} → {one.after or NOTHING}" for one in row.changes
    )
    look = _LOOKS[row.action]
    return Line(
        (
            CellLook(str(row.row), is_right=True, is_quiet=True),
            CellLook(look.word, look=look),
            CellLook(row.name, is_strong=row.action is not Action.UNCHANGED),
            CellLook(told, is_quiet=True),
        ),
        tip=told,
    )
