"""The output files of a run: look into them, open, drag out, save one or all."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui import messages
from jobdesk.ui.actions import new_action
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.actions import OPEN_FILE, REVEAL_FILE, SAVE_FILE, SAVE_FILES
from jobdesk.ui.runs.cells import PADDING_PX, CellDelegate
from jobdesk.ui.runs.files_model import FilesModel
from jobdesk.ui.runs.plain_files import is_program, opened, place_of
from jobdesk.ui.runs.preview import read_preview
from jobdesk.ui.runs.values.content import Content
from jobdesk.ui.runs.values.value_view import ValueView
from jobdesk.ui.runs.words import size_text
from jobdesk.ui.runs.zip_line import ZipLine
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.opening import open_folder
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.saving import STORE, ask_where, whole_file
from jobdesk.ui.widgets.section import EmptyState


class FilesPage(QWidget):
    """The files under the run's folder; nothing outside it is opened."""

    def __init__(self, home: Path, store: QSettings | None = None, no: int = 0) -> None:
        super().__init__()
        self._home = home
        self._store = store
        self._no = no
        self._previewed: RunFile | None = None
        self._model = FilesModel(home)
        self.table = QTableView()
        self.preview = ValueView("Preview", store, "runs/preview")
        self.preview.save.hide()  # "Save as" saves the whole file
        self.preview.copy.setToolTip("Copy what is shown here")
        self.problem = EmptyState()
        self.zip_line = ZipLine()
        self._right = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._about = ElidedLabel("", "cell", "text2")
        self.open = button("Open", icon="action/open", tip="Open with its program (Return)")
        self.reveal = button("Show in folder", tip="Open the folder it lies in")
        self.save = button("Save as…", icon="action/export", tip="Save a copy elsewhere")
        self.save_all = button(
            "Save all as zip…", icon="action/export", tip="Save all files in one zip"
        )
        self._build_table()
        self._build()
        self._connect()
        self._on_selection_changed()

    def _build_table(self) -> None:
        table = self.table
        table.setObjectName("plainTable")
        table.setModel(self._model)
        table.setAccessibleName("Files")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setDragEnabled(True)
        table.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(Theme.current().size("rowList"))
        table.setFont(Theme.current().font("body"))
        table.setItemDelegate(CellDelegate(table))
        head = table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        widest = table.fontMetrics().horizontalAdvance("000 bytes")
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(1, widest + 2 * PADDING_PX + 2)
        head.setHighlightSections(False)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(20, 8, 20, 8)
        tools.setSpacing(8)
        tools.addWidget(self._about, 1)
        for each in (self.open, self.reveal, self.save, self.save_all):
            tools.addWidget(each)
        left = QWidget()
        rows = QHBoxLayout(left)
        rows.setContentsMargins(10, 0, 10, 0)
        rows.addWidget(self.table)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(16, 8, 20, 12)
        around.addWidget(self.preview)
        self._right.addWidget(inner)
        self._right.addWidget(self.problem)
        for part in (left, self._right):
            self.splitter.addWidget(part)
            self.splitter.setCollapsible(self.splitter.indexOf(part), False)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([400, 600])
        remember_splitter(self.splitter, self._store, "runs/files_splitter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(hairline())
        column.addWidget(self.splitter, 1)
        column.addWidget(self.zip_line)
        hand_focus(self, self.table)

    def _connect(self) -> None:
        self.open.clicked.connect(self._on_open)
        self.reveal.clicked.connect(self._on_reveal)
        self.save.clicked.connect(self._on_save)
        self.save_all.clicked.connect(self._on_save_all)
        self.table.activated.connect(self._on_open)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_selection_changed)

    def show_files(self, files: Sequence[RunFile]) -> None:
        """Show these files."""
        chosen = self._current()
        self._model.show_files(files)
        size = size_text(sum(file.size for file in files))
        count = f"{len(files):,} file{'' if len(files) == 1 else 's'}"
        self._about.setText(f"{count}, {size}, kept until the run is deleted")
        self.save_all.setVisible(len(files) > 1)
        if files and not self.table.selectionModel().hasSelection():
            self.table.selectRow(self._model.row_of(chosen))
        self._on_selection_changed()

    def shut_down(self) -> None:
        """The page goes: what is being packed is given up."""
        self.zip_line.cancel()

    def focus_search(self) -> None:
        """Go to the search field of the preview."""
        self.preview.focus_search()

    # One file

    def _current(self) -> RunFile | None:
        return self._model.file(self.table.currentIndex().row())

    def _selected(self) -> Path | None:
        """Where the current file lies; says why when it cannot be used."""
        file = self._current()
        try:
            return None if file is None else place_of(self._home, file)
        except JobDeskError as error:
            messages.show_error(str(error))
            return None

    @Slot()
    def _on_selection_changed(self) -> None:
        has_file = self.table.selectionModel().hasSelection()
        for each in (self.open, self.reveal, self.save):
            each.setEnabled(has_file)
        file = self._current() if has_file else None
        if file is not None and file != self._previewed:
            self._previewed = file
            read = partial(read_preview, self._home, file)
            run_in_background(
                self, read, self._take, store="preview", name="preview", failed=self._say
            )

    def _take(self, content: Content) -> None:
        self.preview.show_content(content)
        self._right.setCurrentIndex(0)

    def _say(self, error: BaseException) -> None:
        if not isinstance(error, JobDeskError):
            report_error(error)
            return
        self.problem.say("No preview", str(error))
        self._right.setCurrentWidget(self.problem)

    @Slot()
    def _on_open(self) -> None:
        path = self._selected()
        if path is None:
            return
        if is_program(path):
            messages.show_error(
                f"{path.name} is a program that the run wrote; it is not started from here. "
                "Save a copy if you trust it."
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            messages.show_error(f"No program opens {path.name}; use Save as.")

    @Slot()
    def _on_reveal(self) -> None:
        path = self._selected()
        if path is not None:
            open_folder(path.parent)

    @Slot()
    def _on_save(self) -> None:
        file, path = self._current(), self._selected()
        if file is not None and path is not None:
            dialog = ask_where(self, f"Save {path.name}", path.name)
            dialog.fileSelected.connect(partial(self._save, file))

    def _save(self, file: RunFile, name: str) -> None:
        home, target = self._home, Path(name)

        def work() -> None:
            with (
                opened(home, file) as source,
                whole_file(target) as part,
                part.open("wb") as sink,
            ):
                shutil.copyfileobj(source, sink)

        def done(_: None) -> None:
            messages.show(f"Saved {target.name}.")

        run_in_background(self, work, done, store=STORE, task=f"Saving {target.name}")

    # All files

    @Slot()
    def _on_save_all(self) -> None:
        name = f"run-{self._no}-files.zip" if self._no else "files.zip"
        dialog = ask_where(self, "Save all files", name, ["Zip (*.zip)"])
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(self._on_zip_chosen)

    @Slot(str)
    def _on_zip_chosen(self, name: str) -> None:
        self.zip_line.start(self._home, self._model.files, Path(name))

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_file = self._current() is not None
        for command, slot, enabled in (
            (OPEN_FILE, self._on_open, has_file),
            (REVEAL_FILE, self._on_reveal, has_file),
            (SAVE_FILE, self._on_save, has_file),
            (SAVE_FILES, self._on_save_all, bool(self._model.files)),
        ):
            action = new_action(command, menu)
            action.setEnabled(enabled)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(self.table.viewport().mapToGlobal(point))
