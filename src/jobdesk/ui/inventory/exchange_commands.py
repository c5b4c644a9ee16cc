"""ExchangeCommands: objects into files and back, from another system, or invented."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from jobdesk.errors import JobDeskError
from jobdesk.inventory.desk.records import GridRow
from jobdesk.ui import messages
from jobdesk.ui.inventory import exchange_actions as declared
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.kind_list import KindList
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.long_work import LongWork, Progress

if TYPE_CHECKING:
    from jobdesk.inventory.exchange.report import ImportReport
    from jobdesk.inventory.sample.sizes import SampleReport
    from jobdesk.operations.exchange import ExportRequest
    from jobdesk.ui.actions import ActionRegistry

FILTERS = {"csv": "CSV (*.csv)", "json": "JSON (*.json)", "yaml": "YAML (*.yaml *.yml)"}
_FOLDER = "inventory/exchange_folder"


class ExchangeCommands(QObject):
    """What the menu of import and export does. Main thread only.

    Signals:
        changed(): the inventory has other objects now.
    """

    changed = Signal()

    def __init__(self, shown: KindList, asker: Asker, edits: InventoryEdits) -> None:
        super().__init__(edits)
        self._edits = edits
        self._source = ""  # the name of the file that is brought in
        self._list, self._view, self._asker = shown, shown.grid, asker
        self._request: ExportRequest | None = None

    def make_actions(self, registry: ActionRegistry) -> None:
        """Put them into the registry of the page."""
        registry.make(declared.IMPORT, self.import_file)
        registry.make(declared.EXPORT, self.export)
        registry.make(declared.EXPORT_SELECTED, self.export_selected)
        registry.make(declared.REMOTE, self.import_remote)
        registry.make(declared.SAMPLE, self.make_sample)
        registry.make(declared.MORE, self._open_menu)
        self._registry = registry

    @Slot()
    def _open_menu(self) -> None:
        view, menu = self._view, QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        self._registry.fill(menu, *declared.MENU)
        corner = QPoint(view.width() - menu.sizeHint().width(), 0)
        menu.popup(view.mapToGlobal(corner))

    # Import

    @Slot()
    def import_file(self) -> None:
        """Ask for a file, then show what it would do."""
        if self._list.shape is None:
            return
        dialog = QFileDialog(self._view.window(), "Import")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = "*.csv *.tsv *.json *.yaml *.yml"
        dialog.setNameFilters([f"Objects ({endings})", "All files (*)"])
        dialog.setDirectory(self._folder())
        dialog.fileSelected.connect(self.open_import)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def open_import(self, name: str) -> None:
        """Show what the objects of a file would do."""
        from jobdesk.ui.inventory.exchange_import import ImportDialog

        shape = self._list.shape
        if shape is None:
            return
        self._keep_folder(Path(name))
        self._source = Path(name).name
        dialog = ImportDialog(shape.kind, Path(name), self._asker, self._view.window())
        dialog.imported.connect(self._on_imported)
        dialog.show()

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        if report.created or report.updated:
            self._edits.remember(f"import of {self._source}", report.step, report.sentence)
        else:
            messages.show(report.sentence)
        self.changed.emit()

    @Slot()
    def import_remote(self) -> None:
        """Ask for the address of another system."""
        from jobdesk.ui.inventory.exchange_remote import RemoteDialog

        dialog = RemoteDialog(self._asker, self._view.window())
        dialog.imported.connect(self.changed)
        dialog.show()

    # Export

    @Slot()
    def export(self) -> None:
        """Ask where all objects of the list go."""
        self._ask_file(())

    @Slot()
    def export_selected(self) -> None:
        """Ask where the selected ones go."""
        query = self._list.query
        if query is None or not self._view.selected_count():
            messages.show("Select rows first, or export the list.")
            return
        work = partial(questions.rows_between, query, self._view.spans())
        self._asker.ask(self, "rows to export", work, partial(self._take_rows, query.kind))

    def _take_rows(self, kind: str, rows: Sequence[GridRow]) -> None:
        query = self._list.query
        if query is not None and query.kind == kind:  # else another list is shown by now
            self._ask_file(tuple(row.key for row in rows))

    def _ask_file(self, keys: tuple[str, ...]) -> None:
        from jobdesk.operations.exchange import ExportRequest

        shape, query = self._list.shape, self._list.query
        if shape is None or query is None:
            return
        self._request = ExportRequest(
            shape.kind.label, tuple(query.terms), keys, sort=query.sort
        )
        dialog = QFileDialog(self._view.window(), f"Export {shape.kind.plural}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(FILTERS.values()))
        dialog.setDefaultSuffix("csv")
        dialog.setDirectory(self._folder())
        dialog.selectFile(f"{shape.kind.plural.lower().replace(' ', '-')}.csv")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export_to(self, name: str) -> None:
        """Write what was asked for; the status line tells how far it is, and stops it."""
        from jobdesk.inventory.exchange.documents import Format, format_of
        from jobdesk.operations.exchange import export_file

        request, file = self._request, Path(name)
        if request is None:
            return
        try:
            form: Format = format_of(file)
        except JobDeskError as error:
            messages.show_error(str(error))
            return
        self._keep_folder(file)
        services = self._asker.session.ready

        def work(progress: Progress) -> int:
            return export_file(services, request, file, form, progress)

        def done(count: int) -> None:
            messages.show(f"{file.name} holds {count:,} objects.")

        LongWork(f"Writing {file.name}", work, done, f"{file.name} was not written.", self)

    # Sample

    @Slot()
    def make_sample(self) -> None:
        """Fill an empty inventory with an invented network."""
        from jobdesk.operations.sample_inventory import install_sample_inventory

        services = self._asker.session.ready

        def work(progress: Progress) -> SampleReport:
            return install_sample_inventory(services, progress=progress)

        stopped = "No sample network was made."
        LongWork("Making a sample network", work, self._take_sample, stopped, self)

    def _take_sample(self, report: SampleReport) -> None:
        counts = dict(report.counts)
        messages.show(
            f"Made {counts['devices']:,} devices at {counts['locations']:,} locations; "
            f"wrong on purpose: {'; '.join(report.faults[:2])} and more."
        )
        self.changed.emit()

    # Folder

    def _folder(self) -> str:
        kept = str(self._asker.session.layout_state.value(_FOLDER, QDir.homePath()))
        return kept if QFileInfo(kept).isDir() else QDir.homePath()

    def _keep_folder(self, file: Path) -> None:
        self._asker.session.layout_state.setValue(_FOLDER, str(file.parent))
