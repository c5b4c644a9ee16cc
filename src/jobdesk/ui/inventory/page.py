"""InventoryPage: kinds at the left, the list with its filter, the detail at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.inventory.desk.records import (
    GridPage,
    GridQuery,
    KindGroup,
    KindShape,
)
from jobdesk.ui.actions import ActionRegistry, add_choices, set_usable
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory import actions as commands
from jobdesk.ui.inventory import questions, terms
from jobdesk.ui.inventory.choices import Choices
from jobdesk.ui.inventory.columns_menu import ColumnsMenu
from jobdesk.ui.inventory.commands import InventoryCommands
from jobdesk.ui.inventory.copying import FORMS
from jobdesk.ui.inventory.detail_pane import DetailPane
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.filter_field import FilterField
from jobdesk.ui.inventory.grid_model import GridModel
from jobdesk.ui.inventory.grid_source import GridSource
from jobdesk.ui.inventory.grid_view import GridView
from jobdesk.ui.inventory.kinds_tree import KindsTree
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from jobdesk.ui.session import Session

_NEWS_MS = 400  # several changes at once are one look
_COUNTS_MS = 120  # counts come after the list that somebody waits for
_DETAIL_MS = 60  # who walks through the list reads where one stops
_MENU = (
    *("inventory.show", "inventory.open", "inventory.follow", ""),
    *("inventory.edit_cell", "inventory.edit", "inventory.clone", "inventory.add", ""),
    *("inventory.filter_by", "inventory.copy_cell", "inventory.copy", ""),
    "inventory.delete",
)
_ON_OBJECT = (
    *("inventory.show", "inventory.open", "inventory.edit", "inventory.clone"),
    *("inventory.delete", "inventory.copy", "inventory.copy_cell", "inventory.filter_by"),
    *("inventory.edit_cell", "inventory.follow"),
)


class InventoryPage(QWidget):
    """Browse and edit the network that jobs work on.

    Signals:
        counts_changed(str): `118 of 512 devices, 1 selected`, for the status line.
        run_requested(int, int): show a run, at a line of its log; -1 for none.
        object_requested(str, str, str): open an object in a tab: kind, key, name.
    """

    counts_changed = Signal(str)
    run_requested = Signal(int, int)
    object_requested = Signal(str, str, str)

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
        self.shape: KindShape | None = None
        self._kind = ""
        self._wanted_key = ""  # to be made current when its row is there
        self._is_filled = False
        self._is_stale = False
        self.tree = KindsTree()
        self.model = GridModel(self)
        self.grid = GridView(self.model, self.asker)
        self.source = GridSource(self.asker, self)
        self.filter = FilterField(self.asker)
        self.commands = InventoryCommands(self.grid, self.asker, self.edits, self)
        self.actions_here = ActionRegistry(self, commands.CONTEXT)
        self._make_actions()
        self.columns = ColumnsMenu(self.choices, self.actions_here, self)
        self.detail = DetailPane(self.asker, self.actions_here)
        self.empty = EmptyState()
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
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
        make(commands.DELETE, self.commands.delete, on=on)
        make(commands.OPEN, self._on_open, on=on)
        make(commands.SHOW, self._on_show)
        make(commands.FOLLOW, self._on_follow, on=on)
        make(commands.REFRESH, self.refresh)
        make(commands.COPY, self.commands.copy, on=on)
        make(commands.COPY_CELL, self.commands.copy_cell, on=on)
        make(commands.FILTER_BY, self._on_filter_by, on=on)
        make(commands.COLUMNS, self._on_columns)
        make(commands.TO_TREE, self._on_to_tree)
        make(commands.TO_GRID, self._on_to_grid)
        make(commands.TO_DETAIL, self._on_to_detail)

    def _build(self) -> None:
        self.title = label("", "pane")
        self.number = label("", "body", "text3")
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 14, 4)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(action_button(self.actions_here["inventory.columns"], "icon", text=""))
        head.addWidget(action_button(self.actions_here["inventory.add"], text="Add"))
        line = QHBoxLayout()
        line.setContentsMargins(16, 2, 14, 10)
        line.addWidget(self.filter)
        self.rows = QStackedWidget()
        self.rows.addWidget(self.grid)
        self.rows.addWidget(self.empty)
        self._skeleton = Skeleton(self.rows)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(hairline())
        column.addWidget(self.rows, 1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 8, 0, 0)
        side.addWidget(self.tree)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (left, middle, self.detail):
            self.splitter.addWidget(part)
        left.setMinimumWidth(150)
        middle.setMinimumWidth(320)
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
        self.model.page_wanted.connect(self.source.want)
        self.source.page_read.connect(self._on_page_read)
        self.source.total_read.connect(self._on_total_read)
        self.source.failed.connect(self._on_failed)
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self._on_to_grid)
        grid = self.grid
        grid.row_chosen.connect(self._on_row_chosen)
        grid.selection_changed.connect(self._on_selection_changed)
        grid.sort_chosen.connect(self._on_sort_chosen)
        grid.show_requested.connect(self._on_show)
        grid.columns_moved.connect(self._on_columns_moved)
        grid.customContextMenuRequested.connect(self._on_menu)
        grid.head_menu_requested.connect(self.columns.open_at)
        self.columns.chosen.connect(self._on_columns_chosen)
        self.columns.sort_chosen.connect(self._on_sort_chosen)
        detail = self.detail
        detail.object_requested.connect(self.show_object)
        detail.list_requested.connect(self.show_related)
        detail.run_requested.connect(self.run_requested)
        detail.edit_requested.connect(self.commands.edit_field)
        detail.menu_requested.connect(self._on_detail_menu)
        self.edits.changed.connect(self._on_edited)
        self.commands.made.connect(self._on_made)
        self.empty.clicked.connect(self._on_way_out)
        self._news.timeout.connect(self.refresh)
        self._counting.timeout.connect(self._count)
        self._resting.timeout.connect(self._on_rested)
        self._session.results_changed.connect(self._on_news)

    # Kinds

    def _fill(self) -> None:
        """Read the tree, then the kind that was looked at last."""
        if self._is_filled or self._session.services is None:
            return
        self._is_filled = True
        self._skeleton.expect()
        self.asker.ask(self, "tree", questions.tree, self._take_tree)

    def _take_tree(self, groups: Sequence[KindGroup]) -> None:
        self.tree.show_groups(groups, self.choices.folded)
        kind = self.choices.kind
        self.show_kind(kind if kind in self.tree.labels else "dcim.device")

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Show the list of a kind, as it was left."""
        kept = terms.read_terms(self.choices.of(kind).filter)
        self.show_list(kind, kept)

    def show_list(self, kind: str, wanted: Sequence[Term], key: str = "") -> None:
        """Show a list narrowed down to these terms, with an object current."""
        self._kind, self._wanted_key = kind, key
        self.choices.keep_kind(kind)
        self.tree.choose(kind)
        work = partial(questions.shape, kind)
        self.asker.ask(self, "shape", work, lambda shape: self._take_shape(shape, wanted))

    def _take_shape(self, shape: KindShape, wanted: Sequence[Term]) -> None:
        if shape.kind.label != self._kind:
            return
        self.shape = self.commands.shape = shape
        self.grid.sortable = shape.sortable
        self.grid.set_kind(shape.kind)
        self.title.setText(shape.kind.plural)
        self.filter.show_kind(shape, wanted)
        self._begin()
        self._counting.start()

    def _begin(self) -> None:
        """Show the list as it is wanted now, from its top."""
        shape = self.shape
        if shape is None:
            return
        choice = self.choices.of(shape.kind.label)
        known = {field.name: field for field in shape.columns}
        names = [name for name in choice.columns if name in known] or list(shape.first)
        fields = [known[name] for name in names]
        self.model.begin(fields, shape.title)
        self.grid.arrange(dict(choice.widths), choice.sort)
        self._ask(
            GridQuery(shape.kind.label, tuple(names), self.filter.parameters(), choice.sort)
        )

    def _ask(self, query: GridQuery) -> None:
        self.commands.query = query
        self._skeleton.expect()
        self.source.ask(query)

    # What was read

    @Slot(object)
    def _on_page_read(self, page: GridPage) -> None:
        self.model.take(page)
        self._skeleton.done()
        if not page.start:
            self.grid.fit_columns()
            self._show_rows(has_rows=bool(page.rows))
        if not page.start and page.rows and not self.grid.currentIndex().isValid():
            self._choose_first()

    def _choose_first(self) -> None:
        at = self.model.row_of(self._wanted_key) if self._wanted_key else 0
        if at >= 0:
            self._wanted_key = ""
            self.grid.choose_row(at, 0)
            return
        query, key, self._wanted_key = self.commands.query, self._wanted_key, ""
        if query is not None:
            work = partial(questions.place, query, key, 1_000_000)
            self.asker.ask(self, "place", work, self._choose_far)

    def _choose_far(self, at: int) -> None:
        self.grid.choose_row(max(at, 0), 0)

    def _show_rows(self, *, has_rows: bool) -> None:
        if has_rows:
            self.rows.setCurrentWidget(self.grid)
            return
        self.detail.show_object("", "")
        kind = self.shape.kind if self.shape is not None else None
        if kind is None:
            return
        plural = f"{kind.plural[0].lower()}{kind.plural[1:]}"
        if self.filter.is_filtering:
            self.empty.say(f"No {plural} fit", "The filter leaves nothing.", "Show all")
        else:
            self.empty.say(
                f"No {plural} yet",
                "Jobs and imports make them, or you do.",
                f"Add {kind.name}…",
            )
        self.rows.setCurrentWidget(self.empty)

    @Slot(int)
    def _on_total_read(self, total: int) -> None:
        self.model.take_total(total)
        self._tell_counts()
        self.filter.say(f"valid, {total:,} found", is_good=True)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._skeleton.done()
        if isinstance(error, InputErrors):
            words = " ".join(text for texts in error.fields.values() for text in texts)
            self.filter.say(words, is_good=False)
        elif isinstance(error, JobDeskError):
            self.empty.say("The list cannot be read", str(error), "Try again")
            self.rows.setCurrentWidget(self.empty)
        else:
            report_error(error)

    @Slot()
    def _count(self) -> None:
        labels = self.tree.labels
        self.asker.ask(self, "counts", partial(questions.counts, labels), self._take_counts)

    def _take_counts(self, counts: Mapping[str, int]) -> None:
        self.tree.show_counts(counts)
        self._tell_counts()

    def _tell_counts(self) -> None:
        if self.shape is None:
            return
        whole, shown = self.tree.count(self._kind), self.source.total
        plural = self.shape.kind.plural
        number = f"{shown:,}"
        if whole is not None and whole != shown:
            number = f"{shown:,} of {whole:,}"
        self.number.setText(number)
        chosen = self.grid.selected_count()
        words = f"{number} {plural[0].lower()}{plural[1:]}"
        self.counts = f"{words}, {chosen:,} selected" if chosen else words
        self.counts_changed.emit(self.counts)

    # News

    @Slot()
    def refresh(self) -> None:
        """Read what is shown again; it stays where it is meanwhile."""
        self._is_stale = False
        query = self.commands.query
        if query is None:
            return
        self.model.make_stale()
        self.grid.look()
        work = partial(questions.total, query)
        self.asker.ask(self, "total again", work, self._take_total_again)
        self.detail.refresh()
        self._counting.start()

    def _take_total_again(self, total: int) -> None:
        self.source.total = total
        if not self.model.rowCount() and total and self.commands.query is not None:
            self._ask(self.commands.query)
        self._on_total_read(total)
        self._show_rows(has_rows=total > 0)

    @Slot()
    def _on_news(self) -> None:
        """A run has ended or begun: it may have changed something."""
        if self.isVisible():
            self._news.start()
        else:
            self._is_stale = True

    @Slot(object)
    def _on_edited(self, edited: object) -> None:
        del edited
        self._news.start(0)

    @Slot(str)
    def _on_made(self, key: str) -> None:
        if self.shape is not None:
            self.show_list(self.shape.kind.label, self.filter.terms, key)

    # Filter, order, columns

    @Slot()
    def _on_filter_changed(self) -> None:
        if self.shape is None:
            return
        text = terms.text_of(self.filter.terms)
        self.choices.change(self.shape.kind.label, filter=text)
        if not self.filter.problem():
            self._begin()

    @Slot(str)
    def _on_sort_chosen(self, sort: str) -> None:
        if self.shape is not None:
            self.choices.change(self.shape.kind.label, sort=sort)
            self._begin()

    @Slot()
    def _on_columns_moved(self) -> None:
        if self.shape is not None:
            names = tuple(self.grid.column_names())
            self.choices.change(self.shape.kind.label, columns=names, widths=self.grid.widths())

    @Slot(list)
    def _on_columns_chosen(self, names: list[str]) -> None:
        if self.shape is not None:
            self.choices.change(self.shape.kind.label, columns=tuple(names))
            self._begin()

    @Slot()
    def _on_columns(self) -> None:
        at = self.grid.horizontalHeader().mapToGlobal(QPoint(self.grid.width() - 200, 0))
        self.columns.open_at(-1, at)

    @Slot()
    def _on_folds_changed(self) -> None:
        self.choices.keep_folded(self.tree.folded())

    @Slot()
    def _on_filter_by(self) -> None:
        index = self.grid.currentIndex()
        field, value = self.model.field(index.column()), self.model.value(index)
        if field is None or value is None:
            return
        if value.text:
            said = str(value.plain).lower() if isinstance(value.plain, bool) else value.text
            self.filter.add(Term(field.name, "=", said))
        else:
            self.filter.add(Term(field.name, "=", "null"))

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
        self.show_list(kind, [Term(parameter, "=", name or key)])

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

    def _show_usable(self) -> None:
        reason = "" if self.grid.current_row() is not None else "Nothing is selected."
        for name in _ON_OBJECT:
            set_usable(self.actions_here[name], reason)

    @Slot()
    def _on_open(self) -> None:
        row = self.grid.current_row()
        if row is not None and self.shape is not None:
            self.object_requested.emit(self.shape.kind.label, row.key, row.name)

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
        menu = self.actions_here.fill(QMenu(self), *_MENU)
        copies = QMenu(commands.COPY_AS.words, menu)
        add_choices(copies, commands.COPY_AS, [(form, form) for form in FORMS])
        copies.triggered.connect(self.commands.copy_as)
        menu.insertMenu(_last(menu), copies)
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
    def _on_to_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.grid.currentIndex().isValid():
            self.grid.choose_row(0, 0)

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen."""
        super().hideEvent(event)
        for timer in (self._news, self._resting):
            if timer.isActive():
                timer.stop()
                self._is_stale = True


def _last(menu: QMenu) -> QAction:
    return menu.actions()[-2]
