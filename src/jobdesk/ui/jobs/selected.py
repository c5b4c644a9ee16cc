"""The commands for all selected jobs, and where they are offered: pane, bar, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from jobdesk.ui.actions import command_of, set_usable
from jobdesk.ui.jobs.admin_actions import (
    CLEAR_SELECTION,
    DISABLE_MANY,
    ENABLE_MANY,
    OVERRIDE_MANY,
)
from jobdesk.ui.jobs.selection_pane import SelectionBar, SelectionPane
from jobdesk.ui.jobs.words import count_of

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord
    from jobdesk.ui.jobs.page import JobsPage

_FEW = "Select several jobs first (Ctrl or Shift and a click, Ctrl+A)."


class SelectedJobs(QObject):
    """Watches what is selected in table or tiles."""

    def __init__(self, page: JobsPage) -> None:
        super().__init__(page)
        self._page = page
        self.records: list[JobRecord] = []  # of the selected jobs, when there are several
        make = page.asked.registry.make
        self._enable = make(ENABLE_MANY, self.enable)
        self._disable = make(DISABLE_MANY, self.disable)
        self._override = make(OVERRIDE_MANY, self.override)
        self._clear = make(CLEAR_SELECTION, self.clear, on=page.table)
        page.tiles.addAction(self._clear)
        offered = (
            self._enable,
            self._disable,
            self._override,
            page.asked.registry["jobs.labels"],
        )
        self.pane = SelectionPane(offered, self._clear)
        self.bar = SelectionBar(offered, self._clear)
        for view in page.each_view():
            view.selection_changed.connect(self.look)
        self._say_actions()

    @property
    def words(self) -> str:
        """`12 selected`; empty while there are not several."""
        return f"{len(self.records):,} selected" if self.records else ""

    @Slot()
    def look(self) -> None:
        """See what is selected now."""
        page = self._page
        records = [row.record for row in page.view.selected_rows() if row.record is not None]
        records = records if len(records) > 1 else []
        if not records and not self.records:
            return
        self.records = records
        self._say()

    def _say(self) -> None:
        records = self.records
        if records:
            self.pane.show_records(records)
            self.bar.show_records(records)
        self._page.detail.show_many(self.pane if records else None)
        self.place()
        self._say_actions()
        self._page.say_counts()

    def place(self) -> None:
        """The bar is there while the pane is not."""
        has_pane = self._page.detail.isVisibleTo(self._page)
        self.bar.setVisible(bool(self.records) and not has_pane)

    def _say_actions(self) -> None:
        number, what = len(self.records), count_of(len(self.records), "job")
        are_on = sum(record.enabled for record in self.records)
        few = "" if self.records else _FEW
        all_on = f"All {number:,} are enabled." if are_on == number else ""
        none_on = "" if are_on else f"None of the {number:,} is enabled."
        for action, verb, reason in (
            (self._enable, f"&Enable {what}", few or all_on),
            (self._disable, f"&Disable {what}", few or none_on),
            (self._override, f"&Override {what}…", few),
            (self._clear, "Clear selection", few),
        ):
            _name(action, verb if self.records else "")
            set_usable(action, reason)

    # What is asked

    def _keys(self) -> list[str]:
        return [str(record.id) for record in self.records]

    @Slot()
    def enable(self) -> None:
        """Enable all of them; their code counts as reviewed."""
        self._page.commands.switch(self._keys(), on=True)

    @Slot()
    def disable(self) -> None:
        """Disable all of them."""
        self._page.commands.switch(self._keys(), on=False)

    @Slot()
    def override(self) -> None:
        """Open their settings together."""
        self._page.commands.admin.bulk_requested.emit(self._keys())

    @Slot()
    def clear(self) -> None:
        """Only the current job stays selected."""
        view = self._page.view
        if not view.choose(view.current_key()):
            view.choose_first()
        view.setFocus()


def _name(action: QAction, words: str) -> None:
    command = command_of(action)
    action.setText(words or (command.text if command is not None else ""))
