"""What can be done on the Jobs page: its actions, menus and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.jobs import actions
from jobdesk.ui.jobs.admin_actions import DELETE
from jobdesk.ui.jobs.admin_menu import CODE_IS_THERE, add_admin_entries
from jobdesk.ui.jobs.columns_menu import ColumnsMenu
from jobdesk.ui.jobs.menu import JobMenu, JobMenuWords

if TYPE_CHECKING:
    from jobdesk.ui.jobs.page import JobsPage


class PageActions(QObject):
    """Acts on the jobs that are selected, or on the one that was asked for."""

    def __init__(self, page: JobsPage) -> None:
        super().__init__(page)
        self._page = page
        self.registry = ActionRegistry(page, actions.JOBS)
        make = self.registry.make
        make(actions.COLUMNS_MENU, self.show_columns_menu)
        make(actions.COLUMNS_RESET, page.table.header.reset_columns)
        make(actions.FOLD_ALL, self.fold_all)
        make(actions.OPEN_ALL, self.open_all)
        make(actions.FAVOURITE, self.star_selected)
        make(actions.LABELS, self.open_labels)
        make(actions.TILES, self.toggle_tiles)
        make(actions.FILTER_HELP, page.filter.open_help)
        for command, work in (
            (actions.PREVIEW, self.preview_selected),
            (actions.SETTINGS, self.open_settings),
            (DELETE, self.delete_selected),
        ):
            action = make(command, work, on=page.table)
            page.tiles.addAction(action)

    def head_actions(self) -> tuple[QAction, ...]:
        """Those with a button at the head of the page."""
        return (self.registry["jobs.tiles"], self.registry["jobs.columns"])

    # Jobs

    def _keys(self, key: str) -> list[str]:
        """The selected jobs when `key` is one of them, else `key` alone; files are none."""
        rows = self._page.view.selected_rows()
        if any(row.key == key for row in rows):
            return [row.key for row in rows if row.record is not None]
        return [key] if self._page.record(key) is not None else []

    def _chosen(self) -> list[str]:
        """The selected jobs; the current one where none is."""
        keys = self._page.view.selected_keys() or [self._page.view.current_key()]
        return [one for one in keys if self._page.record(one) is not None]

    @Slot()
    def open_settings(self) -> None:
        """Open the settings of the selected job, or of all selected jobs together."""
        keys = self._chosen()
        if len(keys) > 1:
            self._page.commands.admin.bulk_requested.emit(keys)
        elif keys:
            self._page.settings_requested.emit(keys[0])

    @Slot()
    def delete_selected(self) -> None:
        """Ask what becomes of the record of the selected job, or say why it stays."""
        records = [self._page.record(key) for key in self._chosen()]
        if len(records) != 1 or records[0] is None:
            messages.show("Choose one job: records are deleted one by one.")
        elif records[0].installed:
            messages.show(f"{records[0].name}: {CODE_IS_THERE}")
        else:
            self.open_deletion(str(records[0].id))

    @Slot(str)
    def open_deletion(self, key: str) -> None:
        """Ask what becomes of the record of a job whose code is gone."""
        self._page.commands.admin.delete_requested.emit(key)

    @Slot(str)
    def switch(self, key: str) -> None:
        """Enable or disable."""
        record = self._page.record(key)
        if record is not None:
            self._page.commands.switch(self._keys(key), on=not record.enabled)

    @Slot(str, bool)
    def review(self, key: str, keep_inputs: bool) -> None:
        """Enable a job after its code was read."""
        self._page.commands.review(key, keep_inputs=keep_inputs)

    @Slot(str)
    def run(self, key: str) -> None:
        """Open the run dialog, or say why not."""
        self._open_dialog(key, self._page.run_requested)

    @Slot(str)
    def preview(self, key: str) -> None:
        """Open the run dialog for a preview, or say why not."""
        self._open_dialog(key, self._page.preview_requested)

    @Slot()
    def preview_selected(self) -> None:
        """Preview the current job."""
        self.preview(self._page.view.current_key())

    def _open_dialog(self, key: str, asked: SignalInstance) -> None:
        record = self._page.record(key)
        if record is None:
            return
        if record.runnable:
            self._page.shelf.note_used(key)
            asked.emit(key)
        else:
            messages.show(record.not_runnable_reason)

    @Slot(str)
    def star(self, key: str) -> None:
        """Give this job a star or take it away."""
        if self._page.record(key) is not None:
            self._page.shelf.toggle_favourites([key])

    @Slot()
    def star_selected(self) -> None:
        """Give the selected jobs a star or, when all have one, take it away."""
        keys = self._chosen()
        if keys:
            self._page.shelf.toggle_favourites(keys)
        else:
            messages.show("Choose a job first.")

    @Slot()
    def open_labels(self) -> None:
        """Edit the labels of the selected jobs."""
        from jobdesk.ui.jobs.labels_editor import LabelsEditor

        page = self._page
        keys = self._chosen()
        if not keys or page.session.services is None:
            messages.show("Choose a job first.")
            return
        rows = [page.data.by_key[key] for key in keys]
        LabelsEditor(page.session, rows, page.data.labels, page).open_at(page.view)

    # The whole page

    @Slot()
    def refresh(self) -> None:
        """Read the job files again."""
        if self._page.session.services is not None:
            self._page.commands.refresh()

    @Slot()
    def say_refreshing(self) -> None:
        """The job files are being read."""
        self._page.head.show_refreshing(is_on=True)

    @Slot()
    def say_refreshed(self) -> None:
        """The job files have been read."""
        self._page.head.show_refreshing(is_on=False)

    @Slot()
    def fold_all(self) -> None:
        """Show headings only."""
        self._page.view.fold_all()

    @Slot()
    def open_all(self) -> None:
        """Show the jobs of all groups."""
        self._page.view.open_all()

    @Slot(bool)
    def toggle_tiles(self, is_on: bool) -> None:
        """Show tiles or the table."""
        self._page.show_tiles(is_on=is_on)

    # Menus

    @Slot(str, QPoint)
    def open_menu(self, key: str, position: QPoint) -> None:
        """The menu of a job; of a heading or the ground, that of the page."""
        self.make_menu(key).popup(position)

    def make_menu(self, key: str) -> QMenu:
        """The menu of a job, or of the page."""
        record = self._page.record(key)
        if record is None:
            return self._page_menu()
        page, keys = self._page, self._keys(key)
        words = JobMenuWords(is_favourite=key in page.shelf.favourites, number=len(keys))
        menu = JobMenu(record, page, words)
        menu.run_requested.connect(self.run)
        menu.preview_requested.connect(self.preview)
        menu.toggle_requested.connect(self.switch)
        menu.star_requested.connect(self.star_selected)
        menu.labels_requested.connect(self.open_labels)
        menu.code_requested.connect(page.code_requested)
        menu.settings_requested.connect(page.settings_requested)
        chosen = [page.record(one) for one in keys]
        add_admin_entries(menu, [one for one in chosen if one is not None], page.commands)
        return menu

    def _page_menu(self) -> QMenu:
        menu = QMenu(self._page)
        self.registry.fill(menu, "jobs.fold_all", "jobs.open_all", "", "jobs.tiles")
        menu.addMenu(self._columns_menu("", menu))
        return menu

    def _columns_menu(self, column: str, parent: QMenu | None = None) -> ColumnsMenu:
        menu = ColumnsMenu(self._page.table.header, column, parent)
        menu.sorting_chosen.connect(self._page.set_sorting)
        return menu

    @Slot(str, QPoint)
    def open_columns_menu(self, column: str, position: QPoint) -> None:
        """The menu of a column, or of all."""
        self._columns_menu(column).popup(position)

    @Slot()
    def show_columns_menu(self) -> None:
        """The menu of all columns, by key or button."""
        head = self._page.head
        self._columns_menu("").popup(
            head.mapToGlobal(QPoint(head.width() - 280, head.height()))
        )
