"""RemoteDialog: the objects of a running Nautobot; compared first, brought in on demand."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.inventory.remote.client import RemoteClient, Stopped
from jobdesk.inventory.remote.report import KindCount, RefusedObject, RemoteReport
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.inventory.lines import Line, LinesTable
from jobdesk.ui.inventory.looks import NOTHING, CellLook
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.long_work import STORE

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

_SIZE = (860, 680)
_URL = "inventory/remote_url"
_TITLES = ("Kind", "There", "New", "Changed", "The same", "Gone", "Refused")


class RemoteDialog(QDialog):
    """Asks for address and token, compares, and brings in. Not modal.

    Signals:
        imported(): the inventory has other objects now.
    """

    imported = Signal()
    _advanced = Signal(str, int, int)  # from the thread that reads

    def __init__(self, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._stop: threading.Event | None = None
        self.report: RemoteReport | None = None
        self._begun_with: tuple[str, bool] | None = None  # what was wanted when it began
        self.setWindowTitle("Import from Nautobot")
        self._make_fields()
        self._build()
        self.resize(*_SIZE)
        self._advanced.connect(self._on_advanced)
        self._show_usable()

    def _make_fields(self) -> None:
        kept = str(self._asker.session.layout_state.value(_URL, ""))
        self.url = QLineEdit(kept)
        self.url.setPlaceholderText("https://nautobot.example.com")
        self.url.setAccessibleName("Address of the other system")
        self.token = QLineEdit()
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText("A token for reading; empty: the one that was kept")
        self.token.setAccessibleName("Token")
        self.keep = QCheckBox("Keep the token in the key store of this system")
        self.delete = QCheckBox("Delete what an earlier import brought and is gone there")
        self.url.textChanged.connect(self._on_asked_otherwise)
        self.delete.toggled.connect(self._on_asked_otherwise)
        self.url.returnPressed.connect(self.compare)
        self.token.returnPressed.connect(self.compare)

    def _build(self) -> None:
        header = QFrame()
        header.setObjectName("dialogHeader")
        words = QVBoxLayout(header)
        words.setContentsMargins(24, 12, 24, 12)
        words.setSpacing(2)
        words.addWidget(label("Import from Nautobot", "pane"))
        hint = (
            "Nautobot 2 and 3; 1.x and NetBox 4 as far as their shapes go. Objects keep their "
            "keys, so that a second import updates them. Nothing is written there."
        )
        words.addWidget(label(hint, "cell", "text2", wrap=True))
        form = QFormLayout()
        form.setContentsMargins(24, 14, 24, 10)
        form.setSpacing(8)
        form.addRow(label("Address", "body"), self.url)
        form.addRow(label("Token", "body"), self.token)
        form.addRow("", self.keep)
        form.addRow("", self.delete)
        self.banner = Banner("info")
        self.banner.hide()
        self.table = LinesTable("What would come", _TITLES)
        self.table.set_widths(0, 80, 80, 80, 80, 70, 80)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How much is done")
        self.bar.hide()
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        self.cancel = button("C&lose")
        self.look = button("&Compare")
        self.go = button("&Import", "primary")
        make_dialog_size(self.cancel, self.look, self.go)
        self.cancel.clicked.connect(self._on_cancel)
        self.look.clicked.connect(self.compare)
        self.go.clicked.connect(self.bring_in)
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addWidget(self.bar, 1)
        line.addStretch(1)
        for each in (self.cancel, self.look, self.go):
            line.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(form)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(footer)

    def _wanted(self) -> tuple[str, bool]:
        """What decides about the objects that come and go."""
        return self.url.text().strip(), self.delete.isChecked()

    @Slot()
    def _on_asked_otherwise(self) -> None:
        """What was compared is not what an import would bring, or delete, now."""
        self.report = None
        self._show_usable()

    @Slot()
    def _show_usable(self) -> None:
        has_address = bool(self.url.text().strip())
        is_free = self._stop is None
        self.look.setEnabled(has_address and is_free)
        self.go.setEnabled(has_address and is_free and self.report is not None)
        self.go.setToolTip("" if self.report is not None else "Compare first.")
        self.cancel.setText("C&lose" if is_free else "&Stop")

    # Work

    @Slot()
    def compare(self) -> None:
        """Read all and tell what an import would do."""
        if self.look.isEnabled():
            self._start(is_trial=True)

    @Slot()
    def bring_in(self) -> None:
        """Do it."""
        if self.go.isEnabled():
            self._start(is_trial=False)

    def _start(self, *, is_trial: bool) -> None:
        url, typed, is_kept = self.url.text().strip(), self.token.text(), self.keep.isChecked()
        services, delete_gone = self._asker.session.ready, self.delete.isChecked()
        stop = self._stop = threading.Event()
        self._begun_with = self._wanted()
        told = partial(_tell, self._advanced)
        self._asker.session.layout_state.setValue(_URL, url)

        def work() -> RemoteReport:
            from jobdesk.operations.remote import import_remote
            from jobdesk.operations.remote_tokens import keep_token, kept_token

            client = RemoteClient(url, typed or kept_token(url), stop=stop)
            if is_kept and typed:
                keep_token(url, typed)
            return import_remote(
                services, client, told, is_trial=is_trial, delete_gone=delete_gone
            )

        self.banner.say("info", "Reading…" if is_trial else "Importing…")
        self.banner.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._show_usable()
        done, failed, drop = self.show_report, self._on_failed, stop.set
        run_in_background(
            self, work, done, store=STORE, name="remote", failed=failed, drop=drop
        )

    @Slot(str, int, int)
    def _on_advanced(self, what: str, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.banner.say("info", what, f"{done:,} of {of:,}")

    def show_report(self, report: RemoteReport) -> None:
        """Show what came, or would come."""
        self.report, self._stop = report, None
        self.bar.hide()
        kinds = [one for one in report.kinds.values() if one.there or one.gone]
        lines = [_line(one) for one in kinds] + [_refused(one) for one in report.refused]
        self.table.show_lines(lines)
        bold = "Imported." if report.is_done else f"{report.version}:"
        self.banner.say("warn" if report.refused else "info", bold, report.sentence)
        self.banner.show()
        if self._begun_with not in (None, self._wanted()):
            self.report = None  # asked otherwise while it was read
        self._show_usable()
        if report.is_done:
            messages.show(f"Imported from {report.url}: {report.sentence}")
            self.imported.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._stop = None
        self.bar.hide()
        self._show_usable()
        if isinstance(error, Stopped):
            self.banner.say("info", "Stopped.", str(error))
        elif isinstance(error, JobDeskError):
            self.banner.say("bad", "Not possible.", str(error))
        else:
            report_error(error)

    @Slot()
    def _on_cancel(self) -> None:
        if self._stop is None:
            self.reject()
        else:
            self._stop.set()
            self.banner.say("info", "Stopping…")

    # Qt overrides

    def done(self, result: int) -> None:
        """Who closes it stops it."""
        if self._stop is not None:
            self._stop.set()
        super().done(result)
        self.deleteLater()


def _tell(advanced: SignalInstance, what: str, done: int, of: int) -> None:
    """From the thread that reads."""
    advanced.emit(what, done, of)


def _line(one: KindCount) -> Line:
    numbers = (one.there, one.created, one.updated, one.unchanged, one.gone, one.refused)
    cells = [
        CellLook(f"{n:,}" if n else NOTHING, is_quiet=not n, is_right=True) for n in numbers
    ]
    return Line((CellLook(one.title, is_strong=True), *cells), tip=one.label)


def _refused(one: RefusedObject) -> Line:
    words = f"{one.name}: {one.reason}"
    empty = CellLook("")
    return Line((CellLook(words, problem=one.reason), *(empty,) * 6), tip=str(one))
