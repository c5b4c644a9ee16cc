"""ChangeLogPage: the place "Change log": who changed what, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.inventory.history.records import ChangeFilter, ChangeRow, FilterChoices
from jobdesk.ui.actions import ActionRegistry, add_entry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.changes.action_chip import ActionChips
from jobdesk.ui.changes.actions import (
    CONTEXT,
    EXPORT_CSV,
    EXPORT_JSON,
    ONLY_KIND,
    ONLY_USER,
    REFRESH,
)
from jobdesk.ui.changes.detail_pane import DetailPane
from jobdesk.ui.changes.entry_menu import entries_text, offer_object, offer_revert, offer_run
from jobdesk.ui.changes.exporting import ask_export
from jobdesk.ui.changes.feed_list import FeedList
from jobdesk.ui.changes.feed_model import FeedModel
from jobdesk.ui.changes.filter_field import FilterField
from jobdesk.ui.changes.reverting import Reverter
from jobdesk.ui.changes.source import STORE, LogSource
from jobdesk.ui.changes.words import UNREAD, count_of
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.chip import ChoiceChip
from jobdesk.ui.widgets.chip_row import ChipRow
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.row_menu import RowMenu
from jobdesk.ui.widgets.section import EmptyState

_LIST_PX, _DETAIL_PX = 740, 480
_PERIODS = {"Today": 0, "2 days": 1, "7 days": 6, "30 days": 29}  # days before today
_DOERS = {"Runs": 1, "People": 0}


class ChangeLogPage(QWidget):
    """Filter line, entries, and the fields of one; the session must be loaded.

    Signals:
        object_requested(str, str), run_requested(int): open it.
        counts_changed(str): for the status line.
    """

    object_requested = Signal(str, str)
    run_requested = Signal(int)
    counts_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._choices = FilterChoices()
        self._source = LogSource(session.ready.inventory)
        self.model = FeedModel(self._source, self)
        self.list = FeedList(self.model)
        self.detail = DetailPane(self._source)
        self.field = FilterField("Filter changes")
        self.actions_chips = ActionChips()
        self.user, self.kind = ChoiceChip("User"), ChoiceChip("Kind")
        self.period, self.doer = ChoiceChip("Time"), ChoiceChip("By")
        self.period.set_choices(list(_PERIODS))
        self.doer.set_choices(["Runs", "People"])
        self.empty = EmptyState()
        self.reverter = Reverter(session, self)
        self.actions_here = ActionRegistry(self, CONTEXT)
        self._build()
        self._connect()

    def _build(self) -> None:
        make = self.actions_here.make
        self.menu = RowMenu(self.list, self._offer, text=self._text_of, is_whole=False)
        refresh = make(REFRESH, self.refresh)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 0)
        head.setSpacing(8)
        head.addWidget(label("Change log", "title"))
        head.addStretch(1)
        for command, slot in ((EXPORT_CSV, self._on_csv), (EXPORT_JSON, self._on_json)):
            head.addWidget(action_button(make(command, slot), "ghost"))
        head.addWidget(action_button(refresh, "icon", ""))
        tools = QHBoxLayout()
        tools.setContentsMargins(20, 6, 20, 8)
        tools.setSpacing(6)
        tools.addWidget(self.actions_chips)
        chips = (self.user, self.kind, self.period, self.doer)
        tools.addWidget(ChipRow(self.field, chips), 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.detail)
        splitter.setSizes([_LIST_PX, _DETAIL_PX])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        remember_splitter(splitter, self._session.layout_state, "changes/log")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(hairline())
        column.addWidget(splitter, 1)
        hand_focus(self, self.list)

    def _connect(self) -> None:
        self.field.wanted.connect(self._on_filter_changed)
        self.actions_chips.changed.connect(self._on_filter_changed)
        for chip in (self.user, self.kind, self.period, self.doer):
            chip.changed.connect(self._on_filter_changed)
        self.model.read.connect(self._on_read)
        self.model.failed.connect(self._on_failed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.opened.connect(self._on_opened)
        self.detail.object_requested.connect(self.object_requested)
        self.detail.run_requested.connect(self.run_requested)
        self.detail.revert_requested.connect(self._on_revert)
        self.reverter.reverted.connect(self.refresh)
        self.empty.clicked.connect(self.clear_filter)

    @property
    def wanted(self) -> ChangeFilter:
        """What the filter line asks for."""
        kinds = {words: model for model, words in self._choices.kinds}
        text = self.field.text().strip()
        no = text.removeprefix("#")
        is_run = no.isdigit() and (text.startswith("#") or len(no) == len(text))
        asked = ChangeFilter(
            actions=self.actions_chips.checked,
            user=self.user.value,
            model=kinds.get(self.kind.value, ""),
            since=_since(self.period.value),
            by_run=None if not self.doer.value else bool(_DOERS[self.doer.value]),
        )
        return replace(asked, result_no=int(no)) if is_run else replace(asked, text=text)

    @property
    def counts(self) -> str:
        """For the status line."""
        more = "+" if self.model.has_more else ""
        count = self.model.rowCount()
        return f"{count:,}{more} changes" if more else count_of(count, "change")

    @Slot()
    def refresh(self) -> None:
        """Read the newest entries, and what can be chosen."""
        door = self._session.ready.inventory

        def work() -> FilterChoices:
            from jobdesk.inventory.history.feed import choices

            return door.ask(choices)

        run_in_background(self, work, self._on_choices, store=STORE, name="choices")
        self.model.ask(self.wanted)

    @Slot()
    def clear_filter(self) -> None:
        """Show all entries."""
        self.field.clear()
        for chip in (self.user, self.kind, self.period, self.doer):
            chip.set_value("")
        for chip in self.actions_chips.chips.values():
            chip.setChecked(False)
        self.model.ask(self.wanted)

    @Slot()
    def focus_search(self) -> None:
        """Type in the filter."""
        self.field.setFocus()
        self.field.selectAll()

    def _on_choices(self, found: FilterChoices) -> None:
        self._choices = found
        self.user.set_choices(found.users)
        self.kind.set_choices([words for _, words in found.kinds])

    @Slot()
    def _on_filter_changed(self) -> None:
        self.model.ask(self.wanted)

    @Slot()
    def _on_read(self) -> None:
        has_rows = self.model.rowCount() > 0
        self._stack.setCurrentIndex(0 if has_rows else 1)
        if not has_rows:
            self._say_nothing()
            self.detail.show_row(None)
        elif self.list.current_row < 0:
            self.list.choose(0)
        self.counts_changed.emit(self.counts)

    @Slot()
    def _on_failed(self) -> None:
        self.empty.say(*UNREAD, "Show all changes")
        self._stack.setCurrentIndex(1)
        self.detail.show_row(None)

    def _say_nothing(self) -> None:
        if self.model.wanted == ChangeFilter():
            self.empty.say(
                "No changes yet",
                "Whatever runs and people change in the inventory is kept here.",
            )
        else:
            self.empty.say("No change fits", "", "Show all changes")

    @Slot()
    def _on_current_changed(self) -> None:
        self.detail.show_row(self.model.entry(self.list.current_row))

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        entry = self.model.entry(row)
        if entry is not None:
            self.object_requested.emit(entry.model, entry.object_id)

    def _text_of(self, chosen: Sequence[int]) -> str:
        """Entries for the clipboard; one alone with its fields."""
        rows = [one for row in chosen if (one := self.model.entry(row))]
        return entries_text(rows, self.detail)

    def _offer(self, menu: QMenu) -> None:
        entry = self.model.entry(self.list.current_row)
        if entry is not None:
            offer_object(menu, entry, self.detail, self.object_requested)
            offer_run(menu, entry, self.run_requested)
            menu.addSeparator()
            add_entry(menu, ONLY_USER, partial(self.user.set_value, entry.user))
            add_entry(menu, ONLY_KIND, partial(self.kind.set_value, entry.kind))
            offer_revert(menu, partial(self._revert, entry))
            menu.addSeparator()
        self.actions_here.fill(menu, EXPORT_CSV.name, EXPORT_JSON.name)

    @Slot()
    def _on_csv(self) -> None:
        ask_export(self, "changes.csv", partial(self._source.export, self.wanted, "csv"))

    @Slot()
    def _on_json(self) -> None:
        ask_export(self, "changes.json", partial(self._source.export, self.wanted, "json"))

    @Slot(str)
    def _on_revert(self, change_id: str) -> None:
        found = self.detail.found
        if found is not None and found.row.id == change_id:
            self._revert(found.row)

    def _revert(self, entry: ChangeRow) -> None:
        one = ChangeFilter(model=entry.model, object_id=entry.object_id)
        self.reverter.ask(one, frozenset({entry.id}), "this change")

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is new."""
        super().showEvent(event)
        self.refresh()


def _since(period: str) -> datetime | None:
    if not period:
        return None
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=_PERIODS[period])
