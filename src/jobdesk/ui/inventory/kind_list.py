"""KindList: the list of one kind with its head and filter line; remembers how it was left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.errors import InputErrors, JobDeskError
from jobdesk.inventory.desk.records import GridPage, GridQuery, KindShape
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory import questions, terms
from jobdesk.ui.inventory.actions import ADD, COLUMNS, FILTERS
from jobdesk.ui.inventory.choices import Choices
from jobdesk.ui.inventory.columns_menu import ColumnsMenu
from jobdesk.ui.inventory.filter_field import FilterField
from jobdesk.ui.inventory.filters_menu import FiltersMenu
from jobdesk.ui.inventory.grid_model import GridModel
from jobdesk.ui.inventory.grid_source import GridSource
from jobdesk.ui.inventory.grid_view import GridView
from jobdesk.ui.inventory.questions import COUNTS, Asker
from jobdesk.ui.inventory.saved_filters import FilterShelf
from jobdesk.ui.inventory.terms import Term
from jobdesk.ui.inventory.unreadable import Unreadable
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.skeleton import Skeleton

_LEAST_PX = 352  # the head with its buttons
_LOOKING_MS = 300  # what takes longer is told
_TOTAL, _PLACE, _NEW = "total again", "place", "is new"
_OF_ONE_QUERY = (_TOTAL, _PLACE, _NEW)
_MOST_LOOKED_AT = 1_000_000  # rows that are looked through for an object


class KindList(QWidget):
    """Asks for a list, shows it, narrows and sorts it.

    Signals:
        kind_shown(KindShape): another kind is shown.
        emptied(): there is nothing in the list.
        counted(): its length is known, or another one.
        way_out_chosen(): the way out of an empty list.
    """

    kind_shown = Signal(object)
    emptied = Signal()
    counted = Signal()
    way_out_chosen = Signal()

    def __init__(self, asker: Asker, choices: Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self._asker = asker
        self.choices = choices
        self.shape: KindShape | None = None
        self.query: GridQuery | None = None
        self._start: QWidget | None = None
        self._wanted_key = ""  # to be made current when its row is there
        self.model = GridModel(self)
        self.grid = GridView(self.model, asker)
        self.source = GridSource(asker, self)
        self.filter = FilterField(asker)
        self.columns = ColumnsMenu(self)
        self.filters = FiltersMenu(self, FilterShelf(asker.session, self))
        self.title = label("", "pane")
        self.number = label("", "body", "text3")
        self.empty = EmptyState()
        self.unreadable = Unreadable(asker)
        self.rows = QStackedWidget(self)
        self._skeleton = Skeleton(self.rows)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self.setMinimumWidth(_LEAST_PX)

    def build(self, actions: ActionRegistry, *more: QWidget) -> None:
        """Lay it out once there are actions for its head; `more` buttons stand there too."""
        actions.make(COLUMNS, self._on_columns)
        actions.make(FILTERS, self._on_filters)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 14, 4)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.number)
        head.addStretch(1)
        self._filters_button = action_button(actions[FILTERS.name], "icon", text="")
        head.addWidget(self._filters_button)
        head.addWidget(action_button(actions[COLUMNS.name], "icon", text=""))
        for widget in more:
            head.addWidget(widget)
        head.addWidget(action_button(actions[ADD.name], text="Add"))
        line = QHBoxLayout()
        line.setContentsMargins(16, 2, 14, 10)
        line.addWidget(self.filter)
        self.rows.addWidget(self.grid)
        self.rows.addWidget(self.empty)
        self.rows.addWidget(self.unreadable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(hairline())
        column.addWidget(self.rows, 1)
        self.setFocusProxy(self.grid)
        self._connect()

    def _connect(self) -> None:
        self.model.page_wanted.connect(self.source.want)
        self.source.page_read.connect(self._on_page_read)
        self.source.total_read.connect(self._on_total_read)
        self.source.failed.connect(self.fail)
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self.focus_grid)
        self.grid.sort_chosen.connect(self.sort_by)
        self.grid.columns_moved.connect(self._on_columns_moved)
        self.grid.head_menu_requested.connect(self.columns.open_at)
        self.empty.clicked.connect(self.way_out_chosen)
        self._looking.timeout.connect(self._say_looking)
        self._asker.session.layout_state.taken.connect(self.begin)

    # Kinds

    def expect(self) -> None:
        """A list is on its way."""
        self._skeleton.expect()

    def show_list(self, kind: str, wanted: Sequence[Term], key: str = "") -> None:
        """Show a list narrowed down to these terms, with an object current."""
        work = partial(questions.shape, kind)
        done = partial(self._take_shape, wanted, key)
        self._asker.ask(self, "shape", work, done, self.fail)

    def _take_shape(self, wanted: Sequence[Term], key: str, shape: KindShape) -> None:
        self.shape, self._wanted_key = shape, key
        self.grid.sortable = shape.sortable
        self.grid.set_kind(shape.kind)
        self.title.setText(shape.kind.plural)
        self.filter.show_kind(shape, wanted)
        self.kind_shown.emit(shape)
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Show the list as it is wanted now, from its top."""
        shape = self.shape
        if shape is None:
            return
        choice = self.choices.of(shape.kind.label)
        known = {field.name: field for field in shape.columns}
        names = [name for name in choice.columns if name in known] or list(shape.first)
        self.model.begin([known[name] for name in names], shape.title)
        self.grid.arrange(dict(choice.widths), choice.sort)
        asked = self.filter.parameters()
        self._ask(GridQuery(shape.kind.label, tuple(names), asked, choice.sort))

    def _ask(self, query: GridQuery) -> None:
        self.query = query
        for name in _OF_ONE_QUERY:  # what was asked of the list before
            self._asker.forget(self, name)
        self._skeleton.expect()
        self._looking.start()
        self.source.ask(query)

    # What was read

    @Slot(object)
    def _on_page_read(self, page: GridPage) -> None:
        self.model.take(page)
        self._skeleton.done()
        if page.start:
            return
        self._looking.stop()
        if not self.source.is_counted:
            self.filter.say("valid, counting…", is_good=True)
            self.counted.emit()
        self._show_rows(has_rows=bool(page.rows))
        self.grid.fit_columns()  # once it has its size
        # A table that comes to the front with the keyboard makes a row current, no more.
        is_chosen = self.grid.currentIndex().isValid() and self.grid.selected_count()
        if page.rows and (self._wanted_key or not is_chosen):
            self._choose_first()

    def _choose_first(self) -> None:
        key, self._wanted_key = self._wanted_key, ""
        at = self.model.row_of(key) if key else 0
        if at >= 0:
            self.grid.choose_row(at, 0)
        elif self.query is not None:
            work = partial(questions.place, self.query, key, _MOST_LOOKED_AT)
            self._asker.ask(self, _PLACE, work, self._choose_far, where=COUNTS)

    def _choose_far(self, at: int) -> None:
        self.grid.choose_row(max(at, 0), 0)

    def _show_rows(self, *, has_rows: bool) -> None:
        if has_rows:
            self.rows.setCurrentWidget(self.grid)
            return
        self.emptied.emit()
        if self.shape is None:
            return
        plural = plural_of(self.shape)
        if self.filter.is_filtering:
            self.empty.say(f"No {plural} fit", "The filter leaves nothing.", "Show all")
        else:
            verb = f"Add {self.shape.kind.name}…"
            self.empty.say(f"No {plural} yet", "Jobs and imports make them, or you do.", verb)
        self.rows.setCurrentWidget(self.empty)
        if self._start is not None and not self.filter.is_filtering:
            self._asker.ask(self, _NEW, questions.is_new, self._show_start)

    def offer_start(self, start: QWidget) -> None:
        """Show this instead of an empty list while nothing is in the whole inventory."""
        self._start = start
        self.rows.addWidget(start)

    def _show_start(self, is_new: bool) -> None:
        if is_new and self._start is not None and not self.model.rowCount():
            self.rows.setCurrentWidget(self._start)

    @Slot()
    def _say_looking(self) -> None:
        """The rows take a while: a next key begins anew."""
        self.filter.say("looking…", is_good=True)

    @Slot(int)
    def _on_total_read(self, total: int) -> None:
        self.model.take_total(total)
        self.filter.say(f"valid, {total:,} found", is_good=True)
        self.counted.emit()

    @Slot(object)
    def fail(self, error: BaseException) -> None:
        """Say why nothing is shown, or what is wrong with the filter."""
        self._skeleton.done()
        self._looking.stop()
        if isinstance(error, InputErrors):
            words = " ".join(text for texts in error.fields.values() for text in texts)
            self.filter.say(words, is_good=False)
        elif isinstance(error, JobDeskError):
            self.unreadable.tell(error)
            self.rows.setCurrentWidget(self.unreadable)
        else:
            report_error(error)

    def refresh(self) -> None:
        """Read what is shown again; it stays where it is meanwhile."""
        if self.query is None:
            return
        self.source.doubt()
        self.model.make_stale()
        self.grid.look()
        work = partial(questions.total, self.query)
        self._asker.ask(self, _TOTAL, work, self._take_total_again, where=COUNTS)

    def _take_total_again(self, total: int) -> None:
        self.source.total, self.source.is_counted = total, True
        if not self.model.rowCount() and total and self.query is not None:
            self._ask(self.query)
        self._on_total_read(total)
        self._show_rows(has_rows=total > 0)

    # Filter, order, columns

    @Slot()
    def _on_filter_changed(self) -> None:
        if self.shape is None:
            return
        text = terms.text_of(self.filter.terms)
        self.choices.change(self.shape.kind.label, filter=text)
        if not self.filter.problem():
            self.begin()

    @Slot(str)
    def sort_by(self, sort: str) -> None:
        """Sort by a field, with `-` downwards."""
        if self.shape is not None:
            self.choices.change(self.shape.kind.label, sort=sort)
            self.begin()

    @Slot()
    def _on_columns_moved(self) -> None:
        if self.shape is not None:
            names, widths = tuple(self.grid.column_names()), self.grid.widths()
            self.choices.change(self.shape.kind.label, columns=names, widths=widths)

    def choose_columns(self, names: Sequence[str]) -> None:
        """Show these, from left to right; the usual ones when there are none."""
        if self.shape is None:
            return
        widths = {} if not names else self.grid.widths()
        self.choices.change(self.shape.kind.label, columns=tuple(names), widths=widths)
        self.begin()

    @Slot()
    def _on_columns(self) -> None:
        at = self.grid.horizontalHeader().mapToGlobal(QPoint(self.grid.width() - 200, 0))
        self.columns.open_at(-1, at)

    @Slot()
    def _on_filters(self) -> None:
        below = QPoint(0, self._filters_button.height())
        self.filters.open_at(self._filters_button.mapToGlobal(below))

    @property
    def sort(self) -> str:
        """The order that was chosen; empty for the first one."""
        return "" if self.shape is None else self.choices.of(self.shape.kind.label).sort

    @Slot()
    def filter_by_cell(self) -> None:
        """Narrow down to what has the value where the keyboard is."""
        index = self.grid.currentIndex()
        field, value = self.model.field(index.column()), self.model.value(index)
        if field is None or value is None:
            return
        said = str(value.plain) if field.pairs and value.text else value.text
        said = str(value.plain).lower() if isinstance(value.plain, bool) else said
        self.filter.add(Term(field.name, "=", said or "null"))

    @Slot()
    def focus_grid(self) -> None:
        """The keyboard goes to the rows."""
        self.grid.setFocus()
        if not self.grid.currentIndex().isValid():
            self.grid.choose_row(0, 0)


def plural_of(shape: KindShape) -> str:
    """Several objects, inside a sentence: `devices`, `VLANs`."""
    plural = shape.kind.plural
    return plural if plural[1:2].isupper() else f"{plural[:1].lower()}{plural[1:]}"
