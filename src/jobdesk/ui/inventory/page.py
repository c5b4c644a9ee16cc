"""InventoryPage: kinds at the left, the list with its filter, the detail at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from jobdesk.inventory.desk.records import KindGroup, KindShape
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.inventory import actions as commands
from jobdesk.ui.inventory import questions, row_actions, terms
from jobdesk.ui.inventory.choices import Choices
from jobdesk.ui.inventory.commands import InventoryCommands
from jobdesk.ui.inventory.connecting import CableCommands
from jobdesk.ui.inventory.detail_pane import DetailPane
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.exchange_actions import MORE as EXCHANGE
from jobdesk.ui.inventory.exchange_commands import ExchangeCommands
from jobdesk.ui.inventory.file_news import NEWS_MS, FileNews
from jobdesk.ui.inventory.kind_list import KindList, plural_of
from jobdesk.ui.inventory.kinds_menu import give_menu
from jobdesk.ui.inventory.kinds_tree import KindsTree
from jobdesk.ui.inventory.new_inventory import NewInventory
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.remembering import remember_splitter

if TYPE_CHECKING:
    from jobdesk.ui.session import Session

_COUNTS_MS = 120  # counts come after the list that somebody waits for
_DETAIL_MS = 60  # who walks through the list reads where one stops


class InventoryPage(QWidget):
    """Browse and edit the network that jobs work on.

    Signals:
        counts_changed(str): `118 of 512 devices, 1 selected`, for the status line.
        run_requested(int, int): show a run, at a line of its log; -1 for none.
        object_requested(str, str): open an object in a tab: kind, key.
    """

    counts_changed = Signal(str)
    run_requested = Signal(int, int)
    object_requested = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.asker = Asker(session)
        self.choices = Choices(session.layout_state)
        self.edits = InventoryEdits(self.asker, self)
        self.typed_edits = self.edits.stack  # for undo, see `edit_history`
        self.are_edits_own = True
        self.counts = ""
        self._is_filled = False
        self._awaited: tuple[str, Sequence[Term], str] | None = None  # until the tree is there
        self._is_stale = False
        # Parts are made where they stay: what is moved when it is finished is styled once more.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._side = QWidget(self.splitter)
        self.tree = KindsTree(self._side)
        self.list = KindList(self.asker, self.choices, self.splitter)
        self.model, self.grid, self.filter = self.list.model, self.list.grid, self.list.filter
        self.source = self.list.source
        self.commands = InventoryCommands(self.list, self.asker, self.edits, self)
        self.cabling = CableCommands(self.list, self.asker, self.edits)
        self.exchange = ExchangeCommands(self.list, self.asker, self.edits)
        self.actions_here = ActionRegistry(self, commands.CONTEXT)
        self._make_actions()
        self.detail = DetailPane(self.asker, self.actions_here, self.splitter)
        self._file_news = FileNews(self)
        self._news = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._counting = QTimer(self, singleShot=True, interval=_COUNTS_MS)
        self._resting = QTimer(self, singleShot=True, interval=_DETAIL_MS)
        self._build()
        self._connect()
        self._show_usable()

    # Building

    def _make_actions(self) -> None:
        make, on = self.actions_here.make, self.grid
        make(commands.ADD, self.commands.add)
        make(commands.CLONE, self.commands.clone)
        make(commands.EDIT, self.commands.edit)
        make(commands.EDIT_CELL, self.grid.edit_current)
        make(commands.CONNECT, self.cabling.connect_current)
        make(commands.DELETE, self.commands.delete, on=on)
        make(commands.OPEN, self._on_open, on=on)
        make(commands.SHOW, self._on_show)
        make(commands.FOLLOW, self._on_follow, on=on)
        make(commands.REFRESH, self.refresh)
        make(commands.COPY, self.commands.copy, on=on)
        make(commands.COPY_CELL, self.commands.copy_cell, on=on)
        make(commands.FILTER_BY, self.list.filter_by_cell, on=on)
        make(commands.TO_TREE, self._on_to_tree)
        make(commands.TO_GRID, self.list.focus_grid)
        make(commands.TO_DETAIL, self._on_to_detail)
        self.exchange.make_actions(self.actions_here)
        self.tree_menu = give_menu(self.tree, self.actions_here)

    def _build(self) -> None:
        self.list.build(
            self.actions_here, action_button(self.actions_here[EXCHANGE.name], "icon", text="")
        )
        self.list.offer_start(NewInventory(self.actions_here))
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 8, 0, 0)
        side.addWidget(self.tree)
        for part in (self._side, self.list, self.detail):
            self.splitter.addWidget(part)
        self._side.setMinimumWidth(150)
        self.detail.setMinimumWidth(280)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([196, 668, 364])
        remember_splitter(self.splitter, self.choices.store, "inventory/splitter")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.tree.kind_chosen.connect(self.show_kind)
        self.tree.folds_changed.connect(self._on_folds_changed)
        lists = self.list
        lists.kind_shown.connect(self._on_kind_shown)
        lists.emptied.connect(self._on_emptied)
        lists.counted.connect(self._tell_counts)
        lists.way_out_chosen.connect(self._on_way_out)
        lists.unreadable.again.connect(self._on_again)
        grid = self.grid
        grid.row_chosen.connect(self._on_row_chosen)
        grid.selection_changed.connect(self._on_selection_changed)
        grid.show_requested.connect(self._on_show)
        grid.form_requested.connect(self.commands.edit_field)
        grid.cable_requested.connect(self.cabling.connect_current)
        grid.customContextMenuRequested.connect(self._on_menu)
        detail = self.detail
        detail.object_requested.connect(self.show_object)
        detail.list_requested.connect(self.show_related)
        detail.run_requested.connect(self.run_requested)
        detail.edit_requested.connect(self.commands.edit_field)
        detail.menu_requested.connect(self._on_detail_menu)
        detail.connect_requested.connect(self.cabling.connect_port)
        detail.shown.connect(self._show_usable)
        detail.reverted.connect(self.refresh)
        self.edits.changed.connect(self._on_edited)
        self.commands.made.connect(self._on_made)
        self.exchange.changed.connect(self._on_edited)
        self._news.timeout.connect(self.refresh)
        self._counting.timeout.connect(self._count)
        self._resting.timeout.connect(self._on_rested)
        self._session.results_changed.connect(self._on_news)
        self._file_news.changed.connect(self._on_news)
        self._file_news.known.connect(self.refresh)

    # Kinds

    def _fill(self) -> None:
        """Read the tree, then the kind that was looked at last."""
        if self._is_filled or self._session.services is None:
            return
        self._is_filled = True
        self.list.expect()
        self.asker.ask(self, "tree", questions.tree, self._take_tree, self.list.fail)

    @Slot()
    def _on_again(self) -> None:
        self._is_filled = False
        self._fill()

    def _take_tree(self, groups: Sequence[KindGroup]) -> None:
        self.tree.show_groups(groups, self.choices.folded)
        kind = self.choices.kind
        if self._awaited is not None:
            self.show_list(*self._awaited)
        else:
            self.show_kind(kind if kind in self.tree.labels else "dcim.device")

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Show the list of a kind, as it was left."""
        kept = terms.read_terms(self.choices.of(kind).filter)
        self.show_list(kind, kept)

    def show_list(self, kind: str, wanted: Sequence[Term], key: str = "") -> None:
        """Show a list narrowed down to these terms, with an object current."""
        self._awaited = None if self.tree.labels else (kind, wanted, key)
        if self._awaited is not None:  # the tree is being read; it comes first
            return
        self.choices.keep_kind(kind)
        self.tree.choose(kind)
        self.list.show_list(kind, wanted, key)

    @property
    def shape(self) -> KindShape | None:
        """The kind that is shown."""
        return self.list.shape

    @Slot(object)
    def _on_kind_shown(self, shape: KindShape) -> None:
        self.commands.shape = shape
        self._show_usable()
        self._counting.start()

    @Slot()
    def _on_emptied(self) -> None:
        self.detail.show_object("", "")

    @Slot()
    def _count(self) -> None:
        labels = self.tree.labels
        work = partial(questions.counts, labels)
        self.asker.ask(self, "counts", work, self._take_counts, where=questions.COUNTS)

    def _take_counts(self, counts: Mapping[str, int]) -> None:
        self.tree.show_counts(counts)
        self._tell_counts()

    @Slot()
    def _tell_counts(self) -> None:
        shape = self.shape
        if shape is None:
            return
        whole, shown = self.tree.count(shape.kind.label), self.source.total
        number = f"{shown:,}" if self.source.is_counted else "counting"
        if self.source.is_counted and whole is not None and whole != shown:
            number = f"{shown:,} of {whole:,}"
        self.list.number.setText(number)
        chosen = self.grid.selected_count()
        words = f"{number} {plural_of(shape)}"
        self.counts = f"{words}, {chosen:,} selected" if chosen else words
        self.counts_changed.emit(self.counts)

    # News

    @Slot()
    def refresh(self) -> None:
        """Read what is shown again; it stays where it is meanwhile."""
        self._is_stale = False
        self._news.stop()  # what it tells of is read now
        self.list.refresh()
        self.detail.refresh()
        self._counting.start()

    @Slot()
    def _on_news(self) -> None:
        """A run has ended or begun: it may have changed something."""
        if not self.isVisible():
            self._is_stale = True
        elif not self._news.isActive():  # under a stream of news it looks too
            self._news.start()

    @Slot()
    def _on_edited(self) -> None:
        self._file_news.know()  # then it is read, and is no news any more

    @Slot(str)
    def _on_made(self, key: str) -> None:
        if self.shape is not None:
            self.show_list(self.shape.kind.label, self.filter.terms, key)

    @Slot()
    def _on_folds_changed(self) -> None:
        self.choices.keep_folded(self.tree.folded())

    @Slot()
    def _on_way_out(self) -> None:
        if self.filter.is_filtering:
            self.filter.clear()
        elif self.shape is not None and not self.model.rowCount():
            self.commands.add()
        else:
            self.refresh()

    # Objects

    @Slot(str, str)
    def show_object(self, kind: str, key: str) -> None:
        """Show an object in the list of its kind."""
        self.show_list(kind, (), key)

    @Slot(str, str, str)
    def show_related(self, kind: str, parameter: str, key: str) -> None:
        """Show the objects of a kind that refer to one by this parameter."""
        detail = self.detail.detail
        name = detail.name if detail is not None and detail.key == key else key
        self.show_list(kind, [Term(parameter, "=", name or key, key)])

    @Slot(str)
    def _on_row_chosen(self, key: str) -> None:
        del key
        self._resting.start()
        self._show_usable()

    @Slot()
    def _on_rested(self) -> None:
        row = self.grid.current_row()
        if row is not None and self.shape is not None:
            self.detail.show_object(self.shape.kind.label, row.key)

    @Slot()
    def _on_selection_changed(self) -> None:
        self._tell_counts()
        self._show_usable()

    @Slot()
    def _show_usable(self) -> None:
        why_no_cable = self.cabling.why_not(self.detail.detail)
        has_row = self.grid.current_row() is not None
        row_actions.show_usable(
            self.actions_here, why_no_cable, has_row=has_row, has_list=self.shape is not None
        )

    @Slot()
    def _on_open(self) -> None:
        row = self.grid.current_row()
        if row is not None and self.shape is not None:
            self.object_requested.emit(self.shape.kind.label, row.key)

    @Slot()
    def _on_show(self) -> None:
        self.detail.focus_front()

    @Slot()
    def _on_follow(self) -> None:
        value = self.model.value(self.grid.currentIndex())
        if value is not None and len(value.references) == 1:
            self.show_object(value.references[0].kind, value.references[0].key)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        self._open_menu(self.grid.viewport().mapToGlobal(point))

    @Slot(QPoint)
    def _on_detail_menu(self, point: QPoint) -> None:
        self._open_menu(point)

    def _open_menu(self, point: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def make_menu(self) -> QMenu:
        """All that can be done with what is selected."""
        menu = row_actions.make_menu(self, self.actions_here, self.commands.copy_as)
        if self.grid.selected_count() == 1:
            self.detail.buttons.fill_menu(menu)
        return menu

    # The keyboard

    @Slot()
    def focus_search(self) -> None:
        """Ctrl+F goes to the filter."""
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_to_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_to_detail(self) -> None:
        self.detail.focus_front()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is shown first, or what happened while the page was hidden."""
        super().showEvent(event)
        self._fill()
        if self._is_stale:
            self._news.start()
        if self._session.services is not None:
            self._file_news.watch(self._session.services.paths.inventory_db)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen."""
        super().hideEvent(event)
        self._file_news.rest()
        for timer in (self._news, self._resting):
            if timer.isActive():
                timer.stop()
                self._is_stale = True
