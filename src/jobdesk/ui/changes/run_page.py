"""RunChanges: the tab "Changes" of a run, and of the preview of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.inventory.history.records import ChangeFilter, Outline
from jobdesk.models.records import ResultRecord
from jobdesk.ui.actions import ActionRegistry, add_entry
from jobdesk.ui.changes.action_chip import ActionChips
from jobdesk.ui.changes.actions import CONTEXT, EXPORT_CSV, EXPORT_JSON, REVERT
from jobdesk.ui.changes.detail_pane import DetailPane
from jobdesk.ui.changes.entry_menu import entries_text, offer_object, offer_revert
from jobdesk.ui.changes.exporting import ask_export
from jobdesk.ui.changes.filter_field import FilterField
from jobdesk.ui.changes.run_list import RunList
from jobdesk.ui.changes.run_model import RunModel
from jobdesk.ui.changes.source import ChangeSource
from jobdesk.ui.changes.words import count_of, nothing_words, outline_words
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.row_commands import FOLD, UNFOLD
from jobdesk.ui.widgets.row_menu import RowMenu
from jobdesk.ui.widgets.section import EmptyState

_LIST_PX, _DETAIL_PX = 432, 700


class RunChanges(QWidget):
    """Objects by kind at the left, the fields of one at the right.

    Signals:
        object_requested(str, str), run_requested(int): open it.
        revert_requested(object, object): take back what this filter means, or of it only the
            entries with these ids (a frozenset).
        outlined(object): the figures of all changes of the run (`Outline`).
    """

    object_requested = Signal(str, str)
    run_requested = Signal(int)
    revert_requested = Signal(object, object)
    outlined = Signal(object)

    def __init__(
        self, source: ChangeSource, no: int, store: QSettings | None, *, is_preview: bool
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._source = source
        self._all = ChangeFilter(result_no=no)
        self._is_preview = is_preview
        self._outline: Outline | None = None
        self._told = -1  # changes that the run is known to have made
        self._is_live = False
        self.empty = EmptyState()
        self.model = RunModel(source, self)
        self.list = RunList(self.model)
        self.detail = DetailPane(source, can_revert=not is_preview)
        self.detail.leave_run_out()
        self.chips = ActionChips()
        self.field = FilterField("Filter objects")
        self.said = ElidedLabel("", "cell", "text2")
        self.actions_here = ActionRegistry(self, CONTEXT)
        self._build(store)
        self._connect()

    def _build(self, store: QSettings | None) -> None:
        make = self.actions_here.make
        self.menu = RowMenu(self.list, self._offer, text=self._text_of, is_whole=False)
        tools = QHBoxLayout()
        tools.setContentsMargins(20, 8, 20, 8)
        tools.setSpacing(8)
        tools.addWidget(self.chips)
        tools.addWidget(self.field)
        tools.addWidget(self.said, 1)
        for command, slot in ((EXPORT_CSV, self._on_csv), (EXPORT_JSON, self._on_json)):
            tools.addWidget(
                action_button(make(command, slot), "ghost", command.words[-4:].strip())
            )
        self.revert = action_button(make(REVERT, self._on_revert))
        self.revert.setVisible(not self._is_preview)
        tools.addWidget(self.revert)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes([_LIST_PX, _DETAIL_PX])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        remember_splitter(self.splitter, store, "changes/run")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(hairline())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        hand_focus(self, self.list)

    def _connect(self) -> None:
        self.chips.changed.connect(self._on_filter_changed)
        self.field.wanted.connect(self._on_filter_changed)
        self.model.outlined.connect(self._on_outlined)
        self.model.grown.connect(self._on_grown)
        self.model.failed.connect(self._on_failed)
        self.model.rows_read.connect(self._on_rows_read)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.opened.connect(self._on_opened)
        self.detail.object_requested.connect(self.object_requested)
        self.detail.run_requested.connect(self.run_requested)
        self.detail.revert_requested.connect(self._on_revert_one)

    def show_run(
        self, record: ResultRecord, committed: int = 0, *, is_one_transaction: bool = False
    ) -> None:
        """Read the changes where their number is another one than shown.

        Args:
            record: the run.
            committed: while it is live, how many changes it has committed.
            is_one_transaction: it commits at its end only.
        """
        was_live, self._is_live = self._is_live, not record.status.is_ready
        told = committed if self._is_live else sum((record.changes or {}).values())
        if told:
            self._stack.setCurrentWidget(self.splitter)
        else:
            self.empty.say(*nothing_words(record, is_one_transaction=is_one_transaction))
            self._stack.setCurrentWidget(self.empty)
        if told == self._told and was_live == self._is_live:
            return
        has_grown = was_live and self._told > 0
        self._told = told
        if told:
            self.model.ask(self.wanted, has_grown=has_grown and self._is_live)
        self._show_usable()

    def refresh(self) -> None:
        """Read the changes again."""
        self.model.ask(self.wanted)

    @property
    def wanted(self) -> ChangeFilter:
        """What is shown."""
        checked, text = self.chips.checked, self.field.text().strip()
        return replace(self._all, actions=checked, text=text)

    @property
    def counts(self) -> str:
        """For the status line."""
        return "" if self._outline is None else count_of(self._outline.total, "change")

    @Slot()
    def _on_failed(self) -> None:
        self._told = -1  # read again with the next news of the run

    # What the user does

    @Slot()
    def focus_search(self) -> None:
        """Type in the filter."""
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def _on_filter_changed(self) -> None:
        self.refresh()

    @Slot()
    def _on_grown(self) -> None:
        self._show_figures()
        if self.list.current_row < 0 and self.model.grouped.count > 1:
            self.list.choose(1)

    @Slot()
    def _on_outlined(self) -> None:
        self._show_figures()
        self.detail.show_row(None)
        if self.model.grouped.count > 1:
            self.list.choose(1)

    def _show_figures(self) -> None:
        found = self.model.grouped.outline
        if self.model.wanted == self._all:
            self._outline = found
            self.chips.show_counts(found)
            self.outlined.emit(found)
        elif not self.chips.checked:
            self.chips.show_counts(found)
        shown = outline_words(found) if found.total else "nothing fits"
        self.said.setText("" if self.model.wanted == self._all else f"{shown}")
        self._show_usable()

    def _show_usable(self) -> None:
        total = 0 if self._outline is None else self._outline.total
        self.detail.hold_revert("The run has not ended." if self._is_live else "")
        if self._is_live:
            self.actions_here.disable(REVERT.name, "The run has not ended.")
        elif total:
            self.actions_here.enable(REVERT.name)
        else:
            self.actions_here.disable(REVERT.name, "This run changed nothing.")

    @Slot(int, int)
    def _on_rows_read(self, first: int, last: int) -> None:
        if first <= self.list.current_row <= last:
            self._show_current()

    @Slot()
    def _on_current_changed(self) -> None:
        self._show_current()

    def _show_current(self) -> None:
        row = self.list.entry(self.list.current_row)
        if row is not None:
            self.detail.show_row(row)

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        entry = self.list.entry(row)
        if entry is not None:
            self.object_requested.emit(entry.model, entry.object_id)
        else:
            self.list.toggle(row)

    def _text_of(self, chosen: Sequence[int]) -> str:
        """The entries that are read, for the clipboard; one alone with its fields."""
        rows = [one for row in chosen if (one := self.list.entry(row))]
        return entries_text(rows, self.detail)

    def _offer(self, menu: QMenu) -> None:
        row = self.list.current_row
        entry = self.list.entry(row)
        if entry is not None:
            offer_object(menu, entry, self.detail, self.object_requested)
            if not self._is_preview:
                offer_revert(menu, partial(self._on_revert_one, entry.id))
        elif self.model.grouped.head(row) is not None:
            is_folded = self.model.grouped.is_folded(self.model.grouped.place(row).kind)
            command = UNFOLD if is_folded else FOLD
            add_entry(menu, command, partial(self.list.toggle, row))
        menu.addSeparator()
        self.actions_here.fill(menu, EXPORT_CSV.name, EXPORT_JSON.name)

    @Slot()
    def _on_csv(self) -> None:
        self._export("csv")

    @Slot()
    def _on_json(self) -> None:
        self._export("json")

    def _export(self, form: str) -> None:
        name = f"run-{self._all.result_no}-changes.{form}"
        ask_export(self, name, partial(self._source.export, self.wanted, form))

    @Slot()
    def _on_revert(self) -> None:
        self.revert_requested.emit(self._all, frozenset[str]())

    @Slot(str)
    def _on_revert_one(self, change_id: str) -> None:
        self.revert_requested.emit(self._all, frozenset({change_id}))
